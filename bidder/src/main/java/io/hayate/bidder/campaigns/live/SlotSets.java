package io.hayate.bidder.campaigns.live;

import java.util.Arrays;

/**
 * Some slot sets, each read block by block from its first slot on; blocks must be asked for in ascending order, or after
 * {@link #rewind}. Owned by the bid loop.
 */
final class SlotSets {
    private SlotSet[] sets = new SlotSet[16];
    /** Where in its list each set goes on. */
    private int[] cursors = new int[16];

    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Grows to the most sets that a request has needed. */
    void add(final SlotSet set) {
        if (count == sets.length) {
            sets = Arrays.copyOf(sets, 2 * count);
            cursors = Arrays.copyOf(cursors, 2 * count);
        }
        cursors[count] = 0;
        sets[count++] = set;
    }

    void rewind() {
        Arrays.fill(cursors, 0, count, 0);
    }

    /** Adds the slots of a block, which begins at this word, to the words of {@code target} from {@code at} on. */
    void addBlock(final int which, final int fromWord, final long[] target, final int at) {
        cursors[which] = sets[which].addBlock(cursors[which], fromWord, target, at);
    }

    /** As {@link #addBlock}, but removes them. */
    void removeBlock(final int which, final int fromWord, final long[] target, final int at) {
        cursors[which] = sets[which].removeBlock(cursors[which], fromWord, target, at);
    }
}
