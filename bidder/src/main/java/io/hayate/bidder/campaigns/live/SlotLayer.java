package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of slots that all of some sets have, worked out only as far as somebody looks: the best candidates are the
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

    private static final long[] NONE = {};

    private final @Nullable SlotLayer below;
    private CampaignIndex index = CampaignIndex.EMPTY;
    private long[] words = new long[0];
    private int wordCount;
    private int readyCount;

    private final long[][] sets = new long[MAX_SETS][];
    private int setCount;

    // Unions: of a bit set, or none, and some slot sets, those of union i up to unionEnds[i]
    private final long[] @Nullable [] unionBits = new long[MAX_SETS][];
    private final int[] unionEnds = new int[MAX_SETS];
    private final SlotSets united = new SlotSets();
    private final long[] union = new long[BLOCK_WORDS];
    private int unionCount;

    private final SlotSets removed = new SlotSets();
    private long[] gone = NONE;

    private long[][] spares = new long[MAX_SETS][];
    private int spareCount;

    /** A layer on the slots of an index that may bid at this moment and have budget left. */
    public SlotLayer() {
        below = null;
    }

    /** A layer on another one, which must have begun before it. */
    public SlotLayer(final SlotLayer below) {
        this.below = below;
    }

    /**
     * Forgets all sets.
     *
     * @param newGone a bit set of slots that the layer has not, or nothing; it must stay as it is until the layer begins again
     */
    public void begin(final CampaignIndex newIndex, final long[] newGone) {
        begin(newIndex);
        gone = newGone;
    }

    /** Forgets all sets. */
    public void begin(final CampaignIndex newIndex) {
        gone = NONE;
        index = newIndex;
        wordCount = newIndex.wordCount();
        setCount = 0;
        unionCount = 0;
        united.clear();
        removed.clear();
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
        startOver();
    }

    /**
     * Keeps only slots that are in one set of a union, too: in this one, or in one that {@link #addToUnion} adds before
     * another set is kept.
     *
     * @param bits as for {@link #keep}; null: none
     */
    public void keepUnion(final long @Nullable [] bits) {
        unionBits[unionCount] = bits;
        unionEnds[unionCount++] = united.count();
        startOver();
    }

    /** Adds a set to the union begun last. */
    public void addToUnion(final SlotSet set) {
        united.add(set);
        unionEnds[unionCount - 1] = united.count();
    }

    /** Removes the slots of a set. */
    public void remove(final SlotSet set) {
        removed.add(set);
        startOver();
    }

    private void startOver() {
        if (readyCount > 0) {
            readyCount = 0;
            united.rewind();
            removed.rewind();
        }
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
        for (int i = 0; i < gone.length && i < BLOCK_WORDS; i++) {
            words[from + i] &= ~gone[from + i];
        }
        for (int i = 0; i < setCount; i++) {
            and(words, from, sets[i], from);
        }
        int set = 0;
        for (int i = 0; i < unionCount; i++) {
            beginUnion(unionBits[i], from);
            for (; set < unionEnds[i]; set++) {
                united.addBlock(set, from, union, 0);
            }
            and(words, from, union, 0);
        }
        for (int i = 0; i < removed.count(); i++) {
            removed.removeBlock(i, from, words, from);
        }
        readyCount = from + BLOCK_WORDS;
    }

    private void beginUnion(final long @Nullable [] bits, final int from) {
        if (bits == null) {
            Arrays.fill(union, 0);
        } else {
            System.arraycopy(bits, from, union, 0, BLOCK_WORDS);
        }
    }

    private static void and(final long[] target, final int targetFrom, final long[] set, final int from) {
        for (int i = 0; i < BLOCK_WORDS; i++) {
            target[targetFrom + i] &= set[from + i];
        }
    }
}
