package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** btype blocks none of the types that the markup is (OpenRTB 2.6, 3.2.6). Owned by the bid loop. */
final class BannerTypeRule implements CreativeRule {
    private final ListedBits blocked = new ListedBits();

    @Override
    public void beginRequest() {
        blocked.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long list = context.request.bannerBlockedTypes[context.impression];
        return (table.bannerTypes(creative) & blocked.of(context.request, list)) == 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_BANNER_TYPE;
    }
}
