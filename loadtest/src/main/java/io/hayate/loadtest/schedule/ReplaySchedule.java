package io.hayate.loadtest.schedule;

import java.time.Duration;

/** Requests at the moments at which they were recorded. Immutable; shared. */
public final class ReplaySchedule implements Schedule {
    private static final double NS_PER_SECOND = 1e9;
    /** Of the last request, where all are at one moment. */
    private static final long SHORTEST_GAP_NS = 1_000_000;

    private static final long LONGEST_NS = Duration.ofDays(366).toNanos();

    private final long[] offsetsNs;
    private final long durationNs;

    /**
     * @param offsetsNs from the start, in ascending order
     * @param speed how many times as fast as recorded
     */
    public ReplaySchedule(final long[] offsetsNs, final double speed) {
        if (offsetsNs.length == 0) {
            throw new IllegalArgumentException("no requests to send");
        }
        this.offsetsNs = new long[offsetsNs.length];
        for (int i = 0; i < offsetsNs.length; i++) {
            this.offsetsNs[i] = (long) (offsetsNs[i] / speed);
            if (i > 0 && this.offsetsNs[i] < this.offsetsNs[i - 1]) {
                throw new IllegalArgumentException(
                        "request " + (i + 1) + " of the recording was recorded before the one before it");
            }
            if (this.offsetsNs[i] > LONGEST_NS) {
                throw new IllegalArgumentException(
                        "request " + (i + 1) + " of the recording is due after more than a year");
            }
        }
        // The last request has its gap, too, as long as the others' in the mean; so the rate is that of the recording.
        final long lastNs = this.offsetsNs[offsetsNs.length - 1];
        this.durationNs = lastNs + Math.max(SHORTEST_GAP_NS, lastNs / Math.max(1, offsetsNs.length - 1));
    }

    @Override
    public long durationNs() {
        return durationNs;
    }

    @Override
    public double ratePerSecond() {
        return offsetsNs.length * NS_PER_SECOND / durationNs;
    }

    /** In the mean: a recording has no rate at a moment. */
    @Override
    public double ratePerSecondAt(final long offsetNs) {
        return ratePerSecond();
    }

    @Override
    public long count() {
        return offsetsNs.length;
    }

    @Override
    public Arrivals arrivals(final long startNs, final int first, final int stride) {
        return new Arrivals() {
            private int number = first;

            @Override
            public long nextDueNs() {
                final long offsetNs = number < offsetsNs.length ? offsetsNs[number] : durationNs;
                number = Math.min(offsetsNs.length, number + stride);
                return startNs + offsetNs;
            }
        };
    }

    @Override
    public String toString() {
        return "replay";
    }
}
