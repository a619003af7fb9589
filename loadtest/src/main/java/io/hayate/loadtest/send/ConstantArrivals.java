package io.hayate.loadtest.send;

/**
 * Even gaps. Every due time is computed from the start, so that rounding never adds up. Several loops share a schedule by
 * taking turns.
 *
 * Owned by the sender loop.
 */
final class ConstantArrivals implements Arrivals {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long startNs;
    private final long ratePerSecond;
    private final int stride;
    private long number;

    /**
     * @param ratePerSecond of all loops together
     * @param first number of this loop's first request, from 0
     * @param stride from one request of this loop to the next: the number of loops
     */
    ConstantArrivals(final long startNs, final long ratePerSecond, final int first, final int stride) {
        this.startNs = startNs;
        this.ratePerSecond = ratePerSecond;
        this.number = first;
        this.stride = stride;
    }

    @Override
    public long nextDueNs() {
        final long wholeSeconds = number / ratePerSecond;
        final long rest = number % ratePerSecond;
        number += stride;
        return startNs + wholeSeconds * NS_PER_SECOND + rest * NS_PER_SECOND / ratePerSecond;
    }
}
