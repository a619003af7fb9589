package io.hayate.loadtest.exchange;

import io.hayate.loadtest.traffic.Dice;

/**
 * How people really respond to ads, which no bidder is told: the logistic of a base rate and of seeded weights of campaign,
 * creative, format, site or app, device type, operating system, country and hour of the day (UTC). Immutable; shared.
 */
public final class GroundTruth {
    /** Standard deviation of each feature's weight, in logits. */
    private static final double WEIGHT_DEVIATION = 0.35;

    private static final int FEATURES = 8;

    /** So much the mean of a rate would rise with the weights if nothing was taken off. */
    private static final double MEAN_SHIFT = FEATURES * WEIGHT_DEVIATION * WEIGHT_DEVIATION / 2;

    /** What a weight is of. */
    enum Feature {
        CAMPAIGN,
        CREATIVE,
        FORMAT,
        PLACE,
        DEVICE_TYPE,
        OS,
        COUNTRY,
        HOUR
    }

    /** Logits to be added to those of a click, and of a conversion of it. */
    record Weight(double click, double conversion) {
        static final Weight NONE = new Weight(0, 0);

        Weight plus(final Weight other) {
            return new Weight(click + other.click, conversion + other.conversion);
        }
    }

    private final long seed;
    private final Weight base;

    /**
     * @param clickRate over all, about
     * @param conversionRate of clicks, over all, about
     */
    GroundTruth(final long seed, final double clickRate, final double conversionRate) {
        this.seed = seed;
        this.base = new Weight(logit(clickRate), logit(conversionRate));
    }

    Weight weight(final Feature feature, final String value) {
        return weight(feature, value.hashCode());
    }

    Weight weight(final Feature feature, final int value) {
        final Dice dice = new Dice(0);
        dice.reset(seed, (long) feature.ordinal() << 32 | (value & 0xffff_ffffL));
        return new Weight(normal(dice) * WEIGHT_DEVIATION, normal(dice) * WEIGHT_DEVIATION);
    }

    double clickProbability(final Weight weights) {
        return logistic(base.click + weights.click);
    }

    double conversionProbability(final Weight weights) {
        return logistic(base.conversion + weights.conversion);
    }

    /** Standard normal. */
    static double normal(final Dice dice) {
        // Box and Muller; 1 - unit() is never 0.
        return Math.sqrt(-2 * Math.log(1 - dice.unit())) * Math.cos(2 * Math.PI * dice.unit());
    }

    private static double logit(final double rate) {
        return rate <= 0 ? Double.NEGATIVE_INFINITY : Math.log(rate / (1 - rate)) - MEAN_SHIFT;
    }

    private static double logistic(final double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
