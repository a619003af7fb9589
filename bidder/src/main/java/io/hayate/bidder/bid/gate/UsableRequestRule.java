package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/** Every field that restricts bids could be read. Immutable; shared. */
final class UsableRequestRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return !context.request.unusable;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.UNUSABLE_REQUEST;
    }
}
