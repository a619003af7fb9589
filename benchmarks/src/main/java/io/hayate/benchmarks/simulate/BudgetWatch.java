package io.hayate.benchmarks.simulate;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountStatement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds what campaigns have spent against their budgets: each daily one when its day ends, before the ledger begins the
 * next, and the total ones at the end. Owned by the thread that simulates.
 */
public final class BudgetWatch {
    private final List<Campaign> campaigns;
    private final List<ZoneId> timeZones;
    private final LongFunction<Optional<AccountStatement>> accounts;
    private long nextMidnightMs;
    private @Nullable Overspend worst;
    private int overspent;
    private double boundShares;
    private int days;

    /**
     * A budget that was passed.
     *
     * @param budget daily or total
     */
    public record Overspend(long campaignId, String budget, long spentNanos, long budgetNanos) {
        public double percent() {
            return 100.0 * (spentNanos - budgetNanos) / budgetNanos;
        }
    }

    /** @param accounts by campaign; empty: nothing has happened to it */
    public BudgetWatch(
            final List<Campaign> campaigns,
            final LongFunction<Optional<AccountStatement>> accounts,
            final long startMs) {
        this.campaigns = List.copyOf(campaigns);
        this.timeZones = campaigns.stream()
                .map(campaign -> campaign.flight().timeZone())
                .distinct()
                .toList();
        this.accounts = accounts;
        this.nextMidnightMs = midnightAfter(startMs);
    }

    /** When a day ends next, anywhere; {@link #onDayEnds} is to be called as late as possible before. */
    public long nextMidnightMs() {
        return nextMidnightMs;
    }

    /** Looks at the campaigns whose day is about to end. */
    public void onDayEnds() {
        for (final ZoneId timeZone : timeZones) {
            if (midnightMs(timeZone, nextMidnightMs - 1) == nextMidnightMs) {
                lookAtDay(timeZone);
            }
        }
        nextMidnightMs = midnightAfter(nextMidnightMs);
    }

    /** Looks at the days under way and the total budgets. */
    public void onEnd() {
        timeZones.forEach(this::lookAtDay);
        for (final Campaign campaign : campaigns) {
            compare(
                    campaign.id(),
                    "total",
                    spent(campaign).spentTotalNanos(),
                    campaign.budget().totalNanos());
        }
    }

    /** The largest in percent; null if every budget held. */
    public @Nullable Overspend worst() {
        return worst;
    }

    /** How many budgets were passed, the days of a campaign each counted. */
    public int overspentCount() {
        return overspent;
    }

    /**
     * Of daily budgets, in the mean of campaigns and days: the share that was neither spent when the day ended nor free to be,
     * because it was reserved, mostly for bills that might still come. It is what the bound costs, and at most that: a
     * campaign that had enough would not have spent it.
     */
    public double boundShare() {
        return days == 0 ? 0 : boundShares / days;
    }

    private void lookAtDay(final ZoneId timeZone) {
        for (final Campaign campaign : campaigns) {
            if (campaign.flight().timeZone().equals(timeZone)) {
                final AccountStatement account = spent(campaign);
                final long dailyNanos = campaign.budget().dailyNanos();
                compare(campaign.id(), "daily", account.spentTodayNanos(), dailyNanos);
                if (dailyNanos != Budget.NO_LIMIT && account.spentTodayNanos() > 0) {
                    final long leftNanos = Math.max(0, dailyNanos - account.spentTodayNanos());
                    boundShares += (double) Math.min(leftNanos, account.reservedNanos()) / dailyNanos;
                    days++;
                }
            }
        }
    }

    private void compare(final long campaignId, final String budget, final long spentNanos, final long budgetNanos) {
        if (budgetNanos == Budget.NO_LIMIT || spentNanos <= budgetNanos) {
            return;
        }
        overspent++;
        final Overspend found = new Overspend(campaignId, budget, spentNanos, budgetNanos);
        if (worst == null || found.percent() > worst.percent()) {
            worst = found;
        }
    }

    private AccountStatement spent(final Campaign campaign) {
        return accounts.apply(campaign.id())
                .orElseGet(() -> AccountStatement.untouched(
                        campaign.id(), campaign.budget().currency()));
    }

    private long midnightAfter(final long timeMs) {
        final List<Long> midnights = new ArrayList<>();
        timeZones.forEach(timeZone -> midnights.add(midnightMs(timeZone, timeMs)));
        return midnights.stream().min(Long::compare).orElse(Long.MAX_VALUE);
    }

    private static long midnightMs(final ZoneId timeZone, final long beforeMs) {
        return Instant.ofEpochMilli(beforeMs)
                .atZone(timeZone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(timeZone)
                .toInstant()
                .toEpochMilli();
    }
}
