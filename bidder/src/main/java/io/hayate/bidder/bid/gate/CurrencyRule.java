package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;

/**
 * The request allows a currency that we can bid in: the exchange's, else the first of its list that there is a rate of,
 * else the first that is one. No list allows all (OpenRTB 2.6, 3.2.1). Sets the answer's currency, and the rates, which
 * beyond an age are none. Immutable; shared.
 */
final class CurrencyRule implements GateRule {
    private final long maxRatesAgeMs;

    CurrencyRule(final long maxRatesAgeMs) {
        this.maxRatesAgeMs = maxRatesAgeMs;
    }

    @Override
    public boolean passes(final BidContext context) {
        final CurrencyRates rates = context.index.currencies().rates();
        context.rates = context.arrivalMs - rates.asOfMs() > maxRatesAgeMs ? CurrencyRates.NONE : rates;
        context.currency = currency(context);
        return context.currency != CurrencyCode.NONE;
    }

    private static int currency(final BidContext context) {
        final BidRequestView request = context.request;
        final long list = request.currencies;
        final int own = CurrencyCode.of(context.exchange.currency());
        if (list == Slice.ABSENT) {
            return own;
        }
        int first = CurrencyCode.NONE;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long text = request.items[i];
            final int code = CurrencyCode.of(request.body, Slice.offset(text), Slice.length(text));
            if (code == own) {
                return own;
            }
            if (CurrencyCode.isKnown(code)
                    && (first == CurrencyCode.NONE
                            || (!context.rates.canConvert(own, first) && context.rates.canConvert(own, code)))) {
                first = code;
            }
        }
        return first;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.CURRENCY_NOT_ALLOWED;
    }
}
