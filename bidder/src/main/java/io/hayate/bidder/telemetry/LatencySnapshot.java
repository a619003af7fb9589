package io.hayate.bidder.telemetry;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Latency of all bid loops since the start, in buckets, and quantiles of the last interval. Immutable; shared.
 *
 * @param bucketCounts per bucket of {@link #UPPER_BOUNDS_NS}, not cumulative; the last is what is above all bounds
 * @param sumNs of all, to the recorders' resolution of 0.1 %
 * @param intervalQuantilesNs per quantile of {@link #QUANTILES}; zeros if nothing was recorded in the last interval
 */
@SuppressWarnings("ArrayRecordComponent") // read in place by the scrape, never compared
record LatencySnapshot(long[] bucketCounts, double sumNs, long[] intervalQuantilesNs) {
    /** From 0.1 ms to 300 ms, the most an exchange waits. */
    private static final long[] UPPER_BOUNDS_NS = {
        100_000,
        200_000,
        300_000,
        500_000,
        1_000_000,
        2_000_000,
        3_000_000,
        5_000_000,
        10_000_000,
        20_000_000,
        30_000_000,
        50_000_000,
        100_000_000,
        200_000_000,
        300_000_000
    };

    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

    static LatencySnapshot empty() {
        return new LatencySnapshot(new long[UPPER_BOUNDS_NS.length + 1], 0, new long[QUANTILES.length]);
    }

    /** This and one more interval. */
    LatencySnapshot plus(final Histogram interval) {
        final long[] counts = bucketCounts.clone();
        double sum = sumNs;
        for (final var value : interval.recordedValues()) {
            final long lowestNs = interval.lowestEquivalentValue(value.getValueIteratedTo());
            counts[bucket(lowestNs)] += value.getCountAtValueIteratedTo();
            sum += (double) interval.medianEquivalentValue(lowestNs) * value.getCountAtValueIteratedTo();
        }
        final long[] quantilesNs = new long[QUANTILES.length];
        for (int i = 0; i < quantilesNs.length; i++) {
            quantilesNs[i] = interval.getTotalCount() == 0 ? 0 : interval.getValueAtPercentile(QUANTILES[i] * 100);
        }
        return new LatencySnapshot(counts, sum, quantilesNs);
    }

    /** Upper bounds of the buckets, in seconds; the last is infinite. */
    static double[] upperBoundsSeconds() {
        final double[] seconds = new double[UPPER_BOUNDS_NS.length + 1];
        for (int i = 0; i < UPPER_BOUNDS_NS.length; i++) {
            seconds[i] = UPPER_BOUNDS_NS[i] / 1e9;
        }
        seconds[UPPER_BOUNDS_NS.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    static double[] quantiles() {
        return QUANTILES.clone();
    }

    private static int bucket(final long valueNs) {
        final int found = Arrays.binarySearch(UPPER_BOUNDS_NS, valueNs);
        return found >= 0 ? found : -found - 1;
    }
}
