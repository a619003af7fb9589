package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The deal's wseat lets a seat of ours bid (OpenRTB 2.6, 3.2.12), as {@link SeatRule}. Immutable; shared. */
final class DealSeatRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final long allowed = context.request.dealAllowedSeats[context.deal];
        context.profileSeatInDeal =
                allowed == Slice.ABSENT || RequestLists.contain(context.request, allowed, context.exchange.seat());
        return context.profileSeatInDeal || context.hasOwnSeats();
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.SEAT_NOT_ALLOWED;
    }
}
