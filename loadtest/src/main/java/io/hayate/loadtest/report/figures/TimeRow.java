package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A second of a run, or several put together, in little memory. Immutable; shared.
 *
 * @param due requests that became due; 0 throughout in a closed loop
 * @param counts by {@link SendCount#ordinal}
 * @param bins latencies from the due time, by {@link LatencyBins}
 * @param p99Ms of the latencies from the due time
 * @param maxMs of the latencies from the due time
 * @param lagP99Ms of the generator; of several seconds that of the worst
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record TimeRow(
        long offsetNs,
        long lengthNs,
        long due,
        long[] counts,
        int[] bins,
        double p99Ms,
        double maxMs,
        double lagP99Ms) {
    private static final double NS_PER_SECOND = 1e9;
    private static final double P99 = 0.99;

    static TimeRow of(final Second second) {
        final Interval latency = second.latency();
        final Histogram fromDue = latency.fromDue();
        final int[] bins = new int[LatencyBins.COUNT];
        for (final HistogramIterationValue value : fromDue.recordedValues()) {
            final double ms = value.getValueIteratedTo() / 1e6;
            bins[LatencyBins.binOf(ms)] += Math.toIntExact(value.getCountAddedInThisIterationStep());
        }
        return new TimeRow(
                second.offsetNs(),
                second.lengthNs(),
                latency.lag().getTotalCount(),
                second.counts().clone(),
                bins,
                LatencyFigures.percentileMs(fromDue, 99),
                LatencyFigures.ms((double) fromDue.getMaxValue()),
                LatencyFigures.percentileMs(latency.lag(), 99));
    }

    /** This and what came right after it, as one; its p99 is then exact to the width of a bin. */
    TimeRow and(final TimeRow next) {
        final long[] sums = counts.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += next.counts[i];
        }
        final int[] sumBins = bins.clone();
        for (int i = 0; i < sumBins.length; i++) {
            sumBins[i] += next.bins[i];
        }
        final double bothMaxMs = Math.max(maxMs, next.maxMs);
        return new TimeRow(
                offsetNs,
                next.offsetNs + next.lengthNs - offsetNs,
                due + next.due,
                sums,
                sumBins,
                Math.min(bothMaxMs, p99Ms(sumBins)),
                bothMaxMs,
                Math.max(lagP99Ms, next.lagP99Ms));
    }

    private static double p99Ms(final int[] bins) {
        long total = 0;
        for (final int count : bins) {
            total += count;
        }
        final long wanted = (long) Math.ceil(P99 * total);
        long seen = 0;
        for (int bin = 0; bin < bins.length && total > 0; bin++) {
            seen += bins[bin];
            if (seen >= wanted) {
                return LatencyBins.edgeMs(bin + 1);
            }
        }
        return 0;
    }

    public long count(final SendCount count) {
        return counts[count.ordinal()];
    }

    public double perSecond(final long amount) {
        return lengthNs <= 0 ? 0 : amount * NS_PER_SECOND / lengthNs;
    }
}
