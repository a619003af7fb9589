package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.Nullable;

/**
 * A set of slots: a sorted list while that is smaller, a bit set otherwise, so that memory stays in proportion to what is
 * targeted. Immutable; shared.
 */
public final class SlotSet {
    public static final SlotSet EMPTY = new SlotSet(new int[0], null);

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

    /** Keeps what both bit sets have. */
    static void and(final long[] target, final long[] other, final int wordCount) {
        for (int i = 0; i < wordCount; i++) {
            target[i] &= other[i];
        }
    }
}
