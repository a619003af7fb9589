package io.hayate.bidder.ledger.pacing;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to have spent by when, from the plan's start to the end of its day or flight: a budget spread as the
 * traffic of the hours is expected. Made anew each day, and when the budget changes; a day of 23 or 25 hours is what it
 * is. Immutable; shared.
 */
final class DayPlan {
    /** Hours of the longest day, each in two: it may be changed in each. */
    private static final int MAX_PARTS = 64;

    private final long startMs;
    private final long endMs;
    private final long budgetNanos;

    /** End of each hour of the wall clock, or of what was planned alike of it, and the share of the budget that is to be spent by then. */
    private final long[] hourEndMs;

    private final double[] shareByHourEnd;

    /**
     * @param endMs end of the day or of the flight, whichever is earlier; after the start
     * @param weightByHour how much traffic each hour of a day in the time zone is expected to have, against others
     */
    DayPlan(
            final long startMs,
            final long endMs,
            final long budgetNanos,
            final ZoneId timeZone,
            final double[] weightByHour) {
        this(startMs, endMs, budgetNanos, timeZone, weightByHour, null, startMs);
    }

    /** @param before whose curve is kept until {@code fromMs}; null: there is none */
    private DayPlan(
            final long startMs,
            final long endMs,
            final long budgetNanos,
            final ZoneId timeZone,
            final double[] weightByHour,
            final @Nullable DayPlan before,
            final long fromMs) {
        this.startMs = startMs;
        this.endMs = endMs;
        this.budgetNanos = budgetNanos;
        final long[] ends = new long[MAX_PARTS];
        final double[] shares = new double[MAX_PARTS];
        int parts = 0;
        double done = 0;
        if (before != null) {
            while (before.hourEndMs[parts] < fromMs) {
                ends[parts] = before.hourEndMs[parts];
                shares[parts] = before.shareByHourEnd[parts];
                parts++;
            }
            done = before.shareBy(fromMs);
            ends[parts] = fromMs;
            shares[parts++] = done;
        }
        final int first = parts;
        double sum = 0;
        long timeMs = fromMs;
        while (timeMs < endMs && parts < MAX_PARTS) {
            final ZonedDateTime local = Instant.ofEpochMilli(timeMs).atZone(timeZone);
            final long nextMs =
                    local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
            final long hourEnd = parts == MAX_PARTS - 1 ? endMs : Math.min(endMs, Math.max(nextMs, timeMs + 1));
            sum += weightByHour[local.getHour()] * (hourEnd - timeMs);
            ends[parts] = hourEnd;
            shares[parts++] = sum;
            timeMs = hourEnd;
        }
        hourEndMs = Arrays.copyOf(ends, parts);
        shareByHourEnd = Arrays.copyOf(shares, parts);
        for (int part = first; part < parts; part++) {
            final double ofRest = sum > 0 ? shareByHourEnd[part] / sum : (double) (part - first + 1) / (parts - first);
            shareByHourEnd[part] = done + (1 - done) * ofRest;
        }
    }

    /** The same until a moment within it; what is left then by other weights. */
    DayPlan changedFrom(final long fromMs, final ZoneId timeZone, final double[] weightByHour) {
        return fromMs <= startMs || fromMs >= endMs
                ? this
                : new DayPlan(startMs, endMs, budgetNanos, timeZone, weightByHour, this, fromMs);
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
