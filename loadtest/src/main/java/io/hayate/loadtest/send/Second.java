package io.hayate.loadtest.send;

/**
 * What happened in a second of a run, or in the rest of one at its end. Valid while the caller looks at it: its histograms
 * are large.
 *
 * @param offsetNs of its begin, from the run's
 * @param counts by {@link SendCount#ordinal}, of this second alone
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Second(long offsetNs, long lengthNs, long[] counts, Interval latency) {
    public long count(final SendCount count) {
        return counts[count.ordinal()];
    }
}
