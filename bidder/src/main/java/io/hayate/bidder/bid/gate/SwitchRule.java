package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/** The kill switch is on neither for all nor for this exchange. Immutable; shared. */
final class SwitchRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return !context.switches.allOff() && !context.switches.exchangesOff().contains(context.exchange.name());
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BIDDING_OFF;
    }
}
