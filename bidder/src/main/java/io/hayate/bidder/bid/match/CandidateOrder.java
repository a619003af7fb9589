package io.hayate.bidder.bid.match;

import io.hayate.bidder.campaigns.live.SlotLayer;
import io.hayate.bidder.campaigns.live.SlotTable;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a layer in descending order of bid, which is ascending order of slot; among slots that bid the same,
 * each comes first equally often. Owned by the bid loop.
 */
final class CandidateOrder {
    static final int NONE = -1;

    private SlotLayer slots = new SlotLayer();
    private @Nullable SlotTable table;
    private int slotEnd;
    private long rotation;

    /** Where the search for the next group of equals goes on. */
    private int position;

    // The group of equals being given out: from cursor to groupEnd, then from groupStart, until none remain.
    private int groupStart;
    private int groupEnd;
    private int cursor;
    private int remaining;

    void begin(final SlotLayer slots, final SlotTable table, final long rotation) {
        this.slots = slots;
        this.table = table;
        this.slotEnd = slots.wordCount() * Long.SIZE;
        this.rotation = rotation;
        position = 0;
        remaining = 0;
    }

    /** The next slot, or {@link #NONE} after the last. */
    int next() {
        if (remaining == 0 && !beginGroup()) {
            return NONE;
        }
        remaining--;
        int slot = nextSlot(cursor, groupEnd);
        if (slot == NONE) {
            slot = nextSlot(groupStart, groupEnd);
        }
        cursor = slot + 1;
        return slot;
    }

    private boolean beginGroup() {
        final int first = nextSlot(position, slotEnd);
        if (first == NONE || table == null) {
            return false;
        }
        groupStart = first;
        groupEnd = table.tieEnd(first);
        position = groupEnd;
        cursor = first;
        remaining = groupEnd - first == 1 ? 1 : count(first, groupEnd);
        if (remaining > 1) {
            cursor = skip(first, (int) Long.remainderUnsigned(rotation, remaining));
        }
        return true;
    }

    /** The slot that has {@code count} slots of the set between {@code from} and itself. */
    private int skip(final int from, final int count) {
        int word = from >> 6;
        int left = count;
        long bits = slots.word(word) & -1L << from;
        for (int inWord = Long.bitCount(bits); inWord <= left; inWord = Long.bitCount(bits)) {
            left -= inWord;
            word = slots.nextWord(word + 1, slots.wordCount());
            bits = slots.word(word);
        }
        for (; left > 0; left--) {
            bits &= bits - 1;
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    private int nextSlot(final int from, final int end) {
        if (from >= end) {
            return NONE;
        }
        final int endWord = ((end - 1) >> 6) + 1;
        int word = slots.nextWord(from >> 6, endWord);
        if (word >= endWord) {
            return NONE;
        }
        long bits = slots.word(word);
        if (word == from >> 6) {
            bits &= -1L << from;
            if (bits == 0) {
                word = slots.nextWord(word + 1, endWord);
                if (word >= endWord) {
                    return NONE;
                }
                bits = slots.word(word);
            }
        }
        final int slot = (word << 6) + Long.numberOfTrailingZeros(bits);
        return slot < end ? slot : NONE;
    }

    private int count(final int from, final int end) {
        final int endWord = ((end - 1) >> 6) + 1;
        int count = 0;
        for (int word = slots.nextWord(from >> 6, endWord); word < endWord; word = slots.nextWord(word + 1, endWord)) {
            long bits = slots.word(word);
            if (word == from >> 6) {
                bits &= -1L << from;
            }
            if (word == endWord - 1) {
                bits &= -1L >>> -end;
            }
            count += Long.bitCount(bits);
        }
        return count;
    }
}
