package io.hayate.bidder.explain;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts for each slot in how many of up to {@value #MOST} bit sets it was. Bit i of a count is in the i-th set of words, so
 * 64 slots are counted with a few operations. Owned by the explain agent.
 */
final class SlotTally {
    /** Sets that may be added before the counts are drained. */
    static final int MOST = 63;

    private static final int BITS = 6;

    private final long[] @Nullable [] bits = new long[BITS][];

    /** Where counts go. */
    @FunctionalInterface
    interface Sink {
        void add(int slot, int count);
    }

    /** Each slot of a bit set, in ascending order. */
    static void forEach(final long[] slots, final IntConsumer action) {
        for (int word = 0; word < slots.length; word++) {
            for (long rest = slots[word]; rest != 0; rest &= rest - 1) {
                action.accept((word << 6) + Long.numberOfTrailingZeros(rest));
            }
        }
    }

    void add(final long[] slots) {
        for (int word = 0; word < slots.length; word++) {
            long carry = slots[word];
            for (int bit = 0; carry != 0; bit++) {
                final long[] words = words(bit, slots.length);
                final long before = words[word];
                words[word] = before ^ carry;
                carry &= before;
            }
        }
    }

    /** Hands over all counts above 0, and starts anew. */
    void drain(final Sink sink) {
        for (int bit = 0; bit < BITS; bit++) {
            final long[] words = bits[bit];
            if (words != null) {
                for (int word = 0; word < words.length; word++) {
                    for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                        sink.add((word << 6) + Long.numberOfTrailingZeros(rest), 1 << bit);
                    }
                    words[word] = 0;
                }
            }
        }
    }

    private long[] words(final int bit, final int wordCount) {
        long[] words = bits[bit];
        if (words == null) {
            words = new long[wordCount];
            bits[bit] = words;
        }
        return words;
    }
}
