package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;

/** Prices a candidate: its bid, held against the floor that applies ({@link FloorGuidance}). Owned by the bid loop. */
public final class Pricer {
    /** OpenRTB's default for floors, and the one currency we bid in so far. */
    private static final byte[] USD = "usd".getBytes(StandardCharsets.US_ASCII);

    /** Of a deal: its floor is the agreed price. */
    private static final int FIXED_PRICE = 3;

    private final FloorGuidance floor = new FloorGuidance();

    /** Sets {@link BidContext#priceCpmMicros}; false if the candidate may not bid that much. */
    public boolean price(final BidContext context) {
        final BidRequestView request = context.request;
        final long bidCpmMicros = context.index.table().bidCpmMicros(context.slot);
        floor.find(context);
        if (floor.cpmMicros > 0 && floor.currency != Slice.ABSENT && !request.equalsIgnoreCase(floor.currency, USD)) {
            context.note(NoBidReason.FLOOR_CURRENCY);
            return false;
        }
        if (bidCpmMicros < floor.cpmMicros) {
            context.note(NoBidReason.BELOW_FLOOR);
            return false;
        }
        final boolean fixed = context.deal != BidContext.NO_DEAL
                && floor.ofDeal
                && request.dealAuctionType[context.deal] == FIXED_PRICE;
        context.priceCpmMicros = fixed ? floor.cpmMicros : bidCpmMicros;
        return true;
    }

    /**
     * Whether the candidate that {@link #price} has refused is not the only one: none after it bids more, and the floor is
     * the same for all.
     */
    public boolean refusesAllAfter(final BidContext context) {
        return FloorGuidance.isCommon(context);
    }
}
