package io.hayate.bidder.ledger.prices;

import java.util.Arrays;

/**
 * Bids of one auction cell that no notice has come for, by level and by when they were counted. Loops' counts are taken a
 * moment after the bids, so a notice may find its bid in the next window: what is short in one is taken from the next.
 * Owned by the ledger agent.
 */
final class UnansweredBids {
    /** Length of one window. */
    static final long WINDOW_MS = 10_000;

    /** Windows until bids are taken for lost: nurl and lurl come within seconds of the auction, some burl within a minute. */
    static final int WINDOWS = 7;

    private final long[][] bids = new long[WINDOWS][PriceLevels.COUNT];
    private long newestWindow = Long.MIN_VALUE;

    void add(final int level, final long count) {
        bids[place(newestWindow)][level] += count;
    }

    /** A notice has come. */
    void onAnswered(final int level, final long bidTimeMs) {
        final long window = Math.min(Math.floorDiv(bidTimeMs, WINDOW_MS), newestWindow);
        if (newestWindow != Long.MIN_VALUE && window > newestWindow - WINDOWS) {
            bids[place(window)][level]--;
        }
    }

    /** Moves on; bids of windows that are over are lost. */
    long expire(final long nowMs, final WinningPrices prices) {
        final long window = Math.floorDiv(nowMs, WINDOW_MS);
        if (newestWindow == Long.MIN_VALUE || window < newestWindow || window - newestWindow > WINDOWS) {
            // The first, or the clock was set: what lies between is nobody's.
            for (final long[] each : bids) {
                Arrays.fill(each, 0);
            }
            newestWindow = window;
            return 0;
        }
        long expired = 0;
        while (newestWindow < window) {
            newestWindow++;
            final long[] over = bids[place(newestWindow)];
            final long[] next = bids[place(newestWindow + 1)];
            for (int level = 0; level < PriceLevels.COUNT; level++) {
                if (over[level] > 0) {
                    prices.onLost(level, over[level]);
                    expired += over[level];
                } else {
                    next[level] += over[level];
                }
                over[level] = 0;
            }
        }
        return expired;
    }

    private static int place(final long window) {
        return Math.floorMod(window, WINDOWS);
    }
}
