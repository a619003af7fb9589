package io.hayate.bidder.ledger.pacing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A run of campaign ordinals on one pacing lane; counts only grow, but for what is cancelled. Single writer of shares and
 * limits: the ledger agent; of counts: the bid loop; each reads the other's, a moment late.
 */
final class PacingPage {
    static final int SHIFT = 10;
    static final int ORDINALS = 1 << SHIFT;
    static final int MASK = ORDINALS - 1;

    /** What a share is read against: 30 bits of a hash. */
    static final int WHOLE = 1 << 30;

    /** Of ordinals that are not paced; a share is kept as one more than it is. */
    private static final int NOT_PACED = 0;

    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final int[] shares = new int[ORDINALS];
    private final long[] limits = new long[ORDINALS];
    private final long[] asked = new long[ORDINALS];
    private final long[] taken = new long[ORDINALS];
    private final long[] reserved = new long[ORDINALS];

    /** Counts an opportunity and tells whether the campaign takes part in it. */
    boolean takesPart(final int i, final int hash) {
        final int share = (int) INTS.getOpaque(shares, i);
        if (share == NOT_PACED) {
            return true;
        }
        LONGS.setOpaque(asked, i, asked[i] + 1);
        final long before = taken[i];
        if (hash >= share - 1 || before >= (long) LONGS.getOpaque(limits, i)) {
            return false;
        }
        LONGS.setOpaque(taken, i, before + 1);
        return true;
    }

    void onReserved(final int i, final long nanos) {
        if ((int) INTS.getOpaque(shares, i) != NOT_PACED) {
            LONGS.setOpaque(reserved, i, reserved[i] + nanos);
        }
    }

    /** @param share 0 to {@link #WHOLE} */
    void pace(final int i, final int share, final long takenLimit) {
        LONGS.setOpaque(limits, i, takenLimit);
        INTS.setOpaque(shares, i, share + 1);
    }

    void release(final int i) {
        INTS.setOpaque(shares, i, NOT_PACED);
    }

    long asked(final int i) {
        return (long) LONGS.getOpaque(asked, i);
    }

    long taken(final int i) {
        return (long) LONGS.getOpaque(taken, i);
    }

    /** All that bids have ever reserved while the campaign was paced. */
    long reserved(final int i) {
        return (long) LONGS.getOpaque(reserved, i);
    }
}
