package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.threads.QueueCounter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jdk25")
class CampaignAgentTest {
    @TempDir
    private Path folder;

    private CampaignAgentFixture campaigns;

    @BeforeEach
    void open() throws Exception {
        campaigns = new CampaignAgentFixture(folder);
        campaigns.open();
    }

    @AfterEach
    void close() throws Exception {
        campaigns.close();
    }

    @Test
    void shouldAcceptGoodLinesAndNameWhatIsWrongWithOthers() {
        final ApplyReport report =
                campaigns.apply(campaign(1, "a", 1), "{\"id\": 2}", "", campaign(3, "c", 2), "nonsense");

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.refused()).extracting(Refusal::line).contains(2, 5).doesNotContain(1, 3, 4);
        assertThat(report.refused()).extracting(Refusal::path).contains("flight", "creatives");
        assertThat(campaigns.all().lines()).hasSize(2);
        assertThat(campaigns.agent.counters().get(CampaignCounter.APPLIED)).isEqualTo(2);
        assertThat(campaigns.agent.counters().get(CampaignCounter.REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldTakeOneDocumentOverSeveralLines() {
        assertThat(campaigns.apply(campaign(1, "a", 1).replace(", ", ",\n  ")).accepted())
                .isEqualTo(1);
        assertThat(campaigns.read(1)).contains("\"name\":\"a\"").contains("\"amount\":2.50");
    }

    @Test
    void shouldPublishOnceForAllThatWaits() {
        final long before = campaigns.agent.counters().get(CampaignCounter.PUBLISHED);
        final CompletableFuture<ApplyReport> first = campaigns.agent.proxy().applyLines(bytes(campaign(1, "a", 1)));
        final CompletableFuture<ApplyReport> second = campaigns.agent.proxy().applyLines(bytes(campaign(2, "b", 1)));

        campaigns.agent.doWork();

        assertThat(first.join().accepted() + second.join().accepted()).isEqualTo(2);
        assertThat(campaigns.agent.counters().get(CampaignCounter.PUBLISHED)).isEqualTo(before + 1);
    }

    @Test
    void shouldKeepACampaignsCurrencyUntilItIsMadeAgain() {
        final String inYen = campaign(1, "a", 1).replace("\"USD\"", "\"JPY\"");
        campaigns.apply(campaign(1, "a", 1));

        assertThat(campaigns.apply(inYen).refused())
                .containsExactly(new Refusal(
                        1, 1L, "budget.currency", "must stay USD; delete the campaign to make it again in another"));
        assertThat(campaigns.delete(1).kind()).isEqualTo(ChangeOutcome.Kind.DELETED);
        assertThat(campaigns.apply(inYen).accepted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseACreativeIdOfAnotherCampaignAlsoWithinOneBatch() {
        final String thief = campaign(2, "b", 1).replace("\"id\": 201", "\"id\": 101");

        final ApplyReport report = campaigns.apply(campaign(1, "a", 1), thief);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused())
                .containsExactly(new Refusal(2, 2L, "creatives[0].id", "is the id of a creative of campaign 1"));
        assertThat(campaigns.delete(1).kind()).isEqualTo(ChangeOutcome.Kind.DELETED);
        assertThat(campaigns.apply(thief).accepted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnotherAdvertisersCreativeButNotItsCampaignsId() {
        campaigns.apply(campaign(1, "a", 1));
        final String thief = campaign(2, "b", 1).replace("\"id\": 201", "\"id\": 101");

        assertThat(campaigns
                        .apply(thief.replace("\"advertiser\": 7", "\"advertiser\": 8"))
                        .refused())
                .containsExactly(new Refusal(1, 2L, "creatives[0].id", "is the id of a creative of campaign 1"));
        assertThat(campaigns
                        .put(1, campaign(1, "a", 1).replace("\"advertiser\": 7", "\"advertiser\": 8"), null)
                        .kind())
                .isEqualTo(ChangeOutcome.Kind.REPLACED);
        assertThat(campaigns.agent.liveCampaign(1).advertiser().id()).isEqualTo(8);
    }

    @Test
    void shouldGiveEachChangeAHigherVersionAndHonourIfMatch() {
        final ChangeOutcome created = campaigns.put(1, campaign(1, "a", 1), null);
        final ChangeOutcome replaced = campaigns.put(1, campaign(1, "b", 1), "\"" + created.version() + "\"");

        assertThat(created.kind()).isEqualTo(ChangeOutcome.Kind.CREATED);
        assertThat(replaced.kind()).isEqualTo(ChangeOutcome.Kind.REPLACED);
        assertThat(replaced.version()).isGreaterThan(created.version());
        assertThat(campaigns
                        .put(1, campaign(1, "c", 1), "\"" + created.version() + "\"")
                        .kind())
                .isEqualTo(ChangeOutcome.Kind.VERSION_DIFFERS);
        assertThat(campaigns.put(2, campaign(2, "c", 1), "*").kind()).isEqualTo(ChangeOutcome.Kind.VERSION_DIFFERS);
        assertThat(campaigns.put(1, campaign(1, "b", 1), null).version()).isEqualTo(replaced.version());
        assertThat(campaigns.read(1)).contains("\"name\":\"b\"");
    }

    @Test
    void shouldRefuseAnotherIdInTheBodyThanInThePath() {
        final ChangeOutcome outcome = campaigns.put(2, campaign(1, "a", 1), null);

        assertThat(outcome.kind()).isEqualTo(ChangeOutcome.Kind.REFUSED);
        assertThat(outcome.refused()).extracting(Refusal::path).containsExactly("id");
    }

    @Test
    void shouldKeepTheVersionOfACreativeThatDidNotChange() {
        campaigns.put(1, campaign(1, "a", 2), null);
        final String changed = campaign(1, "a", 2).replace("a</a>\"}]", "z</a>\"}]");

        campaigns.put(1, changed, null);

        assertThat(campaigns.readCreative(1)).isEqualTo("101 <a href=\"${CLICK_URL}\">a</a>");
        assertThat(campaigns.readCreative(2)).isEqualTo("missing");
        assertThat(campaigns.readCreative(3)).isEqualTo("102 <a href=\"${CLICK_URL}\">z</a>");
    }

    @Test
    void shouldReportProgressLineByLine() {
        final List<Integer> reports = new ArrayList<>();
        campaigns.agent.reportTo(() -> reports.add(1));

        campaigns.apply("{}", "nonsense", campaign(1, "a", 1), "{}");

        assertThat(reports).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldRefuseANumberThatCannotBeHeldAndTakeTheOtherLines() {
        final ApplyReport report = campaigns.apply("{\"id\": 1e99999999999999999999}", campaign(1, "a", 1));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(1);
            assertThat(refusal.reason()).contains("exponent");
        });
    }

    @Test
    void shouldGiveOutAnOrdinalAnewOnlyBehindTheLedger() throws Exception {
        campaigns.ledgerReleasedVersion = -1;
        campaigns.apply(campaign(1, "a", 1), campaign(2, "b", 1));
        campaigns.delete(1);
        campaigns.apply(campaign(3, "c", 1));

        campaigns.ledgerReleasedVersion = Long.MAX_VALUE;
        campaigns.agent.doWork();
        campaigns.apply(campaign(4, "d", 1));

        assertThat(campaigns.agent.liveCampaign(2).ordinal()).isEqualTo(1);
        assertThat(campaigns.agent.liveCampaign(3).ordinal()).isEqualTo(2);
        assertThat(campaigns.agent.liveCampaign(4).ordinal()).isEqualTo(0);
        campaigns.restartUncleanly();
        assertThat(campaigns.agent.liveCampaign(2).ordinal()).isEqualTo(1);
        assertThat(campaigns.agent.liveCampaign(3).ordinal()).isEqualTo(2);
        assertThat(campaigns.agent.liveCampaign(4).ordinal()).isEqualTo(0);
    }

    @Test
    void shouldApplyOnlyLinesOfTheStartFileThatDiffer() throws Exception {
        assertThat(campaigns.applyFile(false, campaign(1, "a", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(2, 0, List.of()));
        campaigns.put(1, campaign(1, "edited", 1), null);
        campaigns.delete(2);
        campaigns.restartUncleanly();

        assertThat(campaigns.applyFile(false, campaign(1, "a", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(0, 2, List.of()));
        assertThat(campaigns.read(1)).contains("edited");
        assertThat(campaigns.read(2)).isEqualTo("none");

        assertThat(campaigns.applyFile(false, campaign(1, "new", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(1, 1, List.of()));
        assertThat(campaigns.read(1)).contains("new");
        assertThat(campaigns
                        .applyFile(true, campaign(1, "new", 1), campaign(2, "b", 1))
                        .accepted())
                .isEqualTo(2);
        assertThat(campaigns.read(2)).contains("\"name\":\"b\"");
    }

    @Test
    void shouldRefuseTheSameCampaignTwiceInAStartFile() throws Exception {
        final ApplyReport report = campaigns.applyFile(false, campaign(1, "a", 1), campaign(1, "b", 1));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused())
                .containsExactly(new Refusal(2, 1L, "id", "is that of the campaign in line 1 already"));
    }

    @Test
    void shouldFailTheCallForAStartFileThatIsNotThere() {
        final CompletableFuture<ApplyReport> answer =
                campaigns.agent.proxy().applyStartFile(folder.resolve("absent.ndjson"), false);

        campaigns.agent.doWork();

        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void shouldWorkOutAnewWhoMayBidAtEachEdgeOnly() {
        final String flight = "{\"start\": \"2026-11-01T00:00:00Z\", \"end\": \"2100-01-01T00:00:00Z\"}";
        campaigns.apply(campaign(1, "a", 1).replace("{\"start\": \"2026-11-01T00:00:00Z\"}", flight));
        final long endMs = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

        campaigns.nowMs = endMs - 1;
        assertThat(campaigns.agent.doWork()).isZero();
        campaigns.nowMs = endMs;
        assertThat(campaigns.agent.doWork()).isEqualTo(1);

        assertThat(campaigns.agent.doWork()).isZero();
        assertThat(campaigns.agent.counters().get(CampaignCounter.REFRESHED)).isEqualTo(1);
    }

    @Test
    void shouldTurnCallsAwayWhenTheQueueIsFull() {
        for (int i = 0; i < CampaignAgentProxy.MAX_WAITING; i++) {
            assertThat(campaigns.agent.proxy().campaign(1)).isNotCompletedExceptionally();
        }

        assertThat(campaigns.agent.proxy().campaign(1)).isCompletedExceptionally();
        assertThat(campaigns.agent.proxy().counters().get(QueueCounter.TURNED_AWAY))
                .isEqualTo(1);
    }
}
