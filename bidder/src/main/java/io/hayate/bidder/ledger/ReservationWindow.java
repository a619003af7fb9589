package io.hayate.bidder.ledger;

/**
 * The time buckets that reservations are summed in. A bid's window is named by the bid's time alone, so that a notice,
 * which carries it, finds its reservation.
 *
 * <p>A window is dropped {@link #COUNT} - 1 windows after it began: a reservation lives from 5 to 5 minutes 50 seconds.
 * One of the buckets is for the window to come, for loops whose clock is read a moment earlier or later than ours.
 * Immutable; shared.
 */
final class ReservationWindow {
    /** Length of one window. */
    static final long LENGTH_MS = 50_000;

    /** Buckets of one campaign on one lane: a cache line of sums. A power of two. */
    static final int COUNT = 8;

    /** The longest that a reservation lives. */
    static final long LIFE_MS = (COUNT - 1) * LENGTH_MS;

    private ReservationWindow() {}

    static long of(final long timeMs) {
        return Math.floorDiv(timeMs, LENGTH_MS);
    }

    static int bucket(final long window) {
        return (int) window & (COUNT - 1);
    }

    /** When what a bid of this time has reserved is dropped. */
    static long expiryMs(final long bidTimeMs) {
        return (of(bidTimeMs) + COUNT - 1) * LENGTH_MS;
    }

    /** The newest window that is over for good at this time. */
    static long newestExpired(final long nowMs) {
        return of(nowMs) - (COUNT - 1);
    }
}
