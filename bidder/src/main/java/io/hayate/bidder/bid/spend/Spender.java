package io.hayate.bidder.bid.spend;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.Cost;
import org.jspecify.annotations.Nullable;

/**
 * Reserves what bids cost ({@link Cost}), in the campaign's currency. An impression bought at p cpmMicros costs exactly p
 * nanos, times the impression's multiplier and the rate. Bids on test requests cost
 * nothing and reserve nothing. Owned by the bid loop.
 */
public final class Spender {
    private final @Nullable BudgetLane lane;

    /** @param lane null: nothing is reserved, and every candidate can be paid for */
    public Spender(final @Nullable BudgetLane lane) {
        this.lane = lane;
    }

    /** Reserves the candidate's price; false if the campaign cannot pay it on this loop at this moment. */
    public boolean reserve(final BidContext context) {
        if (context.request.test
                || lane == null
                || lane.reserve(
                        context.index.table().ordinal(context.slot),
                        Cost.nanos(
                                context.priceCpmMicros,
                                context.request.multiplierMicros[context.impression],
                                context.rateNanos),
                        context.arrivalMs,
                        context.exchange.ordinal())) {
            return true;
        }
        context.note(NoBidReason.NO_BUDGET);
        return false;
    }

    /** Takes back the reservation of a bid that is not sent after all. */
    public void cancel(final BidContext context, final int bid) {
        if (!context.request.test && lane != null) {
            lane.cancel(
                    context.view.part(context.bidPart[bid]).table().ordinal(context.bidSlot[bid]),
                    Cost.nanos(
                            context.bidCpmMicros[bid],
                            context.request.multiplierMicros[context.bidImpression[bid]],
                            context.bidRateNanos[bid]),
                    context.arrivalMs,
                    context.exchange.ordinal());
        }
    }
}
