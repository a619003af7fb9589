package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.BuyingTerms;

/**
 * The request allows a currency that we bid in on this exchange; no list allows all. Sets the answer's currency: the first
 * of the profile's that is allowed. Immutable; shared.
 */
final class CurrencyRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final BuyingTerms terms = context.exchange.terms();
        context.currency = terms.currency();
        if (context.request.currencies == Slice.ABSENT) {
            return true;
        }
        for (int i = 0; i < terms.currencies().size(); i++) {
            if (isAllowed(context.request, terms.currencies().get(i))) {
                context.currency = terms.currencies().get(i);
                return true;
            }
        }
        return false;
    }

    private static boolean isAllowed(final BidRequestView request, final int currency) {
        final long list = request.currencies;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long item = request.items[i];
            if (CurrencyCode.of(request.body, Slice.offset(item), Slice.length(item)) == currency) {
                return true;
            }
        }
        return false;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.CURRENCY_NOT_ALLOWED;
    }
}
