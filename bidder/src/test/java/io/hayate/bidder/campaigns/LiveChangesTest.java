package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes beside so many campaigns that not all are indexed anew. */
@Tag("jdk25")
class LiveChangesTest extends CampaignsInParts {
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
    void shouldNotWaitForAClockThatIsSetBack() {
        put(1, "v2");
        campaigns.nowMs += SIZES.quietMs();
        work();
        merge();
        campaigns.nowMs -= 3_600_000;
        final CompletableFuture<ApplyReport> many = campaigns.agent.proxy().applyLines(bytes(documents(31, 60)));
        work();
        merge();

        assertThat(many).isCompleted();
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
    void shouldAnswerWhoWaitsForABaseWhenFewCampaignsAreLeft() {
        put(1, "v2");
        campaigns.nowMs += SIZES.quietMs();
        work();
        final CompletableFuture<ChangeOutcome> waiting =
                campaigns.agent.proxy().put(21, bytes(yen(21)), IfMatch.ALWAYS);
        work();
        for (int id = 10; id <= CAMPAIGNS; id++) {
            campaigns.delete(id);
        }
        assertThat(live()).as("all are indexed anew").containsEntry(21L, "yen").hasSize(10);
        merge();
        assertThat(waiting).isDone();
        assertThat(waiting.join().kind()).isEqualTo(ChangeOutcome.Kind.CREATED);
        assertThat(live()).containsEntry(21L, "yen").hasSize(10);
    }

    @Test
    void shouldAnswerWhoWaitsForABaseThatIsMergedTwice() {
        campaigns.rates = dollarsAndYen();
        final CompletableFuture<ChangeOutcome> first = campaigns.agent.proxy().put(21, bytes(yen(21)), IfMatch.ALWAYS);
        work();
        merge();
        assertThat(first).isDone();
        campaigns.delete(21);
        campaigns.nowMs += SIZES.quietMs();
        work();
        // The base that is being merged has one currency, and then there are two.
        campaigns.put(22, yen(22), null);
        final CompletableFuture<ApplyReport> many = campaigns.agent.proxy().applyLines(bytes(documents(31, 60)));
        work();
        merge();
        merge();
        assertThat(many).isDone();
        assertThat(live()).hasSize(CAMPAIGNS + 1 + 30).containsEntry(22L, "yen");
    }

    @Test
    void shouldRetireWhatIsGoneWithTheBaseAfterOneThatFailed() {
        final long retiredBefore = campaigns.agent.counters().get(CampaignCounter.CREATIVES_RETIRED);
        final CompletableFuture<ApplyReport> many = campaigns
                .agent
                .proxy()
                .applyLines(bytes(IntStream.rangeClosed(1, 10)
                        .mapToObj(id -> campaign(id, "v2", 2))
                        .toArray(String[]::new)));
        work();
        final int[] calls = {0};
        campaigns.clock = () -> {
            if (++calls[0] == 2) {
                throw new IllegalStateException("a base that cannot be built");
            }
            return campaigns.nowMs;
        };
        campaigns.agent.merger().doWork();
        work();
        assertThat(many).isCompletedExceptionally();
        assertThat(live()).isEqualTo(v1(1, CAMPAIGNS));
        merge();
        assertThat(live()).containsEntry(10L, "v2").containsEntry(11L, "v1");
        assertThat(campaigns.agent.counters().get(CampaignCounter.CREATIVES_RETIRED) - retiredBefore)
                .isEqualTo(10);
    }

    private static String yen(final long id) {
        return campaign(id, "yen", 1).replace("\"USD\"", "\"JPY\"");
    }

    private CurrencyRates dollarsAndYen() {
        return new CurrencyRates(
                CurrencyCode.of("USD"), campaigns.nowMs, Map.of(CurrencyCode.of("JPY"), 155_200_000_000L));
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

    /** They are drained together. */
    @Test
    void shouldShowASmallChangeBeforeAnUploadThatWaitsForABase() throws Exception {
        final CampaignUpload upload = campaigns.agent.proxy().beginUpload();
        final CompletableFuture<Void> taken = upload.take(bytes(documents(101, 120)));
        work();
        assertThat(taken).isCompleted();
        final CompletableFuture<ApplyReport> uploaded = upload.end();
        final CompletableFuture<ChangeOutcome> put =
                campaigns.agent.proxy().put(1, bytes(campaign(1, "v2", 1)), IfMatch.parse(null));
        work();
        assertThat(put).isCompletedWithValueMatching(outcome -> outcome.kind() == ChangeOutcome.Kind.REPLACED);
        assertThat(live()).hasSize(CAMPAIGNS).containsEntry(1L, "v2");
        assertThat(uploaded).isNotDone();
        merge();
        assertThat(uploaded.join().accepted()).isEqualTo(20);
        assertThat(live()).hasSize(CAMPAIGNS + 20).containsEntry(1L, "v2");
    }

    @Test
    void shouldMergeNowAndThenWhileChangesNeverPause() {
        final CampaignIndex base = parts().get(0);
        final long endMs = campaigns.nowMs + SIZES.steadyMs();
        for (int change = 1; campaigns.nowMs < endMs; change++) {
            put(1, "v" + change);
            merge();
            assertThat(parts().get(0)).isSameAs(base);
            campaigns.nowMs += SIZES.quietMs() - 1;
        }
        put(1, "last");
        work();
        merge();
        assertThat(parts()).hasSize(1).doesNotContain(base);
        assertThat(live()).containsEntry(1L, "last");
        assertThat(campaigns.agent.counters().get(CampaignCounter.MERGED)).isEqualTo(2);
    }

    private List<CampaignIndex> parts() {
        final IndexView view = campaigns.live.current();
        return IntStream.range(0, view.partCount()).mapToObj(view::part).toList();
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
