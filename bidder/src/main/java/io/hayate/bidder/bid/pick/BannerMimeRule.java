package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/** banner.mimes, if given, lists what the markup is (OpenRTB 2.6, 3.2.6). Owned by the bid loop. */
final class BannerMimeRule implements CreativeRule {
    private final ListedMimes mimes = new ListedMimes();

    @Override
    public void beginRequest() {
        mimes.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final BidRequestView request = context.request;
        final long list = request.bannerMimes[context.impression];
        return list == Slice.ABSENT || mimes.containsAny(request, list, context.index, table.mimes(creative));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.MIME_NOT_OFFERED;
    }
}
