package io.hayate.bidder.campaigns;

import java.util.BitSet;

/**
 * Small numbers for campaigns; the lowest free one is given out, so that tables by ordinal stay dense. Owned by the
 * campaign agent.
 */
final class Ordinals {
    private final BitSet taken = new BitSet();

    int take() {
        final int ordinal = taken.nextClearBit(0);
        taken.set(ordinal);
        return ordinal;
    }

    /** Marks one as taken that was given out by an earlier process. */
    void take(final int ordinal) {
        taken.set(ordinal);
    }

    void free(final int ordinal) {
        taken.clear(ordinal);
    }
}
