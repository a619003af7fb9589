package io.hayate.bidder.telemetry;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Latency of one bid loop, from the read that brought the request to its written answer. Allocates nothing. Single
 * writer: that loop; reader: telemetry agent, by interval flip.
 */
public final class LatencyRecorder {
    /** Longer ones are recorded as this: out of range would throw. */
    public static final long HIGHEST_TRACKABLE_NS = 10_000_000_000L;

    private static final long LOWEST_DISCERNIBLE_NS = 1_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final SingleWriterRecorder recorder =
            new SingleWriterRecorder(LOWEST_DISCERNIBLE_NS, HIGHEST_TRACKABLE_NS, SIGNIFICANT_DIGITS);

    /** Beyond the range is recorded as its edge. */
    public void record(final long latencyNs) {
        recorder.recordValue(Math.max(0, Math.min(latencyNs, HIGHEST_TRACKABLE_NS)));
    }

    /** What was recorded since the last flip; {@code reused} is the previous interval, given back. */
    Histogram flip(final @Nullable Histogram reused) {
        return recorder.getIntervalHistogram(reused);
    }

    /** An empty histogram into which intervals can be added. */
    static Histogram emptyInterval() {
        return new Histogram(LOWEST_DISCERNIBLE_NS, HIGHEST_TRACKABLE_NS, SIGNIFICANT_DIGITS);
    }
}
