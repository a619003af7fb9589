package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The request allows the currency that we bid in on this exchange; no list allows all. Immutable; shared. */
final class CurrencyRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final long currencies = context.request.currencies;
        return currencies == Slice.ABSENT
                || RequestLists.containIgnoringCase(context.request, currencies, context.exchange.currency());
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.CURRENCY_NOT_ALLOWED;
    }
}
