package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import io.hayate.bidder.campaigns.live.SlotLayer;

/** Who may bid by the seat that is bid with: an advertiser's own, or the profile's. Owned by the bid loop. */
final class SeatMatcher {
    private final ValueIds ids = new ValueIds();

    /** Keeps what wseat and bseat allow; false if that is no seat of ours. */
    boolean keepAllowed(final BidContext context) {
        final ExchangeSeats seats = context.ownSeats();
        final BidRequestView request = context.request;
        if (request.allowedSeats == Slice.ABSENT && request.blockedSeats == Slice.ABSENT) {
            return true;
        }
        if (seats == null) {
            // All of this part bid with the profile's; where all of the view do, the gate has said no already.
            return context.profileSeatAllowed;
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
        if (context.deal == BidContext.NO_DEAL || context.request.dealAllowedSeats[context.deal] == Slice.ABSENT) {
            return true;
        }
        if (seats == null) {
            return context.profileSeatInDeal;
        }
        return keep(
                context.request,
                context.request.dealAllowedSeats[context.deal],
                seats,
                context.profileSeatInDeal,
                context.opportunitySlots);
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
