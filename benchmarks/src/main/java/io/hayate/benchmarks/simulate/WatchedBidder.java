package io.hayate.benchmarks.simulate;

import io.hayate.loadtest.exchange.BidderRoute;
import java.util.concurrent.TimeUnit;

/**
 * A bidder whose budgets are looked at whenever a day ends somewhere and whose pacing every ten minutes, and somebody told
 * whenever an hour is over. Owned by the thread that simulates.
 */
final class WatchedBidder implements BidderRoute {
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final InProcessBidder bidder;
    private final BudgetWatch budgets;
    private final PaceWatch paces;
    private final Runnable onHour;
    private long nextHourMs;

    /** @param onHour all of an hour has happened; its end is the bidder's present */
    WatchedBidder(
            final InProcessBidder bidder, final BudgetWatch budgets, final PaceWatch paces, final Runnable onHour) {
        this.bidder = bidder;
        this.budgets = budgets;
        this.paces = paces;
        this.onHour = onHour;
        this.nextHourMs = bidder.nowMs() + HOUR_MS;
    }

    @Override
    public byte[] bid(final byte[] request) {
        return bidder.bid(request);
    }

    @Override
    public int notice(final String pathAndQuery) {
        return bidder.notice(pathAndQuery);
    }

    @Override
    public String redirect() {
        return bidder.redirect();
    }

    @Override
    public void advanceTo(final long nowMs) {
        while (Math.min(paces.nextMs(), Math.min(nextHourMs, budgets.nextMidnightMs())) <= nowMs) {
            if (paces.nextMs() <= Math.min(nextHourMs, budgets.nextMidnightMs())) {
                bidder.advanceTo(paces.nextMs() - 1);
                paces.onSample();
            } else if (budgets.nextMidnightMs() <= nextHourMs) {
                // A moment before, for the ledger forgets what was spent on a day as soon as the next begins.
                bidder.advanceTo(budgets.nextMidnightMs() - 1);
                budgets.onDayEnds();
            } else {
                bidder.advanceTo(nextHourMs);
                onHour.run();
                nextHourMs += HOUR_MS;
            }
        }
        bidder.advanceTo(nowMs);
    }
}
