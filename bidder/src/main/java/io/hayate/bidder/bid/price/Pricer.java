package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Prices a candidate: its bid, held against the floor of the impression or of the deal. A deal's floor is never inherited
 * from the impression (OpenRTB 2.6, 3.2.12). Immutable; shared.
 */
public final class Pricer {
    /** OpenRTB's default for floors, and the one currency we bid in so far. */
    private static final byte[] USD = "usd".getBytes(StandardCharsets.US_ASCII);

    /** Of a deal: its floor is the agreed price. */
    private static final int FIXED_PRICE = 3;

    /**
     * Sets {@link BidContext#priceCpmMicros}; false if the candidate may not bid that much. Then no candidate after it may
     * either, for none bids more.
     */
    public boolean price(final BidContext context) {
        final BidRequestView request = context.request;
        final long bidCpmMicros = context.index.table().bidCpmMicros(context.slot);
        if (context.deal == BidContext.NO_DEAL) {
            context.priceCpmMicros = bidCpmMicros;
            return reaches(
                    context,
                    bidCpmMicros,
                    request.floorCpmMicros[context.impression],
                    request.floorCurrency[context.impression]);
        }
        final long floorCpmMicros = request.dealFloorCpmMicros[context.deal];
        final boolean fixed = request.dealAuctionType[context.deal] == FIXED_PRICE && floorCpmMicros > 0;
        context.priceCpmMicros = fixed ? floorCpmMicros : bidCpmMicros;
        return reaches(context, bidCpmMicros, floorCpmMicros, request.dealFloorCurrency[context.deal]);
    }

    private static boolean reaches(
            final BidContext context, final long bidCpmMicros, final long floorCpmMicros, final long floorCurrency) {
        if (floorCpmMicros > 0
                && floorCurrency != Slice.ABSENT
                && !context.request.equalsIgnoreCase(floorCurrency, USD)) {
            context.note(NoBidReason.FLOOR_CURRENCY);
            return false;
        }
        if (bidCpmMicros < floorCpmMicros) {
            context.note(NoBidReason.BELOW_FLOOR);
            return false;
        }
        return true;
    }
}
