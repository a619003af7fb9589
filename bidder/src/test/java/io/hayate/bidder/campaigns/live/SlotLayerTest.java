package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotLayerTest {
    private static final int WORDS = 4 * SlotLayer.BLOCK_WORDS;

    private final Random random = new Random(1);
    private final SlotLayer lower = new SlotLayer();
    private final SlotLayer upper = new SlotLayer(lower);

    /** An index of so many words of slots, of which these may bid. */
    static CampaignIndex indexOf(final long[] biddable) {
        final ByteDictionary noText = ByteDictionary.exact(Map.of());
        final CampaignIndex index = new CampaignIndex(
                Collections.nCopies(
                                biddable.length * Long.SIZE,
                                CampaignBuilder.campaign(1).build())
                        .toArray(new Campaign[0]),
                new int[biddable.length * Long.SIZE],
                new SlotTable(0),
                TargetingIndex.NOTHING,
                new long[biddable.length],
                CampaignIndex.CreativeIndex.EMPTY,
                new CampaignIndex.CreativeTerms(noText, noText, noText, noText),
                new CampaignIndex.SlotCurrencies(CurrencyRates.NONE, new int[0], true));
        index.setBiddableNow(biddable);
        return index;
    }

    @Test
    void shouldHaveTheSlotsThatAllSetsHaveWhereverOneLooksFirst() {
        for (int round = 0; round < 300; round++) {
            final long[] biddable = words();
            final long[] below = words();
            final long[] first = words();
            final long[] second = words();
            lower.begin(indexOf(biddable));
            lower.keep(below);
            upper.begin(indexOf(biddable));
            upper.keep(first);
            if (round % 2 == 0) {
                upper.word(random.nextInt(WORDS));
            }
            upper.keep(second);
            for (int look = 0; look < 2 * WORDS; look++) {
                final int at = random.nextInt(WORDS);
                assertThat(upper.word(at)).isEqualTo(biddable[at] & below[at] & first[at] & second[at]);
                assertThat(lower.word(at)).isEqualTo(biddable[at] & below[at]);
            }
        }
    }

    /** A few slots are looked up in the layer below, through each kind of set, before it has any block. */
    @Test
    void shouldHaveFewSlotsAsIfTheBlocksBelowWereWorkedOut() {
        int found = 0;
        for (int round = 0; round < 2_000; round++) {
            final long[] biddable = words();
            final long[] kept = words();
            final long[] bits = random.nextBoolean() ? words() : null;
            final long[] united = words();
            final long[] removed = someOf(words());
            final long[] gone = someOf(words());
            lower.begin(indexOf(biddable), gone);
            lower.keep(kept);
            lower.keepUnion(bits);
            lower.addToUnion(set(united));
            lower.remove(set(removed));
            upper.begin(indexOf(biddable));
            upper.keepUnion(null);
            final long[] few = new long[WORDS];
            for (int slots = 1 + random.nextInt(8); slots > 0; slots--) {
                few[random.nextInt(WORDS)] |= 1L << random.nextInt(Long.SIZE);
            }
            upper.addToUnion(set(few));
            final int first = random.nextInt(WORDS);
            for (int i = 0; i < WORDS; i++) {
                final int at = (first + i) % WORDS;
                final long either = united[at] | (bits == null ? 0 : bits[at]);
                final long expected = biddable[at] & kept[at] & either & ~removed[at] & ~gone[at] & few[at];
                assertThat(upper.word(at)).isEqualTo(expected);
                found += Long.bitCount(expected);
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    /** Blocks are left out, looked back for, and looked through from above, with sparse sets and dense ones. */
    @Test
    void shouldHaveTheSlotsOfUnionsWhereverOneLooks() {
        for (int round = 0; round < 300; round++) {
            final long[] biddable = words();
            final long[] bits = round % 3 == 0 ? null : words();
            final long[] removedBelow = words();
            final long[] expected = new long[WORDS];
            final long[] united = new long[WORDS];
            lower.begin(indexOf(biddable));
            lower.remove(set(removedBelow));
            upper.begin(indexOf(biddable));
            upper.keepUnion(bits);
            for (int i = random.nextInt(4); i > 0; i--) {
                final long[] sparse = new long[WORDS];
                for (int slots = random.nextInt(1 + (random.nextInt(4) == 0 ? 400 : 4)); slots > 0; slots--) {
                    sparse[random.nextInt(WORDS)] |= 1L << random.nextInt(Long.SIZE);
                }
                upper.addToUnion(set(sparse));
                Arrays.setAll(united, at -> united[at] | sparse[at]);
            }
            Arrays.setAll(
                    expected, at -> biddable[at] & ~removedBelow[at] & (united[at] | (bits == null ? 0 : bits[at])));
            for (int look = 0; look < WORDS; look++) {
                final int from = random.nextInt(WORDS);
                int next = from;
                while (next < WORDS && expected[next] == 0) {
                    next++;
                }
                assertThat(Math.min(WORDS, upper.nextWord(from, WORDS))).isEqualTo(next);
                assertThat(upper.word(from)).isEqualTo(expected[from]);
                assertThat(lower.word(from)).isEqualTo(biddable[from] & ~removedBelow[from]);
            }
        }
    }

    private static SlotSet set(final long[] words) {
        final int[] slots = IntStream.range(0, words.length * Long.SIZE)
                .filter(slot -> (words[slot >> 6] & 1L << slot) != 0)
                .toArray();
        return SlotSet.of(slots, words.length);
    }

    @Test
    void shouldSayWhetherAnySlotIsLeft() {
        final long[] biddable = new long[WORDS];
        biddable[WORDS - 1] = 1L << 63;
        lower.begin(indexOf(biddable));
        assertThat(lower.isEmpty()).isFalse();
        lower.keep(new long[WORDS]);
        assertThat(lower.isEmpty()).isTrue();
        lower.begin(CampaignIndex.EMPTY);
        assertThat(lower.isEmpty()).isTrue();
    }

    @Test
    void shouldGrowWithTheIndexAndGiveEachSpareOnce() {
        lower.begin(indexOf(words()));
        final long[] small = lower.spare();
        final long[] biddable = new long[8 * WORDS];
        Arrays.fill(biddable, 5);
        lower.begin(indexOf(biddable));
        final long[] large = lower.spare();
        assertThat(large.length).isGreaterThanOrEqualTo(biddable.length).isGreaterThan(small.length);
        assertThat(lower.spare()).isNotSameAs(large);
        assertThat(lower.word(biddable.length - 1)).isEqualTo(5);
        lower.begin(indexOf(biddable));
        assertThat(lower.spare()).isSameAs(large);
    }

    private long[] someOf(final long[] words) {
        return Arrays.stream(words)
                .map(word -> word & random.nextLong() & random.nextLong())
                .toArray();
    }

    private long[] words() {
        // Few bits each, so that whole blocks are empty now and then.
        final long[] words = new long[WORDS];
        for (int i = random.nextInt(5 * WORDS); i > 0; i--) {
            words[random.nextInt(WORDS)] |= random.nextLong();
        }
        return words;
    }
}
