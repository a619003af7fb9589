package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.Nullable;

/**
 * One targeting dimension of all slots: which slots each value allows.
 *
 * <p>A slot is allowed if it does not restrict the dimension or includes one of the request's values, and excludes none
 * of them. Immutable; shared.
 */
public final class DimensionIndex {
    /**
     * Words of bit sets in which the answers for each single value are worked out beforehand, a quarter of a megabyte: above
     * that only for values that are held as bit sets anyway, so that memory stays in proportion to what is targeted.
     */
    private static final int MAX_PREPARED_WORDS = 32 * 1024;

    /** With more values than this the whole set is made at once: each set costs something in every block. */
    private static final int MAX_LAZY_VALUES = 16;

    private final ByteDictionary dictionary;
    private final int wordCount;
    /** No slot restricts this dimension. */
    private final boolean idle;

    private final long[] unrestricted;
    private final SlotSet[] includes;
    private final SlotSet[] excludes;
    /** By id; null: put together when asked for. */
    private final long[] @Nullable [] prepared;

    public DimensionIndex(
            final ByteDictionary dictionary,
            final boolean idle,
            final long[] unrestricted,
            final SlotSet[] includes,
            final SlotSet[] excludes) {
        this.dictionary = dictionary;
        this.wordCount = unrestricted.length;
        this.idle = idle;
        this.unrestricted = unrestricted;
        this.includes = includes;
        this.excludes = excludes;
        this.prepared = prepare();
    }

    /** From request bytes to value ids. */
    public ByteDictionary dictionary() {
        return dictionary;
    }

    /** Whether no campaign restricts this dimension, so that looking at the request's values is of no use. */
    public boolean idle() {
        return idle;
    }

    /** Bit set of the slots that include nothing. Read only. */
    long[] unrestricted() {
        return unrestricted;
    }

    /**
     * Keeps the slots that allow a request with this value.
     *
     * @param id of the dictionary, or {@link ByteDictionary#MISSING} for a value that no campaign names or that the
     *     request does not tell
     */
    public void keepAllowed(final int id, final SlotLayer slots) {
        if (id == ByteDictionary.MISSING) {
            slots.keep(unrestricted);
            return;
        }
        final long[] allowed = prepared[id];
        if (allowed != null) {
            slots.keep(allowed);
        } else {
            slots.keepUnion(unrestricted);
            addIncluded(id, slots);
            removeExcluded(id, slots);
        }
    }

    /** Keeps the slots that allow a request with all of these values at once, the first {@code count} of {@code ids}. */
    public void keepAllowed(final int[] ids, final int count, final SlotLayer slots) {
        if (count <= 1) {
            keepAllowed(count == 0 ? ByteDictionary.MISSING : ids[0], slots);
            return;
        }
        if (count > MAX_LAZY_VALUES) {
            final long[] allowed = slots.spare();
            writeAllowed(ids, count, allowed);
            slots.keep(allowed);
            return;
        }
        slots.keepUnion(unrestricted);
        for (int i = 0; i < count; i++) {
            addIncluded(ids[i], slots);
        }
        for (int i = 0; i < count; i++) {
            removeExcluded(ids[i], slots);
        }
    }

    /** Keeps the slots that include this value and do not exclude it. */
    public void keepIncluded(final int id, final SlotLayer slots) {
        slots.keepUnion(null);
        addIncluded(id, slots);
        removeExcluded(id, slots);
    }

    private void addIncluded(final int id, final SlotLayer slots) {
        if (!includes[id].isEmpty()) {
            slots.addToUnion(includes[id]);
        }
    }

    private void removeExcluded(final int id, final SlotLayer slots) {
        if (!excludes[id].isEmpty()) {
            slots.remove(excludes[id]);
        }
    }

    private void writeAllowed(final int[] ids, final int count, final long[] target) {
        System.arraycopy(unrestricted, 0, target, 0, wordCount);
        for (int i = 0; i < count; i++) {
            includes[ids[i]].addTo(target);
        }
        for (int i = 0; i < count; i++) {
            excludes[ids[i]].removeFrom(target);
        }
    }

    private long[] @Nullable [] prepare() {
        final boolean all = (long) includes.length * wordCount <= MAX_PREPARED_WORDS;
        final long[] @Nullable [] allowed = new long[includes.length][];
        for (int id = 0; id < includes.length; id++) {
            if (includes[id].isEmpty() && excludes[id].isEmpty()) {
                allowed[id] = unrestricted;
            } else if (all || includes[id].isBitSet() || excludes[id].isBitSet()) {
                final long[] slots = new long[wordCount];
                writeAllowed(new int[] {id}, 1, slots);
                allowed[id] = slots;
            }
        }
        return allowed;
    }
}
