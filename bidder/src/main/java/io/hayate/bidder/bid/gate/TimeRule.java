package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;

/**
 * The request leaves time to answer: {@code min(tmax, the exchange's maximum) - margin}, from arrival. Sets the
 * deadline. Immutable; shared.
 */
final class TimeRule implements GateRule {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public boolean passes(final BidContext context) {
        final int tmaxMs = context.request.tmaxMs;
        if (tmaxMs == BidRequestView.UNUSABLE) {
            return false;
        }
        final int maxTmaxMs = context.exchange.maxTmaxMs();
        final int timeMs = (tmaxMs == BidRequestView.UNKNOWN ? maxTmaxMs : Math.min(tmaxMs, maxTmaxMs))
                - context.exchange.marginMs();
        context.deadlineNs = context.arrivalNs + timeMs * NANOS_PER_MILLI;
        return timeMs > 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.NO_TIME;
    }
}
