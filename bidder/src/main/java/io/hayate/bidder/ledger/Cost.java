package io.hayate.bidder.ledger;

/** Prices to money, in integers and never rounded in the buyer's favour. Immutable; shared. */
public final class Cost {
    private static final long ONE_MICROS = 1_000_000;

    private Cost() {}

    /**
     * What a bid costs at a price, 1e-9 of the campaign's currency: one impression at p cpmMicros costs exactly p nanos;
     * multiplier and rate are applied one after the other, each rounded up. {@code Long.MAX_VALUE} if it does not fit.
     *
     * @param multiplierMicros impressions that the bid counts for, 1e-6 units
     * @param rateMicros from the price's currency to the campaign's, 1e-6 units
     */
    public static long nanos(final long cpmMicros, final long multiplierMicros, final long rateMicros) {
        return times(times(cpmMicros, multiplierMicros), rateMicros);
    }

    private static long times(final long amount, final long factorMicros) {
        if (factorMicros == ONE_MICROS) {
            return amount;
        }
        if (amount < 0 || factorMicros < 0 || Math.multiplyHigh(amount, factorMicros) != 0) {
            return Long.MAX_VALUE;
        }
        final long product = amount * factorMicros;
        if (product < 0) {
            return Long.MAX_VALUE;
        }
        return product / ONE_MICROS + (product % ONE_MICROS == 0 ? 0 : 1);
    }
}
