package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotTallyTest {
    @Test
    void shouldCountInHowManySetsEachSlotIs() {
        final Random random = new Random(1);
        final SlotTally tally = new SlotTally();
        final int words = 24;
        for (int round = 0; round < 20; round++) {
            final int[] expected = new int[words * Long.SIZE];
            final int sets = round == 0 ? SlotTally.MOST : random.nextInt(SlotTally.MOST + 1);
            for (int set = 0; set < sets; set++) {
                final long[] slots = new long[words];
                for (int word = 0; word < words; word++) {
                    slots[word] = random.nextInt(3) == 0 ? -1 : random.nextLong();
                }
                tally.add(slots);
                for (int slot = 0; slot < expected.length; slot++) {
                    expected[slot] += (int) (slots[slot >> 6] >>> slot & 1);
                }
            }
            final int[] counted = new int[expected.length];
            tally.drain((slot, count) -> counted[slot] += count);
            assertThat(counted).isEqualTo(expected);
        }
    }
}
