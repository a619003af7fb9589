package io.hayate.bidder.ledger.pacing;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.AccountView;
import java.time.Instant;
import java.time.ZoneId;

/** The account of one simulated campaign: keeps the hard bound that the real one keeps. */
final class PlantAccount implements AccountView {
    final ZoneId timeZone;
    Budget budget;
    long spentTodayNanos;
    long spentTotalNanos;
    long reservedNanos;
    long dayEndMs;

    PlantAccount(final Budget budget, final ZoneId timeZone, final long nowMs) {
        this.budget = budget;
        this.timeZone = timeZone;
        dayEndMs = midnightAfter(nowMs);
    }

    void rollDay(final long nowMs) {
        if (nowMs >= dayEndMs) {
            dayEndMs = midnightAfter(nowMs);
            spentTodayNanos = 0;
        }
    }

    boolean reserve(final long nanos) {
        if (leftNanos() - reservedNanos < nanos) {
            return false;
        }
        reservedNanos += nanos;
        return true;
    }

    void settle(final long reserved, final long cost) {
        reservedNanos -= reserved;
        spentTodayNanos += cost;
        spentTotalNanos += cost;
    }

    private long midnightAfter(final long timeMs) {
        return Instant.ofEpochMilli(timeMs)
                .atZone(timeZone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(timeZone)
                .toInstant()
                .toEpochMilli();
    }

    @Override
    public long leftNanos() {
        final long daily =
                budget.dailyNanos() == Budget.NO_LIMIT ? Long.MAX_VALUE : budget.dailyNanos() - spentTodayNanos;
        final long total =
                budget.totalNanos() == Budget.NO_LIMIT ? Long.MAX_VALUE : budget.totalNanos() - spentTotalNanos;
        return Math.min(daily, total);
    }

    @Override
    public long campaignId() {
        return 1;
    }

    @Override
    public int currency() {
        return CurrencyCode.USD;
    }

    @Override
    public ZoneId timeZone() {
        return timeZone;
    }

    @Override
    public long dayEndMs() {
        return dayEndMs;
    }

    @Override
    public long reservedNanos() {
        return reservedNanos;
    }

    @Override
    public long spentTodayNanos() {
        return spentTodayNanos;
    }

    @Override
    public long spentTotalNanos() {
        return spentTotalNanos;
    }

    @Override
    public long bids() {
        return 0;
    }

    @Override
    public long wins() {
        return 0;
    }

    @Override
    public long billed() {
        return 0;
    }

    @Override
    public long impressions() {
        return 0;
    }

    @Override
    public long clicks() {
        return 0;
    }

    @Override
    public long conversions() {
        return 0;
    }
}
