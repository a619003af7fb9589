package io.hayate.bidder.ledger.pacing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * What a campaign is to have spent by when, from the plan's start to the end of its day or flight: a budget spread as the
 * traffic of the hours is expected. Made anew each day, and when the budget changes; a day of 23 or 25 hours is what it
 * is. Immutable; shared.
 */
final class DayPlan {
    private static final int MAX_HOURS = 32;

    private final long startMs;
    private final long endMs;
    private final long budgetNanos;

    /** End of each hour of the wall clock, and the share of the budget that is to be spent by then. */
    private final long[] hourEndMs;

    private final double[] shareByHourEnd;

    /** @param endMs end of the day or of the flight, whichever is earlier; after the start */
    DayPlan(
            final long startMs,
            final long endMs,
            final long budgetNanos,
            final ZoneId timeZone,
            final HourWeight weight) {
        this.startMs = startMs;
        this.endMs = endMs;
        this.budgetNanos = budgetNanos;
        final long[] ends = new long[MAX_HOURS];
        final double[] sums = new double[MAX_HOURS];
        int hours = 0;
        double sum = 0;
        long timeMs = startMs;
        while (timeMs < endMs && hours < MAX_HOURS) {
            final ZonedDateTime local = Instant.ofEpochMilli(timeMs).atZone(timeZone);
            final long nextMs =
                    local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
            final long hourEnd = hours == MAX_HOURS - 1 ? endMs : Math.min(endMs, Math.max(nextMs, timeMs + 1));
            sum += weight.of(local.getHour(), timeMs) * (hourEnd - timeMs);
            ends[hours] = hourEnd;
            sums[hours] = sum;
            hours++;
            timeMs = hourEnd;
        }
        hourEndMs = Arrays.copyOf(ends, hours);
        shareByHourEnd = Arrays.copyOf(sums, hours);
        for (int hour = 0; hour < hours; hour++) {
            shareByHourEnd[hour] = sum > 0 ? shareByHourEnd[hour] / sum : (double) (hour + 1) / hours;
        }
    }

    /** How much traffic an hour is expected to have, against others of the day. */
    interface HourWeight {
        /**
         * The weight of an hour.
         *
         * @param hourOfDay in the campaign's time zone
         * @param startMs epoch milliseconds
         */
        double of(int hourOfDay, long startMs);
    }

    long endMs() {
        return endMs;
    }

    long startMs() {
        return startMs;
    }

    long budgetNanos() {
        return budgetNanos;
    }

    /** The share of the budget that is to be spent by a moment, 0 to 1. */
    double shareBy(final long timeMs) {
        if (timeMs <= startMs) {
            return 0;
        }
        if (timeMs >= endMs) {
            return 1;
        }
        final int hour = hourOf(timeMs);
        final long beganMs = hour == 0 ? startMs : hourEndMs[hour - 1];
        return shareBefore(hour) + sharePerMs(hour) * (timeMs - beganMs);
    }

    /** The share of the budget that is planned for a second at a moment. */
    double sharePerSecond(final long timeMs) {
        return sharePerMs(hourOf(timeMs)) * 1_000;
    }

    private double sharePerMs(final int hour) {
        final long beganMs = hour == 0 ? startMs : hourEndMs[hour - 1];
        return (shareByHourEnd[hour] - shareBefore(hour)) / (hourEndMs[hour] - beganMs);
    }

    private double shareBefore(final int hour) {
        return hour == 0 ? 0 : shareByHourEnd[hour - 1];
    }

    private int hourOf(final long timeMs) {
        int hour = 0;
        while (hour < hourEndMs.length - 1 && timeMs >= hourEndMs[hour]) {
            hour++;
        }
        return hour;
    }
}
