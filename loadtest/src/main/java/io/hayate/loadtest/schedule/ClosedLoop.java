package io.hayate.loadtest.schedule;

/**
 * Nothing is due: each connection sends when its last answer has come. It finds a ceiling; its latencies leave out whatever a stall kept from
 * being sent. Immutable; shared.
 */
public record ClosedLoop(long durationNs) implements Schedule {
    @Override
    public double ratePerSecond() {
        return 0;
    }

    @Override
    public double ratePerSecondAt(final long offsetNs) {
        return 0;
    }

    @Override
    public long count() {
        return -1;
    }

    @Override
    public boolean isClosedLoop() {
        return true;
    }

    /** The end alone. */
    @Override
    public Arrivals arrivals(final long startNs, final int first, final int stride) {
        final long endNs = startNs + durationNs;
        return () -> endNs;
    }

    @Override
    public String toString() {
        return "closed loop";
    }
}
