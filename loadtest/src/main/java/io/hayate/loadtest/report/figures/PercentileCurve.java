package io.hayate.loadtest.report.figures;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A latency distribution as HdrHistogram plots it: equal steps of log 1/(1 - p), up to where one value decides. The last
 * point is the maximum, at percentile 100. Immutable; shared.
 *
 * @param percentiles of each point, rising
 * @param ms the latency there
 */
public record PercentileCurve(List<Double> percentiles, List<Double> ms) {
    private static final int STEPS_PER_NINE = 16;
    private static final double ROUNDING = 1e7;

    public PercentileCurve {
        percentiles = List.copyOf(percentiles);
        ms = List.copyOf(ms);
        if (percentiles.size() != ms.size()) {
            throw new IllegalArgumentException("a curve needs as many percentiles as latencies");
        }
    }

    /** @param histogram of nanoseconds; of an empty one the curve is empty */
    public static PercentileCurve of(final Histogram histogram) {
        final long count = histogram.getTotalCount();
        if (count == 0) {
            return new PercentileCurve(List.of(), List.of());
        }
        final List<Double> percentiles = new ArrayList<>();
        final List<Double> ms = new ArrayList<>();
        final int steps = (int) Math.floor(STEPS_PER_NINE * Math.log10((double) count) + 1e-9);
        for (int step = 0; step <= steps; step++) {
            final double percentile = 100 * (1 - Math.pow(10, -step / (double) STEPS_PER_NINE));
            percentiles.add(Math.round(percentile * ROUNDING) / ROUNDING);
            ms.add(LatencyFigures.percentileMs(histogram, percentile));
        }
        percentiles.add(100.0);
        ms.add(LatencyFigures.ms((double) histogram.getMaxValue()));
        return new PercentileCurve(percentiles, ms);
    }

    public int size() {
        return ms.size();
    }
}
