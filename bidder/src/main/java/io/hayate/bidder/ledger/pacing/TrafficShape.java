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
    private static final double MOST_CHANGE = 2;

    /** From an hour to the next, on the first day that it is seen. */
    private static final double MOST_RISE = 2.5;

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
            final double hourBefore = lastKnownBefore(hour);
            countByHour[hour] =
                    (float) (hourBefore > 0 ? Math.min(count, hourBefore * MOST_RISE + COUNTED_AS_CHANCE) : count);
            return;
        }
        final double most = before * MOST_CHANGE + COUNTED_AS_CHANCE;
        final double counted = Math.min(most, Math.max(count, before / MOST_CHANGE));
        countByHour[hour] = (float) (before + NEW_DAY * (counted - before));
    }

    /**
     * What each hour brings against others, by what this knows and what all campaigns' shape does: of the hours that few
     * opportunities tell of more by the latter. An hour that neither knows is between its neighbours that are known.
     *
     * @param all by other hours than this: its hour is this one's plus {@code shift}
     */
    double[] weights(final TrafficShape all, final int shift) {
        final double[] others = all.filled(shift);
        double mean = 0;
        double othersMean = 0;
        int known = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            if (countByHour[hour] != UNKNOWN) {
                mean += countByHour[hour];
                othersMean += others[hour];
                known++;
            }
        }
        if (mean <= 0) {
            return others;
        }
        mean /= known;
        // The same hours of both are compared: on a first day these are but a part of the day, and not a mean one.
        final double scale = othersMean <= 0 ? 0 : mean * known / othersMean;
        final double own = mean / (mean + OTHERS_WEIGHT);
        for (int hour = 0; hour < HOURS; hour++) {
            final double othersCount = scale <= 0 ? mean : scale * others[hour];
            others[hour] =
                    countByHour[hour] == UNKNOWN ? othersCount : own * countByHour[hour] + (1 - own) * othersCount;
        }
        return others;
    }

    /** All hours, beginning with one; what is not known is on the way from the known hour before to the known one after. */
    private double[] filled(final int firstHour) {
        final double[] filled = new double[HOURS];
        for (int i = 0; i < HOURS; i++) {
            final int before = toKnown(firstHour + i, -1);
            if (before == HOURS) {
                Arrays.fill(filled, 1);
                return filled;
            }
            final int after = toKnown(firstHour + i, 1);
            final double countBefore = countByHour[Math.floorMod(firstHour + i - before, HOURS)];
            final double countAfter = countByHour[Math.floorMod(firstHour + i + after, HOURS)];
            filled[i] =
                    before + after == 0 ? countBefore : (countBefore * after + countAfter * before) / (before + after);
        }
        return filled;
    }

    /** Of the hours before, the nearest that brought something; 0 if none is known. */
    private double lastKnownBefore(final int hour) {
        for (int hours = 1; hours < HOURS; hours++) {
            final double count = countByHour[Math.floorMod(hour - hours, HOURS)];
            if (count > 0) {
                return count;
            }
        }
        return 0;
    }

    /** How many hours it is to one that is known; {@link #HOURS} if none is. */
    private int toKnown(final int hour, final int step) {
        int hours = 0;
        while (hours < HOURS && countByHour[Math.floorMod(hour + step * hours, HOURS)] == UNKNOWN) {
            hours++;
        }
        return hours;
    }
}
