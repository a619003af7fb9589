package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * Where a video must not be letterboxed (boxingallowed 0) it has the ratio of the player, as far as its size is told
 * (OpenRTB 2.6, 3.2.7). Immutable; shared.
 */
final class BoxingRule implements CreativeRule {
    private static final int LINEAR = 1;
    /** A ratio may be off by one part in so many: sizes are whole numbers. */
    private static final int TOLERANCE_PARTS = 50;

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int impression = context.impression;
        final MediaOffers offers = context.request.media(table.format(creative));
        final long playerWidth = offers.width[impression];
        final long playerHeight = offers.height[impression];
        if (offers.boxingAllowed[impression]
                || table.format(creative) != AdFormat.VIDEO.ordinal()
                || table.linearity(creative) != LINEAR
                || playerWidth <= 0
                || playerHeight <= 0) {
            return true;
        }
        final long product = table.width(creative) * playerHeight;
        return Math.abs(product - table.height(creative) * playerWidth) <= product / TOLERANCE_PARTS;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BOXING_NOT_ALLOWED;
    }
}
