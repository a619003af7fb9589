package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntArrayList;

/** Gathers which slots include and exclude a value, slot by slot in ascending order. Owned by the thread that builds the part. */
final class SlotsByValue {
    private static final int FIRST_SLOTS = 4;
    private static final int NO_SLOT = -1;

    private final Map<String, Integer> idByValue;
    private final long[] unrestricted;
    private final List<IntArrayList> includes = new ArrayList<>();
    private final List<IntArrayList> excludes = new ArrayList<>();
    private boolean idle = true;

    /** @param idByValue grows with each new value; several of these may share one */
    SlotsByValue(final Map<String, Integer> idByValue, final int slotCount, final int wordCount) {
        this.idByValue = idByValue;
        unrestricted = new long[wordCount];
        fill(unrestricted, slotCount);
    }

    /** All slots. */
    static void fill(final long[] set, final int slotCount) {
        Arrays.fill(set, 0, slotCount >> 6, -1L);
        if ((slotCount & (Long.SIZE - 1)) != 0) {
            set[slotCount >> 6] = (1L << slotCount) - 1;
        }
    }

    /** A slot that includes nothing is not restricted. */
    void include(final int slot, final Collection<String> values) {
        if (!values.isEmpty()) {
            unrestricted[slot >> 6] &= ~(1L << slot);
        }
        add(slot, values, includes);
    }

    void exclude(final int slot, final Collection<String> values) {
        add(slot, values, excludes);
    }

    /** @param dictionary gives the ids of {@code idByValue} */
    DimensionIndex build(final ByteDictionary dictionary) {
        return new DimensionIndex(dictionary, idle, unrestricted, sets(includes), sets(excludes));
    }

    private void add(final int slot, final Collection<String> values, final List<IntArrayList> slotsById) {
        for (final String value : values) {
            idle = false;
            final int id = idByValue.computeIfAbsent(value, unseen -> idByValue.size());
            while (slotsById.size() <= id) {
                slotsById.add(new IntArrayList(FIRST_SLOTS, NO_SLOT));
            }
            final IntArrayList slots = slotsById.get(id);
            // A list that names a value twice means it once.
            if (slots.isEmpty() || slots.getInt(slots.size() - 1) != slot) {
                slots.addInt(slot);
            }
        }
    }

    private SlotSet[] sets(final List<IntArrayList> slotsById) {
        final SlotSet[] sets = new SlotSet[idByValue.size()];
        for (int id = 0; id < sets.length; id++) {
            sets[id] = id < slotsById.size()
                    ? SlotSet.of(slotsById.get(id).toIntArray(), unrestricted.length)
                    : SlotSet.EMPTY;
        }
        return sets;
    }
}
