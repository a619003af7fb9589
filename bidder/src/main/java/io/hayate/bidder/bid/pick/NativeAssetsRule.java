package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NativeAssets;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** The creative fills every asset that the native request requires. Immutable; shared. */
final class NativeAssetsRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        return NativeAssets.fillsRequired(context.request, context.impression, context.index, creative);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.ASSETS_NOT_FILLED;
    }
}
