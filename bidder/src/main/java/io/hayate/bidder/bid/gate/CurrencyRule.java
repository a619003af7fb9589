package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.BuyingTerms;

/**
 * The request allows a currency that we can bid in: the first of the profile's that it lists, else the first of its list
 * that the profile's can be converted to, else the first that is a currency. No list allows all (OpenRTB 2.6, 3.2.1). Sets
 * the answer's currency, and the rates. Immutable; shared.
 */
final class CurrencyRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        context.rates = context.index.currencies().rates();
        final BuyingTerms terms = context.exchange.terms();
        context.currency = terms.currency();
        if (context.request.currencies == Slice.ABSENT) {
            return true;
        }
        for (int i = 0; i < terms.currencies().size(); i++) {
            if (lists(context.request, terms.currencies().get(i))) {
                context.currency = terms.currencies().get(i);
                return true;
            }
        }
        context.currency = convertible(context);
        return context.currency != CurrencyCode.NONE;
    }

    private static boolean lists(final BidRequestView request, final int currency) {
        final long list = request.currencies;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            if (code(request, i) == currency) {
                return true;
            }
        }
        return false;
    }

    private static int convertible(final BidContext context) {
        final long list = context.request.currencies;
        final int own = context.exchange.terms().currency();
        int first = CurrencyCode.NONE;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final int code = code(context.request, i);
            if (context.rates.canConvert(own, code)) {
                return code;
            }
            if (first == CurrencyCode.NONE && CurrencyCode.isKnown(code)) {
                first = code;
            }
        }
        return first;
    }

    private static int code(final BidRequestView request, final int item) {
        final long text = request.items[item];
        return CurrencyCode.of(request.body, Slice.offset(text), Slice.length(text));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.CURRENCY_NOT_ALLOWED;
    }
}
