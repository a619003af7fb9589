package io.hayate.benchmarks.results;

/**
 * One measured value and between what it was seen to vary: an interval, or the lowest and the highest of several; NaN where
 * it was measured once. Immutable; shared.
 */
public record Measured(double value, double low, double high) {
    /** Without a spread. */
    public static Measured of(final double value) {
        return new Measured(value, Double.NaN, Double.NaN);
    }

    public boolean hasSpread() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /**
     * The ratio, and how far it can be when both are at the ends of their spreads that lie farthest from each other; without
     * a spread if the divisor may be 0.
     */
    public Measured over(final Measured divisor) {
        return divisor.low <= 0
                ? of(value / divisor.value)
                : new Measured(value / divisor.value, low / divisor.high, high / divisor.low);
    }

    /** By a positive factor: in another unit. */
    Measured times(final double factor) {
        return new Measured(value * factor, low * factor, high * factor);
    }
}
