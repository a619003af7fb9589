package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.Nullable;

/**
 * A set of slots: a sorted list while that is smaller, a bit set otherwise, so that memory stays in proportion to what is
 * targeted. Immutable; shared.
 */
public final class SlotSet {
    public static final SlotSet EMPTY = new SlotSet(new int[0], null);

    private static final int SLOTS_OF_BLOCK = SlotLayer.BLOCK_WORDS * Long.SIZE;

    private final int[] list;
    private final long @Nullable [] words;

    private SlotSet(final int[] list, final long @Nullable [] words) {
        this.list = list;
        this.words = words;
    }

    /**
     * @param slots ascending, without duplicates; handed over
     * @param wordCount of bit sets over all slots
     */
    public static SlotSet of(final int[] slots, final int wordCount) {
        // Two slots of a list take the room of one word.
        if (slots.length <= wordCount * 2) {
            return new SlotSet(slots, null);
        }
        final long[] words = new long[wordCount];
        for (final int slot : slots) {
            words[slot >> 6] |= 1L << slot;
        }
        return new SlotSet(new int[0], words);
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
    public void removeFrom(final long[] target) {
        if (words != null) {
            for (int i = 0; i < words.length; i++) {
                target[i] &= ~words[i];
            }
        }
        for (final int slot : list) {
            target[slot >> 6] &= ~(1L << slot);
        }
    }

    boolean isEmpty() {
        return words == null && list.length == 0;
    }

    /**
     * Adds the slots of one block to some words.
     *
     * @param cursor what the call for the block before returned, 0 for the first block
     */
    int addBlock(final int cursor, final int fromWord, final long[] target, final int at) {
        if (words != null) {
            for (int i = 0; i < SlotLayer.BLOCK_WORDS; i++) {
                target[at + i] |= words[fromWord + i];
            }
        }
        final int first = fromWord << 6;
        int next = cursor;
        while (next < list.length && list[next] < first + SLOTS_OF_BLOCK) {
            final int slot = list[next++] - first;
            target[at + (slot >> 6)] |= 1L << slot;
        }
        return next;
    }

    /** As {@link #addBlock}, but removes them. */
    int removeBlock(final int cursor, final int fromWord, final long[] target, final int at) {
        if (words != null) {
            for (int i = 0; i < SlotLayer.BLOCK_WORDS; i++) {
                target[at + i] &= ~words[fromWord + i];
            }
        }
        final int first = fromWord << 6;
        int next = cursor;
        while (next < list.length && list[next] < first + SLOTS_OF_BLOCK) {
            final int slot = list[next++] - first;
            target[at + (slot >> 6)] &= ~(1L << slot);
        }
        return next;
    }

    /** Keeps what both bit sets have. */
    static void and(final long[] target, final long[] other, final int wordCount) {
        for (int i = 0; i < wordCount; i++) {
            target[i] &= other[i];
        }
    }
}
