package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The deal's wseat lets our seat bid (OpenRTB 2.6, 3.2.12). Immutable; shared. */
final class DealSeatRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final long allowed = context.request.dealAllowedSeats[context.deal];
        return allowed == Slice.ABSENT || RequestLists.contain(context.request, allowed, context.exchange.seat());
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.SEAT_NOT_ALLOWED;
    }
}
