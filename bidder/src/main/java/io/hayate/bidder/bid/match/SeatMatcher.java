package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import io.hayate.bidder.campaigns.live.SlotLayer;

/**
 * By whose seat may bid, where advertisers have seats of their own; where all bid with the profile's, the gate has said so
 * already, and nothing is done here. Owned by the bid loop.
 */
final class SeatMatcher {
    private final ValueIds ids = new ValueIds();

    /** Keeps what wseat and bseat allow; false if that is no seat of ours. */
    boolean keepAllowed(final BidContext context) {
        final ExchangeSeats seats = context.ownSeats();
        final BidRequestView request = context.request;
        if (seats == null || (request.allowedSeats == Slice.ABSENT && request.blockedSeats == Slice.ABSENT)) {
            return true;
        }
        final SlotLayer slots = context.requestSlots;
        if (request.allowedSeats != Slice.ABSENT
                && !keep(request, request.allowedSeats, seats, context.profileSeatAllowed, slots)) {
            return false;
        }
        if (!context.profileSeatAllowed) {
            slots.keep(seats.ownSeatSlots());
        }
        addIds(request, request.blockedSeats, seats);
        for (int i = 0; i < ids.count(); i++) {
            slots.remove(seats.slotsOf(ids.ids()[i]));
        }
        return true;
    }

    /** Keeps what the deal's wseat allows; false if that is no seat of ours. */
    boolean keepAllowedUnderDeal(final BidContext context) {
        final ExchangeSeats seats = context.ownSeats();
        if (seats == null || context.deal == BidContext.NO_DEAL) {
            return true;
        }
        final long allowed = context.request.dealAllowedSeats[context.deal];
        return allowed == Slice.ABSENT
                || keep(context.request, allowed, seats, context.profileSeatInDeal, context.opportunitySlots);
    }

    private boolean keep(
            final BidRequestView request,
            final long allowed,
            final ExchangeSeats seats,
            final boolean profileSeat,
            final SlotLayer slots) {
        addIds(request, allowed, seats);
        if (ids.count() == 0 && !profileSeat) {
            return false;
        }
        slots.keepUnion(profileSeat ? seats.profileSeatSlots() : null);
        for (int i = 0; i < ids.count(); i++) {
            slots.addToUnion(seats.slotsOf(ids.ids()[i]));
        }
        return true;
    }

    private void addIds(final BidRequestView request, final long list, final ExchangeSeats seats) {
        ids.clear();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long seat = request.items[i];
            ids.add(seats.dictionary().id(request.body, Slice.offset(seat), Slice.length(seat)));
        }
    }
}
