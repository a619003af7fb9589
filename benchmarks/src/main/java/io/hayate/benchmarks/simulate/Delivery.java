package io.hayate.benchmarks.simulate;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.ledger.AccountStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a campaign has spent of what it might have. Immutable; shared.
 *
 * @param budgetNanos of its total budget, as much as the daily ones of the days in its time zone that were begun, wholly or
 *     in part; {@link Budget#NO_LIMIT} if it has neither
 */
public record Delivery(Campaign campaign, AccountStatement account, long budgetNanos) {
    public static Delivery of(
            final Campaign campaign, final AccountStatement account, final long startMs, final long endMs) {
        final Budget budget = campaign.budget();
        final long dailyNanos = budget.dailyNanos() == Budget.NO_LIMIT
                ? Budget.NO_LIMIT
                : Math.multiplyExact(budget.dailyNanos(), daysBegun(campaign, startMs, endMs));
        return new Delivery(campaign, account, Math.min(dailyNanos, budget.totalNanos()));
    }

    /** Of the budget; 0 without one. */
    public double share() {
        return budgetNanos == Budget.NO_LIMIT ? 0 : (double) account.spentTotalNanos() / budgetNanos;
    }

    private static long daysBegun(final Campaign campaign, final long startMs, final long endMs) {
        return ChronoUnit.DAYS.between(
                        Instant.ofEpochMilli(startMs)
                                .atZone(campaign.flight().timeZone())
                                .toLocalDate(),
                        Instant.ofEpochMilli(endMs - 1)
                                .atZone(campaign.flight().timeZone())
                                .toLocalDate())
                + 1;
    }
}
