package io.hayate.bidder.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a campaign has spent on its present day. A clock that is set back into the day before brings back what was spent
 * then, so that no day is paid for twice. Owned by the owner of its ledger.
 */
final class BudgetDay {
    private ZoneId timeZone = ZoneOffset.UTC;
    private long startMs;
    private long endMs;
    private long spentNanos;
    private long startBeforeMs = Long.MAX_VALUE;
    private long spentBeforeNanos;

    BudgetDay(final long nowMs) {
        begin(nowMs);
    }

    /** From now on the day ends by another time zone. */
    void timeZone(final ZoneId newTimeZone, final long nowMs) {
        timeZone = newTimeZone;
        begin(nowMs);
    }

    /** Returns whether a new day has begun. */
    boolean moveTo(final long nowMs) {
        if (nowMs < endMs) {
            return false;
        }
        startBeforeMs = startMs;
        spentBeforeNanos = spentNanos;
        spentNanos = 0;
        begin(nowMs);
        return true;
    }

    /** The clock was set back; returns whether into a day before. */
    boolean setBack(final long nowMs) {
        if (nowMs >= startMs) {
            return false;
        }
        if (nowMs >= startBeforeMs) {
            spentNanos = Account.addCapped(spentNanos, spentBeforeNanos);
        }
        startBeforeMs = Long.MAX_VALUE;
        spentBeforeNanos = 0;
        begin(nowMs);
        return true;
    }

    void book(final long nanos) {
        spentNanos = Account.addCapped(spentNanos, nanos);
    }

    void forget() {
        spentNanos = 0;
        spentBeforeNanos = 0;
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
                .number(startMs)
                .number(endMs)
                .number(spentNanos)
                .number(startBeforeMs)
                .number(spentBeforeNanos);
    }

    void readFrom(final StateReader in) {
        timeZone = ZoneId.of(in.text());
        startMs = in.number();
        endMs = in.number();
        spentNanos = in.number();
        startBeforeMs = in.number();
        spentBeforeNanos = in.number();
    }

    private void begin(final long nowMs) {
        final LocalDate day = Instant.ofEpochMilli(nowMs).atZone(timeZone).toLocalDate();
        startMs = day.atStartOfDay(timeZone).toInstant().toEpochMilli();
        endMs = day.plusDays(1).atStartOfDay(timeZone).toInstant().toEpochMilli();
    }
}
