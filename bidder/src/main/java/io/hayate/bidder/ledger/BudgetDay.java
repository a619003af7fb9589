package io.hayate.bidder.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * What a campaign has spent on its present day. The last days are remembered by their date, so that a clock which is set
 * over a midnight and back finds again what was spent on either side of it. Owned by the owner of its ledger.
 */
final class BudgetDay {
    private static final int REMEMBERED = 4;

    private final long[] rememberedDay = new long[REMEMBERED];
    private final long[] rememberedNanos = new long[REMEMBERED];
    private ZoneId timeZone = ZoneOffset.UTC;
    private long epochDay;
    private long startMs;
    private long endMs;
    private long spentNanos;

    BudgetDay(final long nowMs) {
        begin(nowMs);
    }

    /** From now on the day ends by another time zone. */
    void timeZone(final ZoneId newTimeZone, final long nowMs) {
        timeZone = newTimeZone;
        begin(nowMs);
    }

    /** Returns whether another day has begun, or if the clock was set back an earlier one goes on. */
    boolean moveTo(final long nowMs) {
        if (nowMs < endMs && nowMs >= startMs) {
            return false;
        }
        System.arraycopy(rememberedDay, 0, rememberedDay, 1, REMEMBERED - 1);
        System.arraycopy(rememberedNanos, 0, rememberedNanos, 1, REMEMBERED - 1);
        rememberedDay[0] = epochDay;
        rememberedNanos[0] = spentNanos;
        begin(nowMs);
        spentNanos = 0;
        for (int i = REMEMBERED - 1; i >= 0; i--) {
            if (rememberedDay[i] == epochDay) {
                spentNanos = rememberedNanos[i];
            }
        }
        return true;
    }

    void book(final long nanos) {
        spentNanos = Account.addCapped(spentNanos, nanos);
    }

    void forget() {
        spentNanos = 0;
        Arrays.fill(rememberedNanos, 0);
    }

    ZoneId timeZone() {
        return timeZone;
    }

    long endMs() {
        return endMs;
    }

    long spentNanos() {
        return spentNanos;
    }

    void writeTo(final StateWriter out) {
        out.text(timeZone.getId())
                .number(epochDay)
                .number(startMs)
                .number(endMs)
                .number(spentNanos);
        for (int i = 0; i < REMEMBERED; i++) {
            out.number(rememberedDay[i]).number(rememberedNanos[i]);
        }
    }

    void readFrom(final StateReader in) {
        timeZone = ZoneId.of(in.text());
        epochDay = in.number();
        startMs = in.number();
        endMs = in.number();
        spentNanos = in.number();
        for (int i = 0; i < REMEMBERED; i++) {
            rememberedDay[i] = in.number();
            rememberedNanos[i] = in.number();
        }
    }

    private void begin(final long nowMs) {
        final LocalDate day = Instant.ofEpochMilli(nowMs).atZone(timeZone).toLocalDate();
        epochDay = day.toEpochDay();
        startMs = day.atStartOfDay(timeZone).toInstant().toEpochMilli();
        endMs = day.plusDays(1).atStartOfDay(timeZone).toInstant().toEpochMilli();
    }
}
