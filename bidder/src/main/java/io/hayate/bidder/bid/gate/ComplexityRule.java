package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/** All deals and list items fitted the limits, so that no rule went unread. Immutable; shared. */
final class ComplexityRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return !context.request.tooComplex;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.TOO_COMPLEX;
    }
}
