package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.OsVersionIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** Gathers the versions of operating systems of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class OsVersionBuilder {
    private final int slotCount;
    private final int wordCount;
    private final long[] unrestricted;
    private final Map<String, OneSystem> systems = new TreeMap<>();

    private static final class OneSystem {
        private final IntArrayList slots = new IntArrayList();
        private final LongArrayList lowest = new LongArrayList();
        private final LongArrayList highest = new LongArrayList();
    }

    OsVersionBuilder(final int slotCount, final int wordCount) {
        this.slotCount = slotCount;
        this.wordCount = wordCount;
        unrestricted = new long[wordCount];
    }

    void add(final int slot, final Map<String, Targeting.Versions> versions) {
        if (versions.isEmpty()) {
            unrestricted[slot >> 6] |= 1L << slot;
        }
        versions.forEach((name, range) -> {
            final OneSystem system = systems.computeIfAbsent(name, unseen -> new OneSystem());
            system.slots.addInt(slot);
            system.lowest.addLong(range.lowest());
            system.highest.addLong(range.highest());
        });
    }

    OsVersionIndex build() {
        final Map<String, Integer> places = new HashMap<>();
        final OsVersionIndex.OneSystem[] built = new OsVersionIndex.OneSystem[systems.size()];
        systems.forEach((name, system) -> {
            final int place = places.size();
            places.put(name, place);
            built[place] = new OsVersionIndex.OneSystem(
                    allBut(system.slots),
                    system.slots.toIntArray(),
                    system.lowest.toLongArray(),
                    system.highest.toLongArray());
        });
        return new OsVersionIndex(ByteDictionary.ignoringCase(places), unrestricted, built);
    }

    private long[] allBut(final IntArrayList slots) {
        final long[] set = new long[wordCount];
        SlotsByValue.fill(set, slotCount);
        slots.forEachInt(slot -> set[slot >> 6] &= ~(1L << slot));
        return set;
    }
}
