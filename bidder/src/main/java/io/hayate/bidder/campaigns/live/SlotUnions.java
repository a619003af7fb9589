package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unions of sets of slots, worked out block by block: of each, a slot must be in one set. Blocks asked for in ascending
 * order cost least. Owned by the bid loop.
 */
final class SlotUnions {
    /** There are fewer dimensions. */
    private static final int MAX_UNIONS = 64;

    // Each is of a bit set, or none, and some slot sets, those of union i up to ends[i]
    private final long[] @Nullable [] bitSets = new long[MAX_UNIONS][];
    private final int[] ends = new int[MAX_UNIONS];
    private final SlotSets sets = new SlotSets();
    private int count;
    private boolean bound;

    /** Of circles around a place, and this bit set; null: no union of them. */
    private long @Nullable [] aroundBits;

    private final CirclesAround around = new CirclesAround();

    private final long[] block = new long[SlotLayer.BLOCK_WORDS];

    void clear() {
        count = 0;
        bound = false;
        sets.clear();
        aroundBits = null;
    }

    /** Begins a union with a bit set; null: with nothing. */
    void begin(final long @Nullable [] bits) {
        bitSets[count] = bits;
        ends[count++] = sets.count();
        bound |= bits == null;
    }

    /** Adds a set to the union begun last. */
    void add(final SlotSet set) {
        if (!set.isEmpty()) {
            sets.add(set);
            ends[count - 1] = sets.count();
        }
    }

    /** Begins a union of a bit set and circles, which the caller fills in. */
    CirclesAround beginAround(final long[] bits) {
        aroundBits = bits;
        return around;
    }

    /** Before a block is asked for that lies before the last one. */
    void rewind() {
        sets.rewind();
        around.rewind();
    }

    /** Whether there is a union of slot sets alone, so that many blocks have nothing. */
    boolean isBound() {
        return bound;
    }

    /** This block, or the next that unions of slot sets alone leave any slot of. */
    int nextPossibleBlock(final int which) {
        int possible = which;
        int set = 0;
        for (int i = 0; i < count; i++) {
            if (bitSets[i] == null) {
                int next = SlotSet.NO_BLOCK;
                for (; set < ends[i]; set++) {
                    next = Math.min(next, sets.nextBlock(set, which));
                }
                possible = Math.max(possible, next);
            }
            set = ends[i];
        }
        return possible;
    }

    /** Whether a slot is in all unions. */
    boolean has(final int slot) {
        final int word = slot >> 6;
        final long bit = 1L << slot;
        int set = 0;
        for (int i = 0; i < count; i++) {
            final long[] bits = bitSets[i];
            if ((bits == null || (bits[word] & bit) == 0) && !sets.has(slot, set, ends[i])) {
                return false;
            }
            set = ends[i];
        }
        return aroundBits == null || (aroundBits[word] & bit) != 0 || around.has(slot);
    }

    /** Keeps of a block, whose words begin at {@code from}, the slots that are in all unions; false if nothing is left. */
    boolean narrow(final long[] words, final int which, final int from) {
        int set = 0;
        for (int i = 0; i < count; i++) {
            boolean reached = false;
            for (; set < ends[i]; set++) {
                if (sets.reaches(set, which)) {
                    if (!reached) {
                        beginBlock(bitSets[i], from);
                        reached = true;
                    }
                    sets.addBlock(set, which, block);
                }
            }
            final long left;
            if (reached) {
                left = SlotLayer.and(words, from, block, 0);
            } else {
                // No set has a slot here, so that the bits are the union.
                final long[] bits = bitSets[i];
                left = bits == null ? SlotLayer.clear(words, from) : SlotLayer.and(words, from, bits, from);
            }
            if (left == 0) {
                return false;
            }
        }
        if (aroundBits != null) {
            beginBlock(aroundBits, from);
            around.addBlock(which, block);
            return SlotLayer.and(words, from, block, 0) != 0;
        }
        return true;
    }

    private void beginBlock(final long @Nullable [] bits, final int from) {
        if (bits == null) {
            Arrays.fill(block, 0);
        } else {
            System.arraycopy(bits, from, block, 0, SlotLayer.BLOCK_WORDS);
        }
    }
}
