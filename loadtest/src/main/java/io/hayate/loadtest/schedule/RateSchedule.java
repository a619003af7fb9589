package io.hayate.loadtest.schedule;

import java.util.SplittableRandom;

/**
 * Requests at a rate over time. Immutable; shared.
 *
 * @param burst how many fall due at once, with {@link Spacing#BURST}
 * @param seed of the random gaps of {@link Spacing#POISSON}
 */
public record RateSchedule(RateProfile profile, Spacing spacing, int burst, long seed) implements Schedule {
    private static final double NS_PER_SECOND = 1e9;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    public RateSchedule {
        if (burst < 1) {
            throw new IllegalArgumentException("a burst must have a request at least");
        }
    }

    public static RateSchedule constant(final double ratePerSecond, final long durationNs) {
        return new RateSchedule(RateProfile.constant(ratePerSecond, durationNs), Spacing.EVEN, 1, 1);
    }

    @Override
    public long durationNs() {
        return profile.durationNs();
    }

    @Override
    public double ratePerSecond() {
        return profile.count() * NS_PER_SECOND / profile.durationNs();
    }

    @Override
    public double ratePerSecondAt(final long offsetNs) {
        return profile.ratePerSecondAt(offsetNs);
    }

    @Override
    public long count() {
        return switch (spacing) {
            // A tiny bit less than a whole number is that number, not one request more.
            case EVEN -> (long) Math.ceil(profile.count() - 1e-6);
            case BURST -> (long) Math.ceil(profile.count() / burst - 1e-6) * burst;
            case POISSON -> -1;
        };
    }

    @Override
    public Arrivals arrivals(final long startNs, final int first, final int stride) {
        return switch (spacing) {
            case EVEN -> new Numbered(startNs, profile.cursor(), 1, first, stride);
            case BURST -> new Numbered(startNs, profile.cursor(), burst, first, stride);
            // Loops have independent parts of the rate; together they are a Poisson process again.
            case POISSON -> new Poisson(startNs, profile.cursor(), stride, new SplittableRandom(seed + first * MIX));
        };
    }

    @Override
    public String toString() {
        return profile + ", " + (spacing == Spacing.BURST ? "in bursts of " + burst : spacing + " arrivals");
    }

    /** Owned by the sender loop. */
    private static final class Numbered implements Arrivals {
        private final long startNs;
        private final RateProfile.Cursor cursor;
        private final long burst;
        private final int stride;
        private long number;

        Numbered(
                final long startNs,
                final RateProfile.Cursor cursor,
                final int burst,
                final int first,
                final int stride) {
            this.startNs = startNs;
            this.cursor = cursor;
            this.burst = burst;
            this.number = first;
            this.stride = stride;
        }

        @Override
        public long nextDueNs() {
            final long firstOfBurst = number - number % burst;
            number += stride;
            return startNs + cursor.offsetNs((double) firstOfBurst);
        }
    }

    /** Owned by the sender loop. */
    private static final class Poisson implements Arrivals {
        private final long startNs;
        private final RateProfile.Cursor cursor;
        private final int loops;
        private final SplittableRandom random;
        private double area;

        Poisson(final long startNs, final RateProfile.Cursor cursor, final int loops, final SplittableRandom random) {
            this.startNs = startNs;
            this.cursor = cursor;
            this.loops = loops;
            this.random = random;
        }

        @Override
        public long nextDueNs() {
            area -= loops * Math.log(1 - random.nextDouble());
            return startNs + cursor.offsetNs(area);
        }
    }
}
