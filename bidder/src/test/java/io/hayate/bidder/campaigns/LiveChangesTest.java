package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes beside so many campaigns that not all are indexed anew: sizes are small here, what happens is the same. */
@Tag("jdk25")
class LiveChangesTest {
    private static final int CAMPAIGNS = 20;
    private static final IndexSizes SIZES = new IndexSizes(10, 3, 6, 1_000);

    @TempDir
    private Path folder;

    private CampaignAgentFixture campaigns;

    @BeforeEach
    void open() throws Exception {
        campaigns = new CampaignAgentFixture(folder);
        campaigns.open(new CampaignAgentLimits(200, 1_000), SIZES);
        final CompletableFuture<ApplyReport> answer =
                campaigns.agent.proxy().applyLines(bytes(documents(1, CAMPAIGNS)));
        work();
        assertThat(answer).as("waits for a base").isNotDone();
        assertThat(live()).isEmpty();
        merge();
        assertThat(answer.join().accepted()).isEqualTo(CAMPAIGNS);
    }

    @AfterEach
    void close() throws Exception {
        campaigns.close();
    }

    private static String[] documents(final int from, final int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> campaign(id, "v1", 1))
                .toArray(String[]::new);
    }

    private void work() {
        while (campaigns.agent.doWork() > 0) {}
    }

    private void merge() {
        campaigns.agent.merger().doWork();
        work();
    }

    private void put(final long id, final String name) {
        campaigns.put(id, campaign(id, name, 1), null);
    }

    /** What can be bid with: names by id. A campaign that is there twice is an error. */
    private Map<Long, String> live() {
        final IndexView view = campaigns.live.current();
        final Map<Long, String> names = new TreeMap<>();
        for (int part = 0; part < view.partCount(); part++) {
            final CampaignIndex index = view.part(part);
            for (int slot = 0; slot < index.slotCount(); slot++) {
                final long[] gone = view.gone(part);
                if (gone.length == 0 || (gone[slot >> 6] & 1L << slot) == 0) {
                    assertThat(names.put(
                                    index.campaign(slot).id(),
                                    index.campaign(slot).name()))
                            .isNull();
                }
            }
        }
        assertThat(view.campaignCount()).isEqualTo(names.size());
        return names;
    }

    private static Map<Long, String> v1(final int from, final int to) {
        final Map<Long, String> names = new TreeMap<>();
        IntStream.rangeClosed(from, to).forEach(id -> names.put((long) id, "v1"));
        return names;
    }

    @Test
    void shouldShowAChangeAtOnceWithoutIndexingTheOthersAnew() {
        final CampaignIndex base = campaigns.live.current().part(0);
        assertThat(live()).isEqualTo(v1(1, CAMPAIGNS));

        put(7, "v2");
        put(21, "new");
        campaigns.delete(3);

        final Map<Long, String> expected = v1(1, CAMPAIGNS);
        expected.put(7L, "v2");
        expected.put(21L, "new");
        expected.remove(3L);
        assertThat(live()).isEqualTo(expected);
        assertThat(campaigns.live.current().part(0)).isSameAs(base);
        assertThat(campaigns.live.current().partCount()).isEqualTo(2);
    }

    @Test
    void shouldKeepChangesInTwoPartsUntilTheyAreMerged() {
        final Map<Long, String> expected = v1(1, CAMPAIGNS);
        for (long id = 1; id <= 5; id++) {
            put(id, "v2");
            expected.put(id, "v2");
            assertThat(live()).isEqualTo(expected);
        }
        assertThat(campaigns.live.current().partCount()).isEqualTo(3);

        campaigns.nowMs += SIZES.quietMs();
        work();
        merge();
        assertThat(campaigns.live.current().partCount()).isEqualTo(1);
        assertThat(live()).isEqualTo(expected);
    }

    @Test
    void shouldKeepWhatChangesDuringAMerge() {
        put(1, "v2");
        campaigns.nowMs += SIZES.quietMs();
        work();
        put(1, "v3");
        put(2, "v3");
        campaigns.delete(4);
        put(4, "made again");
        campaigns.delete(5);
        campaigns.agent.merger().doWork();
        put(6, "v3");
        work();

        final Map<Long, String> expected = v1(1, CAMPAIGNS);
        expected.putAll(Map.of(1L, "v3", 2L, "v3", 4L, "made again", 6L, "v3"));
        expected.remove(5L);
        assertThat(live()).isEqualTo(expected);
        campaigns.nowMs += SIZES.quietMs();
        work();
        merge();
        assertThat(campaigns.live.current().partCount()).isEqualTo(1);
        assertThat(live()).isEqualTo(expected);
    }

    @Test
    void shouldShowManyChangesTogetherAndSmallOnesMeanwhile() {
        final CompletableFuture<ApplyReport> many = campaigns.agent.proxy().applyLines(bytes(documents(31, 60)));
        work();
        put(1, "v2");
        put(31, "v2");

        final Map<Long, String> meanwhile = v1(1, CAMPAIGNS);
        meanwhile.put(1L, "v2");
        meanwhile.put(31L, "v2");
        assertThat(live()).isEqualTo(meanwhile);
        assertThat(many).isNotDone();

        merge();
        assertThat(many.join().accepted()).isEqualTo(30);
        final Map<Long, String> expected = v1(1, CAMPAIGNS);
        expected.putAll(v1(31, 60));
        expected.put(1L, "v2");
        expected.put(31L, "v2");
        assertThat(live()).isEqualTo(expected);
    }

    @Test
    void shouldNotMixCurrenciesInOnePartBesideAnotherWithoutPuttingAllInOrder() {
        campaigns.rates = new CurrencyRates(
                CurrencyCode.of("USD"), campaigns.nowMs, Map.of(CurrencyCode.of("JPY"), 155_200_000_000L));
        work();
        merge();
        final String yen = campaign(21, "yen", 1).replace("\"USD\"", "\"JPY\"");
        final CompletableFuture<ChangeOutcome> answer = campaigns.agent.proxy().put(21, bytes(yen), IfMatch.ALWAYS);
        work();
        assertThat(answer).as("waits for a base in which all can be compared").isNotDone();
        merge();
        assertThat(answer.join().kind()).isEqualTo(ChangeOutcome.Kind.CREATED);
        assertThat(live()).containsEntry(21L, "yen");
        assertThat(campaigns.live.current().currencies().currencies()).hasSize(2);

        put(22, "dollar");
        assertThat(live()).containsEntry(22L, "dollar");
        assertThat(campaigns.live.current().partCount()).isEqualTo(2);
    }

    @Test
    void shouldSwitchOffWithoutABuildAndWhileOneIsUnderWay() {
        put(1, "v2");
        campaigns.nowMs += SIZES.quietMs();
        work();
        final List<CampaignIndex> parts = parts();
        campaigns.done(campaigns
                .agent
                .proxy()
                .switchBidding(new SwitchChange(SwitchChange.Scope.CAMPAIGN, "1", /* bidding= */ false)));
        assertThat(parts()).isEqualTo(parts);
        assertThat(biddable()).isEqualTo(CAMPAIGNS - 1);
        merge();
        assertThat(parts()).hasSize(1);
        assertThat(biddable()).isEqualTo(CAMPAIGNS - 1);
    }

    private List<CampaignIndex> parts() {
        final IndexView view = campaigns.live.current();
        return IntStream.range(0, view.partCount()).mapToObj(view::part).toList();
    }

    private int biddable() {
        final IndexView view = campaigns.live.current();
        int count = 0;
        for (int part = 0; part < view.partCount(); part++) {
            final long[] slots = new long[view.part(part).wordCount()];
            view.part(part).copyBiddable(slots, 0, slots.length);
            for (int word = 0; word < slots.length; word++) {
                count +=
                        Long.bitCount(view.gone(part).length == 0 ? slots[word] : slots[word] & ~view.gone(part)[word]);
            }
        }
        return count;
    }

    @Test
    void shouldBringBackWhatWasChangedAfterARestartBeforeAMerge() throws Exception {
        put(1, "v2");
        campaigns.delete(2);
        campaigns.close();
        campaigns.open(new CampaignAgentLimits(200, 1_000), SIZES);
        final Map<Long, String> expected = v1(1, CAMPAIGNS);
        expected.put(1L, "v2");
        expected.remove(2L);
        assertThat(live()).isEqualTo(expected);
    }
}
