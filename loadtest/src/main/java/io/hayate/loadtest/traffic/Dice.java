package io.hayate.loadtest.traffic;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Seeded randomness (SplitMix64) whose numbers depend on nothing but the seed: not on the JDK, the machine or the
 * calls made for another item. Owned by the thread that generates.
 */
public final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final String HEX = "0123456789abcdef";
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private long state;

    public Dice(final long seed) {
        reset(seed, 0);
    }

    /** Starts the sequence of one item anew; items of one seed are independent of each other. */
    public void reset(final long seed, final long item) {
        state = mix(mix(seed) + GOLDEN_GAMMA * (item + 1));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Even over [0, 1). */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Even over [0, bound). */
    public int below(final int bound) {
        return (int) (unit() * bound);
    }

    /** Even over [low, high], both included. */
    public int between(final int low, final int high) {
        return low + below(high - low + 1);
    }

    public boolean chance(final double probability) {
        return unit() < probability;
    }

    public <T> T pick(final List<T> list) {
        return list.get(below(list.size()));
    }

    /** One of a list whose items come as often as their share of all weights. */
    public <T> T pick(final List<T> list, final ToIntFunction<T> weight) {
        return list.get(weighted(list.stream().mapToInt(weight).toArray()));
    }

    /** The index of a weight, as often as its share of the sum. */
    public int weighted(final int... weights) {
        int left = below(IntStream.of(weights).sum());
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index];
            index++;
        }
        return index;
    }

    /** One that leans to the front of the list: the first is drawn about half of the time. */
    public <T> T pickFront(final List<T> list) {
        return list.get(chance(0.5) ? 0 : below(list.size()));
    }

    /**
     * A rank from 0 to count - 1 by Zipf's law, from the inverse of its integral: no table, so it serves for two
     * million users as for two hundred deals.
     *
     * @param exponent below 1
     */
    int zipf(final int count, final double exponent) {
        final double power = 1 - exponent;
        final double low = StrictMath.pow(0.5, power);
        final double high = StrictMath.pow(count + 0.5, power);
        final double rank = StrictMath.pow(low + unit() * (high - low), 1 / power);
        return Math.min((int) StrictMath.round(rank), count) - 1;
    }

    /** From 1 to {@code max}, both included; k comes about as often as 1/k says. */
    public int harmonic(final int max) {
        return Math.min(max, (int) logUniform(1, max + 1.0));
    }

    /** From {@code low} to {@code high}, every order of magnitude as often. */
    public double logUniform(final double low, final double high) {
        return low * StrictMath.exp(unit() * StrictMath.log(high / low));
    }

    /** A log-normal number: half are below the median, sigma is the spread of its natural logarithm. */
    public double logNormal(final double median, final double sigma) {
        final double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        final double gaussian = radius * StrictMath.cos(2 * StrictMath.PI * unit());
        return median * StrictMath.exp(sigma * gaussian);
    }

    String hex(final int length) {
        return text(HEX, length);
    }

    String base64url(final int length) {
        return text(BASE64URL, length);
    }

    String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-" + HEX.charAt(8 + below(4)) + hex(3) + "-" + hex(12);
    }

    private String text(final String alphabet, final int length) {
        final StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
