package io.hayate.bidder.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A run of campaign ordinals on one lane. All sums only grow (but for grants taken back and bids cancelled), so that one
 * side never resets what the other one writes. Single writer of {@code granted} and {@code collectedBids}: the ledger agent; of all else: the bid
 * loop; each reads the other's, via ordered access.
 */
final class LanePage {
    static final int SHIFT = 10;
    static final int ORDINALS = 1 << SHIFT;
    static final int MASK = ORDINALS - 1;

    /** Ordinals that share a touch counter; the ledger agent looks only at groups whose counter has moved. */
    static final int TOUCH_SHIFT = 6;

    static final int TOUCHES = ORDINALS >> TOUCH_SHIFT;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    private final long[] granted = new long[ORDINALS];
    private final long[] reserved = new long[ORDINALS];
    private final long[] moves = new long[ORDINALS];
    private final long[] wanted = new long[ORDINALS];
    private final long[] refusals = new long[ORDINALS];
    private final long[] buckets = new long[ORDINALS * ReservationWindow.COUNT];
    private final long[] touches = new long[TOUCHES];

    /** Bids by exchange, then ordinal; they wrap, and only what they grow by is looked at. */
    private final int[] exchangeBids;

    /** Of {@link #exchangeBids}, what the ledger agent has collected. */
    private final int[] collectedBids;

    LanePage(final int exchangeCount) {
        exchangeBids = new int[exchangeCount * ORDINALS];
        collectedBids = new int[exchangeCount * ORDINALS];
    }

    /**
     * Reserves under the grant: writes the sum, then looks again. A grant is taken back the other way round ({@link
     * #takeBack}: write the grant, then look at the sum), so at least one of the two sees the other, and the sum never
     * stays above the grant.
     */
    boolean reserve(final int i, final long nanos, final int bucket, final int exchange) {
        final long before = reserved[i];
        final long after = before + nanos;
        if (after < before || after > (long) LONGS.getAcquire(granted, i)) {
            return refuse(i, nanos);
        }
        LONGS.setVolatile(reserved, i, after);
        if (after > (long) LONGS.getVolatile(granted, i)) {
            LONGS.setVolatile(reserved, i, before);
            return refuse(i, nanos);
        }
        final int b = i * ReservationWindow.COUNT + bucket;
        LONGS.setOpaque(buckets, b, buckets[b] + nanos);
        countBid(i, exchange, 1);
        touch(i);
        return true;
    }

    void cancel(final int i, final long nanos, final int bucket, final int exchange) {
        final int b = i * ReservationWindow.COUNT + bucket;
        LONGS.setOpaque(buckets, b, buckets[b] - nanos);
        LONGS.setVolatile(reserved, i, reserved[i] - nanos);
        countBid(i, exchange, -1);
        touch(i);
    }

    private void countBid(final int i, final int exchange, final int count) {
        final int e = exchange * ORDINALS + i;
        INTS.setOpaque(exchangeBids, e, exchangeBids[e] + count);
        // After what it counts: an agent that has seen it move sees that, too.
        LONGS.setRelease(moves, i, moves[i] + 1);
    }

    private boolean refuse(final int i, final long nanos) {
        LONGS.setOpaque(wanted, i, nanos);
        LONGS.setOpaque(refusals, i, refusals[i] + 1);
        touch(i);
        return false;
    }

    /** Release: the sums before it are visible to an agent that has seen the counter move. */
    private void touch(final int i) {
        final int t = i >> TOUCH_SHIFT;
        LONGS.setRelease(touches, t, touches[t] + 1);
    }

    long touches(final int touch) {
        return (long) LONGS.getAcquire(touches, touch);
    }

    long granted(final int i) {
        return granted[i];
    }

    long reserved(final int i) {
        return (long) LONGS.getVolatile(reserved, i);
    }

    /** How often a bid was reserved or cancelled. */
    long moves(final int i) {
        return (long) LONGS.getAcquire(moves, i);
    }

    /** Bids by exchange are counted for so many. */
    int exchangeCount() {
        return exchangeBids.length / ORDINALS;
    }

    /**
     * For the ledger agent: bids on an exchange since last collected; below 0 if a bid was cancelled after it had been
     * collected.
     */
    int collectBids(final int i, final int exchange) {
        final int e = exchange * ORDINALS + i;
        final int now = (int) INTS.getOpaque(exchangeBids, e);
        final int more = now - collectedBids[e];
        collectedBids[e] = now;
        return more;
    }

    long refusals(final int i) {
        return (long) LONGS.getOpaque(refusals, i);
    }

    /** The price of the reservation that was refused last. */
    long wanted(final int i) {
        return (long) LONGS.getOpaque(wanted, i);
    }

    /** All that was ever reserved in a bucket. */
    long bucket(final int i, final int bucket) {
        return (long) LONGS.getOpaque(buckets, i * ReservationWindow.COUNT + bucket);
    }

    void grant(final int i, final long nanos) {
        LONGS.setVolatile(granted, i, granted[i] + nanos);
    }

    /** Takes back what is granted and not reserved, but for {@code keepNanos}; returns how much could be had. */
    long takeBack(final int i, final long keepNanos) {
        final long before = granted[i];
        final long lower = reserved(i) + keepNanos;
        if (lower >= before) {
            return 0;
        }
        LONGS.setVolatile(granted, i, lower);
        final long reservedNow = reserved(i);
        if (reservedNow <= lower) {
            return before - lower;
        }
        // The loop reserved in between, under the grant as it was: that stays granted.
        final long kept = Math.min(reservedNow, before);
        LONGS.setVolatile(granted, i, kept);
        return before - kept;
    }
}
