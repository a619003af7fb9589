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
        final List<Double> percentiles = new ArrayList<>();
        final List<Double> ms = new ArrayList<>();
        final long count = histogram.getTotalCount();
        for (int step = 0; count > 0; step++) {
            final double above = Math.pow(10, -step / (double) STEPS_PER_NINE);
            if (above * count < 1) {
                percentiles.add(100.0);
                ms.add(LatencyFigures.ms(histogram.getMaxValue()));
                break;
            }
            final double percentile = 100 * (1 - above);
            percentiles.add(Math.round(percentile * ROUNDING) / ROUNDING);
            ms.add(LatencyFigures.percentileMs(histogram, percentile));
        }
        return new PercentileCurve(percentiles, ms);
    }

    public int size() {
        return ms.size();
    }
}
