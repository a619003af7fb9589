package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.Nullable;

/**
 * A set of slots that all of some bit sets have, worked out only as far as somebody looks: the best candidates are the
 * first, and most requests need no others.
 *
 * <p>A layer may lie on another one, whose slots it narrows: what a request leaves, what of it an impression leaves, what
 * of that a deal. Words are worked out in blocks, from the first on, each block once. Owned by the bid loop.
 */
public final class SlotLayer {
    /** Words that are worked out together: a cache line of each bit set. All bit sets have a multiple of them. */
    public static final int BLOCK_WORDS = 8;

    /** Sets of a layer; there are fewer dimensions. */
    private static final int MAX_SETS = 64;

    private final @Nullable SlotLayer below;
    private final long[][] sets = new long[MAX_SETS][];
    private long[][] spares = new long[MAX_SETS][];
    private CampaignIndex index = CampaignIndex.EMPTY;
    private long[] words = new long[0];
    private int wordCount;
    private int setCount;
    private int spareCount;
    private int readyCount;

    /** A layer on the slots of an index that may bid at this moment and have budget left. */
    public SlotLayer() {
        below = null;
    }

    /** A layer on another one, which must have begun before it. */
    public SlotLayer(final SlotLayer below) {
        this.below = below;
    }

    /** Forgets all sets. */
    public void begin(final CampaignIndex newIndex) {
        index = newIndex;
        wordCount = newIndex.wordCount();
        setCount = 0;
        spareCount = 0;
        readyCount = 0;
        if (words.length < wordCount) {
            // Room to spare, so that not every new campaign needs more.
            words = new long[wordCount + wordCount / 4 + BLOCK_WORDS];
            spares = new long[MAX_SETS][];
        }
    }

    public int wordCount() {
        return wordCount;
    }

    /** Keeps only slots that are in this set, too; it must stay as it is until the layer begins again. */
    public void keep(final long[] set) {
        sets[setCount++] = set;
        readyCount = 0;
    }

    /** An array with room for a bit set, to be filled and then given to {@link #keep}; its content is anything. */
    public long[] spare() {
        long[] spare = spares[spareCount];
        if (spare == null) {
            spare = new long[words.length];
            spares[spareCount] = spare;
        }
        spareCount++;
        return spare;
    }

    /** The bits of 64 slots. */
    public long word(final int at) {
        while (at >= readyCount) {
            makeBlock();
        }
        return words[at];
    }

    public boolean isEmpty() {
        for (int at = 0; at < wordCount; at++) {
            if (word(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private void makeBlock() {
        final int from = readyCount;
        if (below == null) {
            index.copyBiddable(words, from, from + BLOCK_WORDS);
        } else {
            below.word(from + BLOCK_WORDS - 1);
            System.arraycopy(below.words, from, words, from, BLOCK_WORDS);
        }
        for (int i = 0; i < setCount; i++) {
            and(words, sets[i], from);
        }
        readyCount = from + BLOCK_WORDS;
    }

    private static void and(final long[] target, final long[] set, final int from) {
        for (int i = from; i < from + BLOCK_WORDS; i++) {
            target[i] &= set[i];
        }
    }
}
