package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of slots: a sorted list while that is smaller, a bit set otherwise, so that memory stays in proportion to what is
 * targeted. Immutable; shared.
 */
public final class SlotSet {
    public static final SlotSet EMPTY = new SlotSet(new int[0], null);

    /** Behind every block. */
    static final int NO_BLOCK = Integer.MAX_VALUE;

    /** To the block of a slot. */
    private static final int BLOCK_SHIFT = Integer.numberOfTrailingZeros(SlotLayer.BLOCK_WORDS * Long.SIZE);

    private final int[] list;
    private final long @Nullable [] words;
    private final int firstBlock;

    private SlotSet(final int[] list, final long @Nullable [] words) {
        this.list = list;
        this.words = words;
        this.firstBlock = words != null ? 0 : blockAt(list, 0);
    }

    /**
     * @param slots ascending, without duplicates; handed over
     * @param wordCount of bit sets over all slots
     */
    public static SlotSet of(final int[] slots, final int wordCount) {
        if (slots.length == 0) {
            return EMPTY;
        }
        if (isList(slots.length, wordCount)) {
            return new SlotSet(slots, null);
        }
        final long[] words = new long[wordCount];
        for (final int slot : slots) {
            words[slot >> 6] |= 1L << slot;
        }
        return new SlotSet(new int[0], words);
    }

    /** Two slots of a list take the room of one word. */
    private static boolean isList(final int slotCount, final int wordCount) {
        return slotCount <= wordCount * 2;
    }

    /** Adds all slots of this set to a bit set. */
    public void addTo(final long[] target) {
        if (words != null) {
            for (int i = 0; i < words.length; i++) {
                target[i] |= words[i];
            }
        }
        for (final int slot : list) {
            target[slot >> 6] |= 1L << slot;
        }
    }

    /** Removes all slots of this set from a bit set. */
    void removeFrom(final long[] target) {
        if (words != null) {
            for (int i = 0; i < words.length; i++) {
                target[i] &= ~words[i];
            }
        }
        for (final int slot : list) {
            target[slot >> 6] &= ~(1L << slot);
        }
    }

    boolean has(final int slot) {
        return words != null ? (words[slot >> 6] & 1L << slot) != 0 : Arrays.binarySearch(list, slot) >= 0;
    }

    boolean isEmpty() {
        return firstBlock == NO_BLOCK;
    }

    /** Whether it is held as a bit set. */
    boolean isBitSet() {
        return words != null;
    }

    /** No block before it holds a slot of this set; {@link #NO_BLOCK} of the empty set. */
    int firstBlock() {
        return firstBlock;
    }

    /** The block of the slot at this place of the list, or {@link #NO_BLOCK}; of a bit set, the one asked for is as good as any. */
    int blockAt(final int place, final int asked) {
        return words != null ? asked : blockAt(list, place);
    }

    /**
     * The place in the list of the first slot in this block or behind it.
     *
     * @param from no later than that place
     */
    int placeOf(final int block, final int from) {
        final int first = block << BLOCK_SHIFT;
        int step = 1;
        int low = from;
        // Ever longer steps: a set that has many slots between two blocks is searched, not walked through.
        while (low + step < list.length && list[low + step] < first) {
            low += step;
            step <<= 1;
        }
        int high = Math.min(list.length, low + step);
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (list[middle] < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Adds the slots of one block to some words.
     *
     * @param from {@link #placeOf} the block
     * @return the place of the block's end
     */
    int addBlock(final int block, final int from, final long[] target) {
        if (words != null) {
            final int word = block * SlotLayer.BLOCK_WORDS;
            for (int i = 0; i < SlotLayer.BLOCK_WORDS; i++) {
                target[i] |= words[word + i];
            }
            return from;
        }
        int next = from;
        while (blockAt(list, next) == block) {
            final int slot = list[next++];
            target[(slot >> 6) & (SlotLayer.BLOCK_WORDS - 1)] |= 1L << slot;
        }
        return next;
    }

    private static int blockAt(final int[] list, final int place) {
        return place < list.length ? list[place] >> BLOCK_SHIFT : NO_BLOCK;
    }

    /** Keeps what both bit sets have. */
    static void and(final long[] target, final long[] other, final int wordCount) {
        for (int i = 0; i < wordCount; i++) {
            target[i] &= other[i];
        }
    }
}
