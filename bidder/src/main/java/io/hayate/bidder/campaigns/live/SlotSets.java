package io.hayate.bidder.campaigns.live;

import java.util.Arrays;

/**
 * Some slot sets, read block by block. Where in its list each stands is kept here, so that a set without slots in a block
 * costs a comparison; blocks asked for in ascending order cost least. Owned by the bid loop.
 */
final class SlotSets {
    private SlotSet[] sets = new SlotSet[16];
    /** Where in its list each set goes on. */
    private int[] places = new int[16];
    /** The next block that holds a slot of each set; none in between does. */
    private int[] nextBlocks = new int[16];

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
            places = Arrays.copyOf(places, 2 * count);
            nextBlocks = Arrays.copyOf(nextBlocks, 2 * count);
        }
        places[count] = 0;
        nextBlocks[count] = set.firstBlock();
        sets[count++] = set;
    }

    /** Whether a set from {@code first} to {@code end}, exclusive, has a slot. */
    boolean has(final int slot, final int first, final int end) {
        for (int i = first; i < end; i++) {
            if (sets[i].has(slot)) {
                return true;
            }
        }
        return false;
    }

    /** Before a block is asked for that lies before the last one. */
    void rewind() {
        for (int i = 0; i < count; i++) {
            places[i] = 0;
            nextBlocks[i] = sets[i].firstBlock();
        }
    }

    /** Whether a set may have slots in a block; not before the last block that was asked for. */
    boolean reaches(final int which, final int block) {
        return nextBlocks[which] <= block;
    }

    /** The first block, this one or one behind it, that may hold slots of a set. */
    int nextBlock(final int which, final int block) {
        if (nextBlocks[which] < block) {
            seek(which, block);
        }
        return nextBlocks[which];
    }

    /** Adds the slots of a block to eight words. */
    void addBlock(final int which, final int block, final long[] target) {
        if (nextBlock(which, block) == block) {
            places[which] = sets[which].addBlock(block, places[which], target);
            nextBlocks[which] = sets[which].blockAt(places[which], block + 1);
        }
    }

    private void seek(final int which, final int block) {
        final SlotSet set = sets[which];
        if (!set.isBitSet()) {
            places[which] = set.placeOf(block, places[which]);
        }
        nextBlocks[which] = set.blockAt(places[which], block);
    }
}
