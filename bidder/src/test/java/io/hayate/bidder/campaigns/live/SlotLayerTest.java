package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
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
                new Campaign[biddable.length * Long.SIZE],
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

    private long[] words() {
        // Few bits each, so that whole blocks are empty now and then.
        final long[] words = new long[WORDS];
        for (int i = random.nextInt(5 * WORDS); i > 0; i--) {
            words[random.nextInt(WORDS)] |= random.nextLong();
        }
        return words;
    }
}
