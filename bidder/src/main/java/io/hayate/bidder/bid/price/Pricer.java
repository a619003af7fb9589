package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;

/**
 * Prices a candidate in the answer's currency: its bid, held against the floor that applies ({@link FloorGuidance}).
 * Conversions round against us: bids down, floors up. Owned by the bid loop.
 */
public final class Pricer {
    /** Of a deal: its floor is the agreed price. */
    private static final int FIXED_PRICE = 3;

    /** Bids put in order by what they are worth in the base may differ by less than this, in 1e-6 of the base. */
    private static final long ORDER_SLACK_MICROS = 2;

    private final FloorGuidance floor = new FloorGuidance();
    private long bidCpmMicros;
    private long floorCpmMicros;
    private boolean refused;

    /** Forgets the candidate before. */
    public void beginCandidate() {
        refused = false;
    }

    /** Sets {@link BidContext#priceCpmMicros} and its rate; false if the candidate may not bid that much. */
    public boolean price(final BidContext context) {
        refused = true;
        final CampaignIndex index = context.index;
        floor.find(context);
        bidCpmMicros = context.rates.convertDown(
                index.table().bidCpmMicros(context.slot), index.table().currency(context.slot), context.currency);
        if (bidCpmMicros == CurrencyRates.NO_RATE) {
            context.note(NoBidReason.NO_RATE);
            return false;
        }
        floorCpmMicros = floorThatApplies(context);
        if (floorCpmMicros == CurrencyRates.NO_RATE) {
            context.note(NoBidReason.FLOOR_CURRENCY);
            return false;
        }
        context.priceCpmMicros = bidOrAgreedPrice(context);
        if (context.priceCpmMicros < floorCpmMicros || context.priceCpmMicros > bidCpmMicros || bidCpmMicros == 0) {
            context.note(NoBidReason.BELOW_FLOOR);
            return false;
        }
        context.rateNanos =
                context.rates.rateNanosUp(context.currency, index.table().currency(context.slot));
        refused = false;
        return true;
    }

    private long floorThatApplies(final BidContext context) {
        final long guidedCpmMicros = converted(context, floor.cpmMicros, floor.currency);
        if (!floor.ofImpressionToo || guidedCpmMicros == CurrencyRates.NO_RATE) {
            return guidedCpmMicros;
        }
        final int impression = context.impression;
        final long impressionCpmMicros = converted(
                context, context.request.floorCpmMicros[impression], context.request.floorCurrency[impression]);
        return impressionCpmMicros == CurrencyRates.NO_RATE
                ? CurrencyRates.NO_RATE
                : Math.max(guidedCpmMicros, impressionCpmMicros);
    }

    /** The bid; under a deal with a fixed price that one, its bidfloor, or where it has none what it says by duration. */
    private long bidOrAgreedPrice(final BidContext context) {
        if (context.deal == BidContext.NO_DEAL
                || !floor.ofDeal
                || context.request.dealAuctionType[context.deal] != FIXED_PRICE) {
            return bidCpmMicros;
        }
        final long agreedCpmMicros = context.request.dealFloorCpmMicros[context.deal];
        return agreedCpmMicros == 0 ? floorCpmMicros : converted(context, agreedCpmMicros, floor.currency);
    }

    /**
     * Whether the candidate was refused by {@link #price}, and stands for all after it: none of them bids more, and the
     * floor is the same for all.
     */
    public boolean refusesAllAfter(final BidContext context) {
        if (!refused || !FloorGuidance.isCommon(context)) {
            return false;
        }
        final CampaignIndex.SlotCurrencies currencies = context.view.currencies();
        if (currencies.oneCurrency()) {
            return true;
        }
        if (!currencies.allRated() || bidCpmMicros == CurrencyRates.NO_RATE) {
            return false;
        }
        if (floorCpmMicros == CurrencyRates.NO_RATE) {
            return true;
        }
        final long slack = context.rates.convertUp(ORDER_SLACK_MICROS, context.rates.base(), context.currency);
        return slack != CurrencyRates.NO_RATE && bidCpmMicros < floorCpmMicros - slack - ORDER_SLACK_MICROS;
    }

    /** Whether the candidate that {@link #price} has refused need not be tried with another creative. */
    public boolean refusesAllCreatives(final BidContext context) {
        return bidCpmMicros == CurrencyRates.NO_RATE || FloorGuidance.isCommon(context);
    }

    /** A floor in the answer's currency; of a text that is no currency NO_RATE, and so no bid reaches that floor. */
    private static long converted(final BidContext context, final long cpmMicros, final long currency) {
        if (cpmMicros == 0) {
            return 0;
        }
        final int code = currency == Slice.ABSENT
                ? CurrencyCode.USD
                : CurrencyCode.of(context.request.body, Slice.offset(currency), Slice.length(currency));
        return context.rates.convertUp(cpmMicros, code, context.currency);
    }
}
