package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.BuyingTerms;

/**
 * The request allows a currency that there is; no list allows all (OpenRTB 2.6, 3.2.1). The answer's is the first of the
 * profile's, else of the request's, that campaigns can bid in by the rates, else the first that is allowed. Sets it, and
 * the rates. Immutable; shared.
 */
final class CurrencyRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final SlotCurrencies currencies = context.view.currencies();
        context.rates = currencies.rates();
        context.currency = CurrencyCode.NONE;
        return ofProfile(context, currencies)
                || ofRequest(context, currencies)
                || context.currency != CurrencyCode.NONE;
    }

    /** Whether campaigns can bid in one of the profile's that the request allows. */
    private static boolean ofProfile(final BidContext context, final SlotCurrencies currencies) {
        final BuyingTerms terms = context.exchange.terms();
        final boolean all = context.request.currencies == Slice.ABSENT;
        for (int i = 0; i < terms.currencies().size(); i++) {
            final int code = terms.currencies().get(i);
            if ((all || lists(context.request, code)) && take(context, currencies, code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofRequest(final BidContext context, final SlotCurrencies currencies) {
        final long list = context.request.currencies;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final int code = code(context.request, i);
            if (CurrencyCode.isKnown(code) && take(context, currencies, code)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the first one for want of a better; whether it is one that campaigns can bid in. */
    private static boolean take(final BidContext context, final SlotCurrencies currencies, final int code) {
        final boolean better = currencies.bidIn(code);
        if (better || context.currency == CurrencyCode.NONE) {
            context.currency = code;
        }
        return better;
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

    private static int code(final BidRequestView request, final int item) {
        final long text = request.items[item];
        return CurrencyCode.of(request.body, Slice.offset(text), Slice.length(text));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.CURRENCY_NOT_ALLOWED;
    }
}
