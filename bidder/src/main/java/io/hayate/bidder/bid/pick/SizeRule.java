package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BannerSizes;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** The creative has a size that the banner allows. Immutable; shared. */
final class SizeRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        return BannerSizes.allow(context.request, context.impression, table.width(creative), table.height(creative));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.NO_SIZE;
    }
}
