package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/**
 * wseat and bseat let a seat of ours bid; of seats, letter case counts (OpenRTB 2.6, 3.2.1). Where advertisers have seats
 * of their own, match finds out which campaigns' are allowed. Immutable; shared.
 */
final class SeatRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final String seat = context.exchange.seat();
        final long allowed = context.request.allowedSeats;
        context.profileSeatAllowed = (allowed == Slice.ABSENT || RequestLists.contain(context.request, allowed, seat))
                && !RequestLists.contain(context.request, context.request.blockedSeats, seat);
        return context.profileSeatAllowed || context.hasOwnSeats();
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.SEAT_NOT_ALLOWED;
    }
}
