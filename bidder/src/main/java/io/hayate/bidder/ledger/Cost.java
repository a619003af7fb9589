package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.live.WideProduct;

/** Prices to money, in integers and never rounded in the buyer's favour. Immutable; shared. */
public final class Cost {
    private static final long ONE_MICROS = 1_000_000;
    private static final long ONE_NANOS = 1_000_000_000;

    private Cost() {}

    /**
     * What a bid costs at a price, 1e-9 of the campaign's currency: one impression at p cpmMicros costs exactly p nanos;
     * multiplier and rate are applied one after the other, each rounded up. {@code Long.MAX_VALUE} if it does not fit.
     *
     * @param multiplierMicros impressions that the bid counts for, 1e-6 units
     * @param rateNanos one unit of the price's currency in the campaign's, 1e-9 units
     */
    public static long nanos(final long cpmMicros, final long multiplierMicros, final long rateNanos) {
        return times(times(cpmMicros, multiplierMicros, ONE_MICROS), rateNanos, ONE_NANOS);
    }

    private static long times(final long amount, final long factor, final long one) {
        if (factor == one) {
            return amount;
        }
        // Of a token that was made so: what is below 0 is beyond what a long holds.
        return amount < 0 || factor < 0 ? Long.MAX_VALUE : WideProduct.multiplyDivide(amount, factor, one, true);
    }
}
