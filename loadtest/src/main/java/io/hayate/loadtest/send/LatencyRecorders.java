package io.hayate.loadtest.send;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The three recorders of one sender loop, in nanoseconds. Single writer: that loop; reader: the sender's caller, by
 * interval flip.
 */
final class LatencyRecorders {
    /** Above any timeout one would wait for; longer is recorded as this. */
    static final long HIGHEST_NS = 3_600_000_000_000L;

    static final int SIGNIFICANT_DIGITS = 3;

    private final SingleWriterRecorder fromDue = newRecorder();
    private final SingleWriterRecorder fromSend = newRecorder();
    private final SingleWriterRecorder lag = newRecorder();

    static Histogram newHistogram() {
        return new Histogram(HIGHEST_NS, SIGNIFICANT_DIGITS);
    }

    private static SingleWriterRecorder newRecorder() {
        return new SingleWriterRecorder(HIGHEST_NS, SIGNIFICANT_DIGITS);
    }

    void recordFromDue(final long latencyNs) {
        fromDue.recordValue(clamped(latencyNs));
    }

    void recordFromSend(final long latencyNs) {
        fromSend.recordValue(clamped(latencyNs));
    }

    /** How late the sender itself noticed that a request was due. */
    void recordLag(final long lagNs) {
        lag.recordValue(clamped(lagNs));
    }

    void drainTo(final Interval interval) {
        interval.add(fromDue.getIntervalHistogram(), fromSend.getIntervalHistogram(), lag.getIntervalHistogram());
    }

    private static long clamped(final long valueNs) {
        return Math.max(0, Math.min(valueNs, HIGHEST_NS));
    }
}
