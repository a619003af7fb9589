package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.collections.IntArrayList;

/** Gathers one dimension of all slots, slot by slot in ascending order. Owned by the campaign agent. */
final class DimensionBuilder {
    private final Dimension dimension;
    private final long[] unrestricted;
    private final Map<String, Integer> idByValue = new HashMap<>();
    private final List<IntArrayList> includes = new ArrayList<>();
    private final List<IntArrayList> excludes = new ArrayList<>();
    private boolean idle = true;

    DimensionBuilder(final Dimension dimension, final int wordCount) {
        this.dimension = dimension;
        this.unrestricted = new long[wordCount];
    }

    void add(final int slot, final Targeting.Rule rule) {
        if (rule.include().isEmpty()) {
            unrestricted[slot >> 6] |= 1L << slot;
        }
        idle &= rule.include().isEmpty() && rule.exclude().isEmpty();
        for (final String value : DimensionValues.covered(dimension, rule.include())) {
            includes.get(id(value)).addInt(slot);
        }
        for (final String value : DimensionValues.covered(dimension, rule.exclude())) {
            excludes.get(id(value)).addInt(slot);
        }
    }

    DimensionIndex build() {
        final Map<String, Integer> keys = new HashMap<>(idByValue);
        for (final String value : new TreeSet<>(idByValue.keySet())) {
            for (final String alias : DimensionValues.aliases(dimension, value)) {
                keys.putIfAbsent(alias, idByValue.get(value));
            }
        }
        return new DimensionIndex(
                DimensionValues.ignoresCase(dimension) ? ByteDictionary.ignoringCase(keys) : ByteDictionary.exact(keys),
                idle,
                unrestricted,
                sets(includes),
                sets(excludes));
    }

    private int id(final String value) {
        return idByValue.computeIfAbsent(value, unseen -> {
            includes.add(new IntArrayList());
            excludes.add(new IntArrayList());
            return includes.size() - 1;
        });
    }

    private SlotSet[] sets(final List<IntArrayList> slotsById) {
        final SlotSet[] sets = new SlotSet[slotsById.size()];
        for (int id = 0; id < sets.length; id++) {
            final IntArrayList slots = slotsById.get(id);
            sets[id] = SlotSet.of(slots.toIntArray(), unrestricted.length);
        }
        return sets;
    }
}
