package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Prices a candidate: its bid, held against the floor that applies, the deal's if it has one, else the impression's; a
 * floor's currency is never inherited (OpenRTB 2.6, 3.2.12 and implementation notes 7.11). Immutable; shared.
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
        context.priceCpmMicros = bidCpmMicros;
        if (context.deal == BidContext.NO_DEAL || request.dealFloorCpmMicros[context.deal] == 0) {
            return reaches(
                    context,
                    bidCpmMicros,
                    request.floorCpmMicros[context.impression],
                    request.floorCurrency[context.impression]);
        }
        final long floorCpmMicros = request.dealFloorCpmMicros[context.deal];
        if (request.dealAuctionType[context.deal] == FIXED_PRICE) {
            context.priceCpmMicros = floorCpmMicros;
        }
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
