package io.hayate.bidder.bid.spend;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.Cost;
import io.hayate.bidder.ledger.pacing.PacingLane;
import org.jspecify.annotations.Nullable;

/**
 * Reserves what bids cost ({@link Cost}), in the campaign's currency. An impression bought at p cpmMicros costs exactly p
 * nanos, times the impression's multiplier and the rate. Bids on test requests cost
 * nothing and reserve nothing. Owned by the bid loop.
 */
public final class Spender {
    private final @Nullable BudgetLane lane;
    private final @Nullable PacingLane pacing;

    /** @param lane null: nothing is reserved, and every candidate can be paid for */
    public Spender(final @Nullable BudgetLane lane) {
        this(lane, null);
    }

    /** @param pacing null: every campaign takes part always */
    public Spender(final @Nullable BudgetLane lane, final @Nullable PacingLane pacing) {
        this.lane = lane;
        this.pacing = pacing;
    }

    /**
     * Whether the candidate's campaign takes part at all, as it is paced: the cheapest no. What is promised to a guaranteed
     * deal does not wait for its hour, and a test request spends nothing that could be spread.
     */
    public boolean takesPart(final BidContext context) {
        if (pacing == null
                || context.request.test
                || (context.deal != BidContext.NO_DEAL && context.request.dealGuaranteed[context.deal])
                || pacing.takesPart(context.candidateOrdinal(), context.rotation)) {
            return true;
        }
        context.note(NoBidReason.PACED);
        return false;
    }

    /** Reserves the candidate's price; false if the campaign cannot pay it on this loop at this moment. */
    public boolean reserve(final BidContext context) {
        if (context.request.test || lane == null) {
            return true;
        }
        final int ordinal = context.candidateOrdinal();
        final long nanos = Cost.nanos(
                context.priceCpmMicros, context.request.multiplierMicros[context.impression], context.rateNanos);
        if (lane.reserve(ordinal, nanos, context.arrivalMs)) {
            countReserved(ordinal, nanos);
            return true;
        }
        context.note(NoBidReason.NO_BUDGET);
        return false;
    }

    /** Takes back the reservation of a bid that is not sent after all. */
    public void cancel(final BidContext context, final int bid) {
        if (context.request.test || lane == null) {
            return;
        }
        final int ordinal = context.bidOrdinal(bid);
        final long nanos = Cost.nanos(
                context.bidCpmMicros[bid],
                context.request.multiplierMicros[context.bidImpression[bid]],
                context.bidRateNanos[bid]);
        lane.cancel(ordinal, nanos, context.arrivalMs);
        countReserved(ordinal, -nanos);
    }

    private void countReserved(final int ordinal, final long nanos) {
        if (pacing != null) {
            pacing.onReserved(ordinal, nanos);
        }
    }
}
