package io.hayate.bidder.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One bid loop's share of all budgets.
 * <ul>
 *   <li>Assumes: one bid loop reserves and cancels; one ledger agent grants, takes back and moves the windows on.
 *   <li>Guarantees: for each campaign, the sum of all reservations never passes the sum of all grants; a loop never waits.
 *   <li>Does not guarantee: that a loop finds a lease while another one holds it; the refusal tells the agent to move it.
 * </ul>
 * Single writer: of reservations the bid loop, of grants the ledger agent; readers: each other, via ordered access.
 */
public final class BudgetLane {
    /** Bound of campaign ordinals if none is given; pages are made only for those that exist. */
    public static final int DEFAULT_MAX_ORDINALS = 1 << 24;

    private static final VarHandle PAGES = MethodHandles.arrayElementVarHandle(LanePage[].class);

    private final @Nullable LanePage[] pages;
    private final int exchangeCount;
    private volatile long expiredWindow = Long.MIN_VALUE;

    /** One for the first exchange only. */
    public BudgetLane() {
        this(DEFAULT_MAX_ORDINALS, 1);
    }

    /**
     * @param maxOrdinals campaigns with a larger ordinal get no lease
     * @param exchangeCount bids are counted by exchange, whose ordinals are below this
     */
    public BudgetLane(final int maxOrdinals, final int exchangeCount) {
        this.exchangeCount = exchangeCount;
        pages = new @Nullable LanePage[(maxOrdinals + LanePage.ORDINALS - 1) >> LanePage.SHIFT];
    }

    /**
     * Reserves the price of one bid if the campaign's lease allows it. Allocates nothing, blocks on nothing.
     *
     * @param nanos 1e-9 of the campaign's currency
     * @param nowMs the bid's time, epoch milliseconds; the notice token names it, so that a notice finds its reservation
     * @param exchange ordinal of the exchange that is bid on
     * @return false if the campaign has no lease left on this loop
     */
    public boolean reserve(final int ordinal, final long nanos, final long nowMs, final int exchange) {
        assert nanos >= 0 : "a negative price";
        final long window = ReservationWindow.of(nowMs);
        final LanePage page = page(ordinal);
        return page != null
                && isOpen(window)
                && page.reserve(ordinal & LanePage.MASK, nanos, ReservationWindow.bucket(window), exchange);
    }

    /** Takes back a reservation of this request whose bid is not sent after all; same arguments as {@link #reserve}. */
    public void cancel(final int ordinal, final long nanos, final long nowMs, final int exchange) {
        final long window = ReservationWindow.of(nowMs);
        final LanePage page = page(ordinal);
        // In a window that is over, the ledger agent has released it already.
        if (page != null && isOpen(window)) {
            page.cancel(ordinal & LanePage.MASK, nanos, ReservationWindow.bucket(window), exchange);
        }
    }

    /**
     * Whether a bid of this window has a bucket of its own: not one that is dropped, or still to be dropped first. A lane
     * whose agent has stood still for more than a window therefore refuses, rather than spend without bookkeeping.
     */
    private boolean isOpen(final long window) {
        final long expired = expiredWindow;
        return window > expired && window <= expired + ReservationWindow.COUNT;
    }

    int maxOrdinals() {
        return pages.length << LanePage.SHIFT;
    }

    /** The page of an ordinal; null if nothing was ever granted there. */
    @Nullable
    LanePage page(final int ordinal) {
        final int page = ordinal >>> LanePage.SHIFT;
        return page < pages.length ? (LanePage) PAGES.getAcquire(pages, page) : null;
    }

    /** For the ledger agent: makes the page if it is not there. */
    LanePage openPage(final int ordinal) {
        final LanePage page = page(ordinal);
        if (page != null) {
            return page;
        }
        final LanePage made = new LanePage(exchangeCount);
        PAGES.setRelease(pages, ordinal >>> LanePage.SHIFT, made);
        return made;
    }

    /** For the ledger agent, after it has dropped the reservations of all windows up to this one. */
    void expireUpTo(final long window) {
        expiredWindow = window;
    }
}
