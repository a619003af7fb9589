package io.hayate.loadtest.campaigns;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded choices, the same on every JDK: only {@code nextLong} of the random source is used. Owned by the thread that
 * generates.
 */
final class Dice {
    private static final double UNIT = 0x1.0p-53;
    /** Odd, so that neighbouring numbers start far apart. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    /** One sequence for each number: a campaign is the same however many are made. */
    Dice(final long seed, final long number) {
        random = new SplittableRandom(new SplittableRandom(seed + number * STRIDE).nextLong());
    }

    /** From 0, inclusive, to 1, exclusive. */
    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    boolean chance(final double share) {
        return unit() < share;
    }

    /** Both inclusive. */
    int between(final int low, final int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    <T> T oneOf(final List<T> values) {
        return values.get(between(0, values.size() - 1));
    }

    /** From 1 to {@code max}; k comes about as often as 1/k says. */
    int zipf(final int max) {
        return Math.min(max, (int) StrictMath.exp(unit() * StrictMath.log(max + 1.0)));
    }

    /** From {@code low} to {@code high}, every order of magnitude as often. */
    double logUniform(final double low, final double high) {
        return low * StrictMath.exp(unit() * StrictMath.log(high / low));
    }

    double logNormal(final double median, final double sigma) {
        final double gaussian =
                StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
        return median * StrictMath.exp(sigma * gaussian);
    }

    /** The index of a weight, as often as its share of the sum. */
    int weighted(final int... weights) {
        int sum = 0;
        for (final int weight : weights) {
            sum += weight;
        }
        int point = between(0, sum - 1);
        int index = 0;
        while (point >= weights[index]) {
            point -= weights[index];
            index++;
        }
        return index;
    }
}
