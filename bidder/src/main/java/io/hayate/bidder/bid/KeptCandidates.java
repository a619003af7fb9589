package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyRates;

/**
 * Candidates of one opportunity that keep every rule and reach the floor, best first, while a better one may still come:
 * slots are ordered by the most that they may bid, and one whose value is predicted bids less. Of equals the one that came
 * first is the better. Owned by the bid loop.
 */
final class KeptCandidates {
    private static final int MOST = BidLimits.MAX_KEPT_CANDIDATES;

    private final int[] parts = new int[MOST];
    private final int[] slots = new int[MOST];
    private final int[] creatives = new int[MOST];
    private final int[] auctionCells = new int[MOST];
    private final long[] unshadedCpmMicros = new long[MOST];
    private final long[] pricesCpmMicros = new long[MOST];
    private final long[] ratesNanos = new long[MOST];

    /** The best is the last. */
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Keeps the context's candidate; false if one was dropped for it, or it for better ones. */
    boolean keep(final BidContext context) {
        int worse = count;
        while (worse > 0 && unshadedCpmMicros[worse - 1] >= context.unshadedCpmMicros) {
            worse--;
        }
        if (count < MOST) {
            for (int at = count++; at > worse; at--) {
                move(at - 1, at);
            }
            put(context, worse);
            return true;
        }
        if (worse > 0) {
            for (int at = 1; at < worse; at++) {
                move(at, at - 1);
            }
            put(context, worse - 1);
        }
        return false;
    }

    /** Takes the best: it is then the context's candidate again. */
    void takeBest(final BidContext context) {
        count--;
        context.lookAt(parts[count]);
        context.slot = slots[count];
        context.creative = creatives[count];
        context.auctionCell = auctionCells[count];
        context.unshadedCpmMicros = unshadedCpmMicros[count];
        context.priceCpmMicros = pricesCpmMicros[count];
        context.rateNanos = ratesNanos[count];
        context.beginCandidate();
    }

    /** Whether the context's candidate, or one after it, may be worth more than the best that is kept. */
    boolean mayBeBeaten(final BidContext context) {
        return isEmpty() || mostOfAllFrom(context) > unshadedCpmMicros[count - 1];
    }

    /** A price in the answer's currency that neither the context's candidate nor one after it passes. */
    private static long mostOfAllFrom(final BidContext context) {
        final SlotCurrencies currencies = context.view.currencies();
        final CurrencyRates rates = context.rates;
        final int slot = context.slot;
        if (currencies.oneCurrency()) {
            return rates.convertDown(
                    context.index.table().bidCpmMicros(slot),
                    context.index.table().currency(slot),
                    context.currency);
        }
        if (!currencies.allRated()) {
            return Long.MAX_VALUE;
        }
        final long most = rates.convertUp(
                context.index.table().baseCpmMicros(slot) + SlotCurrencies.ORDER_SLACK_MICROS,
                rates.base(),
                context.currency);
        return most == CurrencyRates.NO_RATE ? Long.MAX_VALUE : most;
    }

    private void put(final BidContext context, final int at) {
        parts[at] = context.part;
        slots[at] = context.slot;
        creatives[at] = context.creative;
        auctionCells[at] = context.auctionCell;
        unshadedCpmMicros[at] = context.unshadedCpmMicros;
        pricesCpmMicros[at] = context.priceCpmMicros;
        ratesNanos[at] = context.rateNanos;
    }

    private void move(final int from, final int to) {
        parts[to] = parts[from];
        slots[to] = slots[from];
        creatives[to] = creatives[from];
        auctionCells[to] = auctionCells[from];
        unshadedCpmMicros[to] = unshadedCpmMicros[from];
        pricesCpmMicros[to] = pricesCpmMicros[from];
        ratesNanos[to] = ratesNanos[from];
    }
}
