package io.hayate.bidder.ledger.pacing;

import java.util.Arrays;

/**
 * How many opportunities each hour of a day brings: an average over days, of the hours that were seen whole. Owned by the
 * ledger agent.
 */
final class TrafficShape {
    static final int HOURS = 24;

    private static final float UNKNOWN = -1;

    /** What a new day counts for in the average. */
    private static final double NEW_DAY = 0.3;

    /** A day counts as at most so many times what was expected, and at least so little: a spike is no new habit. */
    private static final double MOST_CHANGE = 4;

    private static final double COUNTED_AS_CHANCE = 20;

    /** Opportunities in a mean hour that weigh as much as the shape of all campaigns. */
    private static final double OTHERS_WEIGHT = 20;

    private final float[] countByHour = new float[HOURS];

    TrafficShape() {
        Arrays.fill(countByHour, UNKNOWN);
    }

    float count(final int hour) {
        return countByHour[hour];
    }

    void setCount(final int hour, final float count) {
        countByHour[hour] = count >= 0 && count < Float.MAX_VALUE ? count : UNKNOWN;
    }

    void onHour(final int hour, final double count) {
        final double before = countByHour[hour];
        if (before == UNKNOWN) {
            countByHour[hour] = (float) count;
            return;
        }
        final double most = before * MOST_CHANGE + COUNTED_AS_CHANCE;
        final double counted = Math.min(most, Math.max(count, before / MOST_CHANGE));
        countByHour[hour] = (float) (before + NEW_DAY * (counted - before));
    }

    /** Of the hours that are known; 0 if none is. */
    double meanCount() {
        double sum = 0;
        int known = 0;
        for (final float count : countByHour) {
            if (count != UNKNOWN) {
                sum += count;
                known++;
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    /** Against a mean hour; 1 if it is not known. */
    double weight(final int hour) {
        final double mean = meanCount();
        return countByHour[hour] == UNKNOWN || mean <= 0 ? 1 : countByHour[hour] / mean;
    }

    /** Against a mean hour; of what is not known well enough, what {@code othersWeight} says. */
    double blended(final int hour, final double othersWeight) {
        final double mean = meanCount();
        if (countByHour[hour] == UNKNOWN || mean <= 0) {
            return othersWeight;
        }
        final double own = mean / (mean + OTHERS_WEIGHT);
        return own * countByHour[hour] / mean + (1 - own) * othersWeight;
    }
}
