package io.hayate.loadtest.report.figures;

import org.HdrHistogram.Histogram;

/** The percentiles of one histogram, in milliseconds to the microsecond; all 0 if nothing was recorded. Immutable; shared. */
public record LatencyFigures(
        long count,
        double meanMs,
        double p50Ms,
        double p75Ms,
        double p90Ms,
        double p99Ms,
        double p999Ms,
        double p9999Ms,
        double maxMs) {
    private static final double NS_PER_US = 1e3;
    private static final double US_PER_MS = 1e3;

    /** @param histogram of nanoseconds */
    public static LatencyFigures of(final Histogram histogram) {
        return new LatencyFigures(
                histogram.getTotalCount(),
                histogram.getTotalCount() == 0 ? 0 : ms(histogram.getMean()),
                percentileMs(histogram, 50),
                percentileMs(histogram, 75),
                percentileMs(histogram, 90),
                percentileMs(histogram, 99),
                percentileMs(histogram, 99.9),
                percentileMs(histogram, 99.99),
                ms((double) histogram.getMaxValue()));
    }

    static double percentileMs(final Histogram histogram, final double percentile) {
        return ms((double) histogram.getValueAtPercentile(percentile));
    }

    static double ms(final long ns) {
        return ms((double) ns);
    }

    /** Rounded to the microsecond. */
    static double ms(final double ns) {
        return Math.round(ns / NS_PER_US) / US_PER_MS;
    }
}
