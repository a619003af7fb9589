package io.hayate.loadtest.send;

import org.HdrHistogram.Histogram;

/**
 * Latencies in nanoseconds of a span of time: of one second for the progress line, of the whole run for the table.
 *
 * Owned by the sender's caller.
 */
public final class Interval {
    private final Histogram fromDue = LatencyRecorders.newHistogram();
    private final Histogram fromSend = LatencyRecorders.newHistogram();
    private final Histogram lag = LatencyRecorders.newHistogram();

    /** From the time a request was due; with the requests that timed out. */
    public Histogram fromDue() {
        return fromDue;
    }

    /** From the time a request was written to its connection. */
    public Histogram fromSend() {
        return fromSend;
    }

    /** The sender's own delay. */
    public Histogram lag() {
        return lag;
    }

    void add(final Histogram moreFromDue, final Histogram moreFromSend, final Histogram moreLag) {
        fromDue.add(moreFromDue);
        fromSend.add(moreFromSend);
        lag.add(moreLag);
    }

    void add(final Interval more) {
        add(more.fromDue, more.fromSend, more.lag);
    }
}
