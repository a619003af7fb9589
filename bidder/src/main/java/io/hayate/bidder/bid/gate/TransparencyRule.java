package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/**
 * Bids need not say who paid for them and why they are shown (regs.ext.dsa of the IAB's extension for the Digital Services
 * Act): campaigns do not tell. Immutable; shared.
 */
final class TransparencyRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return !context.request.transparencyRequired;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.TRANSPARENCY_REQUIRED;
    }
}
