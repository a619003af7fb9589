package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Gathers one dimension of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class DimensionBuilder {
    private final Dimension dimension;
    private final Map<String, Integer> idByValue = new HashMap<>();
    private final SlotsByValue slots;

    DimensionBuilder(final Dimension dimension, final int slotCount, final int wordCount) {
        this.dimension = dimension;
        slots = new SlotsByValue(idByValue, slotCount, wordCount);
    }

    void add(final int slot, final Targeting.Rule rule) {
        slots.include(slot, DimensionValues.covered(dimension, rule.include()));
        slots.exclude(slot, DimensionValues.covered(dimension, rule.exclude()));
    }

    DimensionIndex build() {
        final Map<String, Integer> keys = new HashMap<>(idByValue);
        for (final String value : new TreeSet<>(idByValue.keySet())) {
            for (final String alias : DimensionValues.aliases(dimension, value)) {
                keys.putIfAbsent(alias, idByValue.get(value));
            }
        }
        return slots.build(
                DimensionValues.ignoresCase(dimension)
                        ? ByteDictionary.ignoringCase(keys)
                        : ByteDictionary.exact(keys));
    }
}
