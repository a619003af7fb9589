package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.ledger.brakes.OpenBreakers;
import java.util.function.Supplier;

/** The circuit breaker is open neither for all nor for this exchange. Immutable; shared. */
final class BreakerRule implements GateRule {
    private final Supplier<OpenBreakers> breakers;

    BreakerRule(final Supplier<OpenBreakers> breakers) {
        this.breakers = breakers;
    }

    @Override
    public boolean passes(final BidContext context) {
        return !breakers.get().isOpenFor(context.exchange.ordinal());
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BREAKER;
    }
}
