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
 * nothing and reserve nothing. Before that, whether the user may see it once more ({@link FrequencyCaps}). Owned by the bid
 * loop.
 */
public final class Spender {
    private final @Nullable BudgetLane lane;
    private final @Nullable PacingLane pacing;

    private final FrequencyCaps caps;

    /** One for which no bid is ever pending, and which bids with no capped campaign for a user who cannot be told. */
    public Spender(final @Nullable BudgetLane lane) {
        this(lane, null, FrequencyCaps.withoutPending(false));
    }

    /**
     * @param lane null: nothing is reserved, and every candidate can be paid for
     * @param pacing null: every campaign takes part always
     */
    public Spender(final @Nullable BudgetLane lane, final @Nullable PacingLane pacing, final FrequencyCaps caps) {
        this.lane = lane;
        this.pacing = pacing;
        this.caps = caps;
    }

    /** Whether the user may see the candidate's campaign and advertiser once more. */
    public boolean mayShow(final BidContext context) {
        return caps.allowCampaign(context);
    }

    /** Whether the user may see the candidate's creative once more. */
    public boolean mayShowCreative(final BidContext context) {
        return caps.allowCreative(context);
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
            caps.add(context);
            return true;
        }
        final int ordinal = context.candidateOrdinal();
        final long nanos = Cost.nanos(
                context.priceCpmMicros, context.request.multiplierMicros[context.impression], context.rateNanos);
        if (lane.reserve(ordinal, nanos, context.arrivalMs, context.exchange.ordinal())) {
            countReserved(ordinal, nanos);
            caps.add(context);
            return true;
        }
        context.note(NoBidReason.NO_BUDGET);
        return false;
    }

    /** Takes back the reservation of a bid that is not sent after all. */
    public void cancel(final BidContext context, final int bid) {
        caps.cancel(context, bid);
        if (context.request.test || lane == null) {
            return;
        }
        final int ordinal = context.bidOrdinal(bid);
        final long nanos = Cost.nanos(
                context.bidCpmMicros[bid],
                context.request.multiplierMicros[context.bidImpression[bid]],
                context.bidRateNanos[bid]);
        lane.cancel(ordinal, nanos, context.arrivalMs, context.exchange.ordinal());
        countReserved(ordinal, -nanos);
    }

    private void countReserved(final int ordinal, final long nanos) {
        if (pacing != null) {
            pacing.onReserved(ordinal, nanos);
        }
    }
}
