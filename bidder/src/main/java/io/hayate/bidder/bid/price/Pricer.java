package io.hayate.bidder.bid.price;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.ledger.prices.AuctionCell;
import io.hayate.bidder.ledger.prices.LiveShading;

/**
 * Prices a candidate in the answer's currency: its bid, held against the floor that applies ({@link FloorGuidance}).
 * Conversions round against us: bids down, floors up. Owned by the bid loop.
 */
public final class Pricer {
    /** Of a deal: its floor is the agreed price. */
    private static final int FIXED_PRICE = 3;

    /** There is no agreed price: the bid is the price. */
    private static final long NOT_AGREED = Long.MIN_VALUE;

    private final FloorGuidance floor = new FloorGuidance();
    private final Shader shader;
    private long bidCpmMicros;
    private long floorCpmMicros;
    private long agreedCpmMicros;
    private boolean refused;

    /** @param shading what is learned of winning prices */
    public Pricer(final LiveShading shading) {
        shader = new Shader(shading);
    }

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
                context.valueCpmMicros, index.table().currency(context.slot), context.currency);
        agreedCpmMicros = NOT_AGREED;
        if (bidCpmMicros == CurrencyRates.NO_RATE) {
            context.note(NoBidReason.NO_RATE);
            return false;
        }
        floorCpmMicros = floorThatApplies(context);
        if (floorCpmMicros == CurrencyRates.NO_RATE) {
            context.note(NoBidReason.FLOOR_CURRENCY);
            return false;
        }
        agreedCpmMicros = agreedPrice(context);
        if (!reachesFloor(bidCpmMicros)) {
            context.note(NoBidReason.BELOW_FLOOR);
            return false;
        }
        context.unshadedCpmMicros = bidCpmMicros;
        context.auctionCell = AuctionCell.NONE;
        if (agreedCpmMicros != NOT_AGREED) {
            context.priceCpmMicros = agreedCpmMicros;
        } else if (Shader.applies(context)) {
            context.priceCpmMicros = shader.shade(context, bidCpmMicros, floorCpmMicros);
        } else {
            context.priceCpmMicros = bidCpmMicros;
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

    /** Whether the price that a bid of so much comes to is at least the floor, and at most the bid. */
    private boolean reachesFloor(final long mostCpmMicros) {
        final long priceCpmMicros = agreedCpmMicros == NOT_AGREED ? mostCpmMicros : agreedCpmMicros;
        return priceCpmMicros >= floorCpmMicros && priceCpmMicros <= mostCpmMicros && mostCpmMicros > 0;
    }

    /** Under a deal with a fixed price that one, its bidfloor, or where it has none what it says by duration. */
    private long agreedPrice(final BidContext context) {
        if (context.deal == BidContext.NO_DEAL
                || !floor.ofDeal
                || context.request.dealAuctionType[context.deal] != FIXED_PRICE) {
            return NOT_AGREED;
        }
        final long agreed = context.request.dealFloorCpmMicros[context.deal];
        return agreed == 0 ? floorCpmMicros : converted(context, agreed, floor.currency);
    }

    /**
     * Whether the candidate was refused by {@link #price}, and stands for all after it: none of them may bid more, and the
     * floor is the same for all. A candidate whose value is predicted stands for them by the most that it may bid.
     */
    public boolean refusesAllAfter(final BidContext context) {
        if (!refused || !FloorGuidance.isCommon(context)) {
            return false;
        }
        final SlotTable table = context.index.table();
        final boolean predicted = table.isPredicted(context.slot);
        final long mostCpmMicros = predicted
                ? context.rates.convertDown(
                        table.bidCpmMicros(context.slot), table.currency(context.slot), context.currency)
                : bidCpmMicros;
        final SlotCurrencies currencies = context.view.currencies();
        if (currencies.oneCurrency()) {
            return !predicted
                    || mostCpmMicros == CurrencyRates.NO_RATE
                    || floorCpmMicros == CurrencyRates.NO_RATE
                    || !reachesFloor(mostCpmMicros);
        }
        if (!currencies.allRated() || mostCpmMicros == CurrencyRates.NO_RATE) {
            return false;
        }
        if (floorCpmMicros == CurrencyRates.NO_RATE) {
            return true;
        }
        final long slack =
                context.rates.convertUp(SlotCurrencies.ORDER_SLACK_MICROS, context.rates.base(), context.currency);
        return slack != CurrencyRates.NO_RATE
                && mostCpmMicros < floorCpmMicros - slack - SlotCurrencies.ORDER_SLACK_MICROS;
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
