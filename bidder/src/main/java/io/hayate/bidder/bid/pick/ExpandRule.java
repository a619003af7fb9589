package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * banner.expdir, if given, lists the directions that the creative expands to (OpenRTB 2.6, 3.2.6). Owned by the bid
 * loop.
 */
final class ExpandRule implements CreativeRule {
    private final ListedBits listed = new ListedBits();

    @Override
    public void beginRequest() {
        listed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int directions = table.expandDirections(creative);
        final long list = context.request.bannerExpandDirections[context.impression];
        return directions == 0 || list == Slice.ABSENT || (directions & ~listed.of(context.request, list)) == 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.EXPANSION_NOT_OFFERED;
    }
}
