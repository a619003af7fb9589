package io.hayate.bidder.ledger.prices;

import java.util.Arrays;

/**
 * Bids of one auction cell, and what was told of them, until no more will be told: by level, and by when they were counted.
 * A window's wins and losses are learned from together when it is over. Wins are told at once and many losses by silence
 * only: learned as it comes, each price that is new would look as if it always won, and bids would go down and down.
 *
 * <p>Loops' counts are taken a moment after the bids, so a notice may find its bid in the next window, and a late one finds
 * it gone, taken for lost: what is short in one window is taken from the next. Owned by the ledger agent.
 */
final class RecentBids {
    /** Length of one window. */
    static final long WINDOW_MS = 10_000;

    /** Windows until bids are taken for lost: nurl and lurl come within seconds of the auction, some burl within a minute. */
    static final int WINDOWS = 7;

    private final int[][] unanswered = new int[WINDOWS][PriceLevels.COUNT];
    private final int[][] won = new int[WINDOWS][PriceLevels.COUNT];
    private final int[][] lost = new int[WINDOWS][PriceLevels.COUNT];
    private final int[][] told = new int[WINDOWS][PriceLevels.COUNT];
    private long newestWindow = Long.MIN_VALUE;

    void add(final int level, final int count) {
        unanswered[place(newestWindow)][level] += count;
    }

    /** A bid has won. */
    void onWon(final int level, final long bidTimeMs) {
        note(won, level, level, bidTimeMs);
    }

    /** A bid has lost to a price above it. */
    void onLost(final int level, final long bidTimeMs) {
        note(lost, level, level, bidTimeMs);
    }

    /** The least price that would have won the bid's auction was told. */
    void onTold(final int level, final int toWinLevel, final long bidTimeMs) {
        note(told, level, toWinLevel, bidTimeMs);
    }

    /** A notice has come that says nothing of prices. */
    void onAnswered(final int level, final long bidTimeMs) {
        if (newestWindow != Long.MIN_VALUE) {
            unanswered[place(windowOf(bidTimeMs))][level]--;
        }
    }

    private void note(final int[][] where, final int level, final int notedLevel, final long bidTimeMs) {
        if (newestWindow != Long.MIN_VALUE) {
            where[place(windowOf(bidTimeMs))][notedLevel]++;
            onAnswered(level, bidTimeMs);
        }
    }

    private long windowOf(final long bidTimeMs) {
        final long window = Math.floorDiv(bidTimeMs, WINDOW_MS);
        return Math.max(newestWindow - WINDOWS + 1, Math.min(window, newestWindow));
    }

    /** Moves on, and tells what became of the bids of windows that are over; returns how many are taken for lost. */
    long expire(final long nowMs, final WinningPrices prices) {
        final long window = Math.floorDiv(nowMs, WINDOW_MS);
        if (newestWindow == Long.MIN_VALUE || window < newestWindow || window - newestWindow > WINDOWS) {
            // The first, or the clock was set: what lies between is nobody's.
            clear();
            newestWindow = window;
            return 0;
        }
        long expired = 0;
        while (newestWindow < window) {
            newestWindow++;
            expired += expire(place(newestWindow), place(newestWindow + 1), prices);
        }
        return expired;
    }

    private long expire(final int over, final int next, final WinningPrices prices) {
        long expired = 0;
        for (int level = 0; level < PriceLevels.COUNT; level++) {
            final int silent = Math.max(0, unanswered[over][level]);
            unanswered[next][level] += Math.min(0, unanswered[over][level]);
            prices.onTold(level, told[over][level]);
            prices.onWon(level, won[over][level]);
            prices.onLost(level, lost[over][level] + silent);
            unanswered[over][level] = 0;
            told[over][level] = 0;
            won[over][level] = 0;
            lost[over][level] = 0;
            expired += silent;
        }
        return expired;
    }

    private void clear() {
        for (int each = 0; each < WINDOWS; each++) {
            Arrays.fill(unanswered[each], 0);
            Arrays.fill(told[each], 0);
            Arrays.fill(won[each], 0);
            Arrays.fill(lost[each], 0);
        }
    }

    private static int place(final long window) {
        return Math.floorMod(window, WINDOWS);
    }
}
