package io.hayate.benchmarks.bid;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Puts beside JMH's results how much of the requests is bid on, as benchmarks find at set-up ({@code -prof
 * io.hayate.benchmarks.bid.BidsCounted}): a time without bids says nothing. Owned by the benchmark's thread.
 */
public final class BidsCounted implements InternalProfiler {
    /** As it is called in the results; 0 to 1. */
    public static final String METRIC = "bids";

    /** Of the benchmark that this JVM was forked for; NaN: it does not bid. */
    private static volatile double share = Double.NaN;

    /** What the benchmark that is set up bids on. */
    public static void report(final int bidOn, final int requests) {
        share = (double) bidOn / requests;
    }

    @Override
    public String getDescription() {
        return "Share of the requests that are bid on";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        // Counted before the clock starts.
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            final BenchmarkParams benchmark, final IterationParams iteration, final IterationResult result) {
        return Double.isNaN(share)
                ? List.of()
                : List.of(new ScalarResult(METRIC, share, "share", AggregationPolicy.AVG));
    }
}
