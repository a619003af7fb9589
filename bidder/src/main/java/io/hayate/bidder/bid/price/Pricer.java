package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;

/**
 * Prices a candidate: its bid, held against the floor that applies, the deal's if it has one, else the impression's; a
 * floor's currency is never inherited (OpenRTB 2.6, 3.2.12 and implementation notes 7.11). Immutable; shared.
 */
public final class Pricer {
    /** Of a deal: its floor is the agreed price. */
    private static final int FIXED_PRICE = 3;

    /** Whether the candidate's campaign has the answer's currency; others are not converted. */
    public boolean isConvertible(final BidContext context) {
        if (context.index.campaign(context.slot).budget().currencyCode() == context.currency) {
            return true;
        }
        context.note(NoBidReason.NO_RATE);
        return false;
    }

    /**
     * Sets {@link BidContext#priceCpmMicros}; false if the candidate may not bid that much. Then no candidate after it may
     * either, for none bids more.
     */
    public boolean price(final BidContext context) {
        final BidRequestView request = context.request;
        final long bidCpmMicros = context.index.table().bidCpmMicros(context.slot);
        context.priceCpmMicros = bidCpmMicros;
        context.rateNanos = CurrencyRates.ONE;
        if (context.deal == BidContext.NO_DEAL || request.dealFloorCpmMicros[context.deal] == 0) {
            return reaches(
                    context,
                    bidCpmMicros,
                    request.floorCpmMicros[context.impression],
                    request.floorCurrency[context.impression]);
        }
        final long floorCpmMicros = request.dealFloorCpmMicros[context.deal];
        if (request.dealAuctionType[context.deal] == FIXED_PRICE) {
            context.priceCpmMicros = floorCpmMicros;
        }
        return reaches(context, bidCpmMicros, floorCpmMicros, request.dealFloorCurrency[context.deal]);
    }

    private static boolean reaches(
            final BidContext context, final long bidCpmMicros, final long floorCpmMicros, final long floorCurrency) {
        if (floorCpmMicros > 0 && code(context.request, floorCurrency) != context.currency) {
            context.note(NoBidReason.FLOOR_CURRENCY);
            return false;
        }
        if (bidCpmMicros < floorCpmMicros) {
            context.note(NoBidReason.BELOW_FLOOR);
            return false;
        }
        return true;
    }

    private static int code(final BidRequestView request, final long currency) {
        return currency == Slice.ABSENT
                ? CurrencyCode.USD
                : CurrencyCode.of(request.body, Slice.offset(currency), Slice.length(currency));
    }
}
