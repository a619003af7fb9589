package io.hayate.bidder.ledger.prices;

/**
 * Prices as steps of 3 to 6 percent, from 0.008 to 1,073 CPM; what is less or more is in the first or the last. Sixteen
 * steps to a doubling, told from a number's first bits. Immutable; shared.
 */
final class PriceLevels {
    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int FIRST_DOUBLING = 13;
    private static final int END_DOUBLING = 30;

    static final int COUNT = (END_DOUBLING - FIRST_DOUBLING) * STEPS;

    /** The lowest price that is told from lower ones. */
    static final long LOWEST_CPM_MICROS = 1L << FIRST_DOUBLING;

    private PriceLevels() {}

    static int of(final long cpmMicros) {
        if (cpmMicros < LOWEST_CPM_MICROS) {
            return 0;
        }
        final int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(cpmMicros);
        if (doubling >= END_DOUBLING) {
            return COUNT - 1;
        }
        final int step = (int) (cpmMicros >>> (doubling - STEP_BITS)) & (STEPS - 1);
        return (doubling - FIRST_DOUBLING) * STEPS + step;
    }

    /** The lowest price of a level. */
    static long lowest(final int level) {
        final int doubling = FIRST_DOUBLING + level / STEPS;
        return (long) (STEPS + level % STEPS) << (doubling - STEP_BITS);
    }

    /** The highest price of a level: it wins wherever any price of the level does. */
    static long highest(final int level) {
        return lowest(level + 1) - 1;
    }
}
