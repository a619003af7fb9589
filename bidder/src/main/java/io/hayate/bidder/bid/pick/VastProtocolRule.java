package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.bid.VastChoice;
import io.hayate.bidder.campaigns.live.SlotTable;

/** The impression offers a VAST that we write ({@link VastChoice}). Owned by the bid loop. */
final class VastProtocolRule implements CreativeRule {
    private final ListedBits listed = new ListedBits();

    @Override
    public void beginRequest() {
        listed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final BidRequestView request = context.request;
        final long list = request.media(table.format(creative)).protocols[context.impression];
        return list == Slice.ABSENT
                || VastChoice.protocol(listed.of(request, list), table.isWrapper(creative)) != VastChoice.NONE;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.PROTOCOL_NOT_OFFERED;
    }
}
