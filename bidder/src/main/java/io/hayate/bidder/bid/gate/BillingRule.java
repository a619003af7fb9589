package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BillingChoice;
import io.hayate.bidder.bid.NoBidReason;

/** The impression can be billed to an account of ours, where it says which it can be billed to. Immutable; shared. */
final class BillingRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return BillingChoice.token(context.request, context.impression, context.exchange.billingIds())
                != BillingChoice.NOT_OFFERED;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BILLING_ID_NOT_OFFERED;
    }
}
