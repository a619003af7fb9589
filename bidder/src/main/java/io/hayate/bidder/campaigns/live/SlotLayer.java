package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of slots that all of some sets have, worked out only where somebody looks: the best candidates are the first, and
 * most requests need no others.
 *
 * <p>A layer may lie on another one, whose slots it narrows: what a request leaves, what of it an impression leaves, what
 * of that a deal. Words are worked out in blocks, each once. A block in which a sparse set that binds has no slot is not
 * looked at, neither here nor below; where it has a few, as under a deal, these alone are looked up below. Owned by the
 * bid loop.
 */
public final class SlotLayer {
    /** Words that are worked out together: a cache line of each bit set. All bit sets have a multiple of them. */
    public static final int BLOCK_WORDS = 8;

    private static final int BLOCK_WORDS_SHIFT = Integer.numberOfTrailingZeros(BLOCK_WORDS);

    /** Sets of a layer; there are fewer dimensions. */
    private static final int MAX_SETS = 64;

    /** So few slots of a block are looked up below one by one: for more, the block is worked out there. */
    private static final int MAX_LOOKED_UP = 4;

    private static final long[] NONE = {};

    private final @Nullable SlotLayer below;
    private CampaignIndex index = CampaignIndex.EMPTY;
    private long[] words = new long[0];
    /** By block, as a bit set: its words are worked out. */
    private long[] ready = new long[0];

    private int wordCount;
    private int blockCount;
    private int lastBlock;
    private boolean looked;

    private final long[][] sets = new long[MAX_SETS][];
    private int setCount;

    private final SlotUnions unions = new SlotUnions();

    private final SlotSets removed = new SlotSets();
    private final long[] block = new long[BLOCK_WORDS];
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
        blockCount = wordCount >> BLOCK_WORDS_SHIFT;
        setCount = 0;
        unions.clear();
        removed.clear();
        spareCount = 0;
        looked = false;
        if (words.length < wordCount) {
            // Room to spare, so that not every new campaign needs more.
            words = new long[wordCount + wordCount / 4 + BLOCK_WORDS];
            ready = new long[words.length / BLOCK_WORDS / Long.SIZE + 1];
            spares = new long[MAX_SETS][];
        }
        forgetBlocks();
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
        unions.begin(bits);
        startOver();
    }

    /** Adds a set to the union begun last. */
    public void addToUnion(final SlotSet set) {
        unions.add(set);
    }

    /** Removes the slots of a set. */
    public void remove(final SlotSet set) {
        removed.add(set);
        startOver();
    }

    /** Keeps only slots that are in this set, or of whose circles, which the caller fills in, one holds the place. */
    CirclesAround keepAround(final long[] bits) {
        startOver();
        return unions.beginAround(bits);
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
        final int its = at >> BLOCK_WORDS_SHIFT;
        if (!isReady(its)) {
            makeBlock(its);
        }
        return words[at];
    }

    /** The first word from this one on that has a slot, or one that is not below {@code end} if there is none. */
    public int nextWord(final int from, final int end) {
        int at = from;
        while (at < end) {
            final int its = at >> BLOCK_WORDS_SHIFT;
            if (!isReady(its)) {
                final int possible = nextPossibleBlock(its);
                if (possible > its) {
                    at = possible >= blockCount ? end : possible << BLOCK_WORDS_SHIFT;
                    continue;
                }
                makeBlock(its);
            }
            final int endOfBlock = (its + 1) << BLOCK_WORDS_SHIFT;
            for (; at < endOfBlock; at++) {
                if (words[at] != 0) {
                    return at;
                }
            }
        }
        return at;
    }

    public boolean isEmpty() {
        return nextWord(0, wordCount) >= wordCount;
    }

    private boolean isReady(final int which) {
        return (ready[which >> 6] & 1L << which) != 0;
    }

    private void startOver() {
        if (looked) {
            forgetBlocks();
            looked = false;
        }
    }

    private void forgetBlocks() {
        Arrays.fill(ready, 0, (blockCount + Long.SIZE - 1) / Long.SIZE, 0);
    }

    /** Sets are read from the first block to the last; who looks back begins again. */
    private void turnTo(final int which) {
        if (!looked || which < lastBlock) {
            unions.rewind();
            removed.rewind();
        }
        looked = true;
        lastBlock = which;
    }

    /** This block, or the next that may have a slot. */
    private int nextPossibleBlock(final int which) {
        turnTo(which);
        return unions.nextPossibleBlock(which);
    }

    private void makeBlock(final int which) {
        ready[which >> 6] |= 1L << which;
        final int from = which << BLOCK_WORDS_SHIFT;
        if (nextPossibleBlock(which) > which) {
            clear(words, from);
            return;
        }
        if (below == null) {
            index.copyBiddable(words, from, from + BLOCK_WORDS);
            narrow(which, from);
        } else if (below.isReady(which) || !unions.isBound()) {
            below.word(from);
            System.arraycopy(below.words, from, words, from, BLOCK_WORDS);
            narrow(which, from);
        } else {
            Arrays.fill(words, from, from + BLOCK_WORDS, -1);
            narrow(which, from);
            keepThoseBelow(below, from);
        }
    }

    /** Keeps of a block what this layer's sets leave. */
    private void narrow(final int which, final int from) {
        if (gone.length > 0) {
            for (int i = 0; i < BLOCK_WORDS; i++) {
                words[from + i] &= ~gone[from + i];
            }
        }
        if (keepSets(from) && unions.narrow(words, which, from)) {
            removeSets(which, from);
        }
    }

    private void keepThoseBelow(final SlotLayer lower, final int from) {
        int count = 0;
        for (int i = 0; i < BLOCK_WORDS; i++) {
            count += Long.bitCount(words[from + i]);
        }
        if (count > MAX_LOOKED_UP) {
            lower.word(from);
            and(words, from, lower.words, from);
            return;
        }
        for (int word = from; word < from + BLOCK_WORDS; word++) {
            for (long left = words[word]; left != 0; left &= left - 1) {
                if (!lower.has((word << 6) + Long.numberOfTrailingZeros(left))) {
                    words[word] &= ~Long.lowestOneBit(left);
                }
            }
        }
    }

    /** Whether the layer has a slot; the rest of its block is not worked out. */
    private boolean has(final int slot) {
        final int word = slot >> 6;
        final long bit = 1L << slot;
        if (isReady(word >> BLOCK_WORDS_SHIFT)) {
            return (words[word] & bit) != 0;
        }
        if (gone.length > 0 && (gone[word] & bit) != 0) {
            return false;
        }
        for (int i = 0; i < setCount; i++) {
            if ((sets[i][word] & bit) == 0) {
                return false;
            }
        }
        return unions.has(slot)
                && !removed.has(slot, 0, removed.count())
                && (below == null ? index.isBiddable(slot) : below.has(slot));
    }

    /** False if nothing is left. */
    private boolean keepSets(final int from) {
        for (int i = 0; i < setCount; i++) {
            if (and(words, from, sets[i], from) == 0) {
                return false;
            }
        }
        return true;
    }

    private void removeSets(final int which, final int from) {
        boolean reached = false;
        for (int i = 0; i < removed.count(); i++) {
            if (removed.reaches(i, which)) {
                if (!reached) {
                    Arrays.fill(block, 0);
                    reached = true;
                }
                removed.addBlock(i, which, block);
            }
        }
        if (reached) {
            for (int i = 0; i < BLOCK_WORDS; i++) {
                words[from + i] &= ~block[i];
            }
        }
    }

    /** Clears a block; 0, for nothing is left. */
    static long clear(final long[] words, final int from) {
        Arrays.fill(words, from, from + BLOCK_WORDS, 0);
        return 0;
    }

    /** Keeps of a block what another has, too; 0 if nothing is left. */
    static long and(final long[] words, final int from, final long[] other, final int otherFrom) {
        long any = 0;
        for (int i = 0; i < BLOCK_WORDS; i++) {
            final long word = words[from + i] & other[otherFrom + i];
            words[from + i] = word;
            any |= word;
        }
        return any;
    }
}
