package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of a set, prepared or not, one value or several, keeps the slots that a plain reading keeps. */
class DimensionIndexTest {
    private static final int SLOTS = 1_000;
    private static final int WORDS = 16;

    /** Slots that include and exclude each value. */
    private final List<Set<Integer>> includes = new ArrayList<>();

    private final List<Set<Integer>> excludes = new ArrayList<>();
    private final boolean[] restricted = new boolean[SLOTS];

    @ParameterizedTest
    @CsvSource({"1", "20", "600", "2049", "3000"})
    void shouldKeepTheSlotsOfAPlainReading(final int values) {
        final Random random = new Random(values);
        final DimensionIndex index = index(random, values);
        final long[] biddable = random.longs(WORDS).toArray();
        final CampaignIndex campaigns = SlotLayerTest.indexOf(biddable);
        final SlotLayer layer = new SlotLayer();
        for (int round = 0; round < 500; round++) {
            final int[] ids = random.ints(0, values)
                    .distinct()
                    .limit(random.nextInt(Math.min(round % 10 == 0 ? 40 : 4, values + 1)))
                    .toArray();
            layer.begin(campaigns);
            if (ids.length == 1 && round % 2 == 0) {
                index.keepAllowed(ids[0], layer);
            } else {
                index.keepAllowed(ids, ids.length, layer);
            }
            for (int slot = 0; slot < SLOTS; slot++) {
                assertThat((layer.word(slot >> 6) & 1L << slot) != 0)
                        .isEqualTo((biddable[slot >> 6] & 1L << slot) != 0 && allows(slot, ids));
            }
        }
    }

    private DimensionIndex index(final Random random, final int values) {
        final long[] unrestricted = new long[WORDS];
        final SlotSet[] includeSets = new SlotSet[values];
        final SlotSet[] excludeSets = new SlotSet[values];
        final Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < values; id++) {
            ids.put("v" + id, id);
            // Every seventh is in most slots, and so a bit set.
            includes.add(some(random, id % 7 == 0 ? SLOTS : 12));
            excludes.add(some(random, id % 11 == 0 ? SLOTS : 5));
            includes.get(id).forEach(slot -> restricted[slot] = true);
            includeSets[id] = set(includes.get(id));
            excludeSets[id] = set(excludes.get(id));
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            unrestricted[slot >> 6] |= restricted[slot] ? 0 : 1L << slot;
        }
        return new DimensionIndex(ByteDictionary.exact(ids), false, unrestricted, includeSets, excludeSets);
    }

    private static Set<Integer> some(final Random random, final int draws) {
        final Set<Integer> slots = new TreeSet<>();
        random.ints(random.nextInt(draws), 0, SLOTS).forEach(slots::add);
        return slots;
    }

    private static SlotSet set(final Set<Integer> slots) {
        return SlotSet.of(slots.stream().mapToInt(Integer::intValue).toArray(), WORDS);
    }

    private boolean allows(final int slot, final int[] ids) {
        boolean included = !restricted[slot];
        for (final int id : ids) {
            included |= includes.get(id).contains(slot);
            if (excludes.get(id).contains(slot)) {
                return false;
            }
        }
        return included;
    }
}
