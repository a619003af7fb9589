package io.hayate.loadtest.send;

import java.util.SplittableRandom;

/**
 * Gaps as of independent users: exponentially distributed, from a seed. Loops that share a rate have a part of it each;
 * together they are a Poisson process again.
 *
 * Owned by the sender loop.
 */
final class PoissonArrivals implements Arrivals {
    private static final double NS_PER_SECOND = 1e9;

    private final long startNs;
    private final double meanGapNs;
    private final SplittableRandom random;
    private double offsetNs;

    PoissonArrivals(final long startNs, final double ratePerSecond, final long seed) {
        this.startNs = startNs;
        this.meanGapNs = NS_PER_SECOND / ratePerSecond;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public long nextDueNs() {
        offsetNs -= meanGapNs * Math.log(1 - random.nextDouble());
        return startNs + (long) offsetNs;
    }
}
