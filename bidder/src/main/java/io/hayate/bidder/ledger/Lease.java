package io.hayate.bidder.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger agent's side of one campaign ordinal: what it has granted on each lane, and what of it is settled, that is
 * booked, released or expired. Granted and not settled is what the campaign may still come to owe. Owned by the ledger
 * agent.
 */
final class Lease {
    private static final int COUNT = ReservationWindow.COUNT;

    /** Hears of bids; {@code exchange} is an ordinal, {@code count} below 0 for bids taken back. */
    @FunctionalInterface
    interface BidSink {
        void onBids(Account account, int exchange, int count);
    }

    final int ordinal;
    final Account account;

    /** Of the view followed last, and the campaign's slot there; null if the campaign is not in it. */
    IndexedBudgets.@Nullable Part part;

    int slot;

    /** Of a campaign that is in no view any more: the view followed before that was noticed. */
    long lastVersion;

    /** What was told to the index. */
    boolean open;

    private final LanePage[] pages;
    private final int i;
    private final long[] settled;
    private final long[] settledByBucket;
    private final long[] movesSeen;
    private final long[] refusalsSeen;

    /** Starts with nothing committed, whatever an earlier campaign of the ordinal has left in the lanes' sums. */
    Lease(final int ordinal, final Account account, final BudgetLane[] lanes) {
        this.ordinal = ordinal;
        this.account = account;
        i = ordinal & LanePage.MASK;
        pages = new LanePage[lanes.length];
        settled = new long[lanes.length];
        settledByBucket = new long[lanes.length * COUNT];
        movesSeen = new long[lanes.length];
        refusalsSeen = new long[lanes.length];
        for (int lane = 0; lane < lanes.length; lane++) {
            pages[lane] = lanes[lane].openPage(ordinal);
            pages[lane].takeBack(i, 0);
            settled[lane] = pages[lane].granted(i);
            movesSeen[lane] = pages[lane].moves(i);
            forgetBids(pages[lane]);
            refusalsSeen[lane] = pages[lane].refusals(i);
            for (int bucket = 0; bucket < COUNT; bucket++) {
                settledByBucket[lane * COUNT + bucket] = pages[lane].bucket(i, bucket);
            }
        }
    }

    int laneCount() {
        return pages.length;
    }

    long committedNanos() {
        long committed = 0;
        for (int lane = 0; lane < pages.length; lane++) {
            committed += pages[lane].granted(i) - settled[lane];
        }
        return committed;
    }

    /** Reserved by bids and not settled. */
    long reservedNanos() {
        long reserved = 0;
        for (int lane = 0; lane < pages.length; lane++) {
            reserved += pages[lane].reserved(i) - settled[lane];
        }
        return reserved;
    }

    /** Granted to a lane and not reserved by it, a moment ago. */
    long unusedNanos(final int lane) {
        return pages[lane].granted(i) - pages[lane].reserved(i);
    }

    /** The price that a lane was refused since last asked, or 0. */
    long newlyWantedNanos(final int lane) {
        final long refusals = pages[lane].refusals(i);
        if (refusals == refusalsSeen[lane]) {
            return 0;
        }
        refusalsSeen[lane] = refusals;
        return pages[lane].wanted(i);
    }

    void grant(final int lane, final long nanos) {
        pages[lane].grant(i, nanos);
    }

    long takeBack(final int lane, final long keepNanos) {
        return pages[lane].takeBack(i, keepNanos);
    }

    boolean takeBackAll() {
        long taken = 0;
        for (int lane = 0; lane < pages.length; lane++) {
            taken += takeBack(lane, 0);
        }
        return taken > 0;
    }

    /** Settles a bid's reservation, as far as it is still in its bucket; returns how much was. */
    long settle(final int lane, final int bucket, final long nanos) {
        final long settledNow = Math.min(nanos, openInBucket(lane, bucket));
        settledByBucket[lane * COUNT + bucket] += settledNow;
        settled[lane] += settledNow;
        return settledNow;
    }

    private long openInBucket(final int lane, final int bucket) {
        return Math.max(0, pages[lane].bucket(i, bucket) - settledByBucket[lane * COUNT + bucket]);
    }

    /** Whether the lane has bid or was refused since last looked at. */
    boolean hasMoved(final int lane) {
        return pages[lane].moves(i) != movesSeen[lane] || pages[lane].refusals(i) != refusalsSeen[lane];
    }

    /** Tells how many bids the lanes have made since last asked, by exchange. */
    void collectBids(final BidSink sink) {
        for (int lane = 0; lane < pages.length; lane++) {
            collectBids(lane, sink);
        }
    }

    /** The same for one lane. */
    void collectBids(final int lane, final BidSink sink) {
        final LanePage page = pages[lane];
        final long moves = page.moves(i);
        if (moves == movesSeen[lane]) {
            return;
        }
        movesSeen[lane] = moves;
        for (int exchange = 0; exchange < page.exchangeCount(); exchange++) {
            final int more = page.collectBids(i, exchange);
            if (more != 0) {
                sink.onBids(account, exchange, more);
            }
        }
    }

    private void forgetBids(final LanePage page) {
        for (int exchange = 0; exchange < page.exchangeCount(); exchange++) {
            page.collectBids(i, exchange);
        }
    }
}
