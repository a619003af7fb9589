package io.hayate.loadtest.send;

/**
 * What happened in one second of a run. Its histograms are large: take from them what is needed, keep none.
 *
 * @param offsetNs from the start of the run
 * @param lengthNs a second, or what was left of one
 * @param counts of this second, by {@link SendCount#ordinal}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Second(long offsetNs, long lengthNs, long[] counts, Interval latency) {
    public long count(final SendCount count) {
        return counts[count.ordinal()];
    }
}
