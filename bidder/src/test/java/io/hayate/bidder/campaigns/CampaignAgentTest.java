package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.catalog.CreativeMap;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.threads.QueueCounter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jdk25")
class CampaignAgentTest {
    private static final long NOW_MS = 1_793_800_000_000L;

    @TempDir
    private Path folder;

    private final LiveIndex live = new LiveIndex(1);
    private long nowMs = NOW_MS;
    private long ledgerReleasedVersion = Long.MAX_VALUE;
    private DataDirectory directory;
    private CurrencyRates rates = CurrencyRates.NONE;
    private CampaignAgent agent;

    @BeforeEach
    void open() throws Exception {
        open(new CampaignAgentLimits(100, 500));
    }

    private void open(final CampaignAgentLimits limits) throws Exception {
        directory = DataDirectory.open(folder.resolve("data"));
        agent = CampaignAgent.open(
                directory,
                limits,
                live,
                () -> ledgerReleasedVersion,
                () -> rates,
                IndexSizes.DEFAULT,
                () -> nowMs,
                CampaignDocuments::encode);
    }

    @AfterEach
    void close() throws Exception {
        agent.onClose();
        directory.close();
    }

    private void restart() throws Exception {
        close();
        open();
    }

    /** As after kill -9: nothing is closed in order, so the next start finds no mark. */
    private void restartUncleanly() throws Exception {
        close();
        Files.delete(directory.campaigns().resolve("clean"));
        open();
    }

    private <T> T done(final CompletableFuture<T> answer) {
        assertThat(answer).isNotDone();
        while (agent.doWork() > 0) {}
        assertThat(answer).isDone();
        return answer.join();
    }

    private ApplyReport apply(final String... lines) {
        return done(agent.proxy().applyLines(bytes(lines)));
    }

    private ChangeOutcome put(final long id, final String document, final String ifMatch) {
        return done(agent.proxy().put(id, bytes(document), IfMatch.parse(ifMatch)));
    }

    private ChangeOutcome delete(final long id) {
        return done(agent.proxy().delete(id, IfMatch.ALWAYS));
    }

    private String read(final long id) {
        return done(agent.proxy().campaign(id))
                .map(campaign -> new String(campaign.json(), StandardCharsets.UTF_8))
                .orElse("none");
    }

    private String all() {
        return new String(done(agent.proxy().campaigns()), StandardCharsets.UTF_8);
    }

    private ApplyReport applyFile(final boolean force, final String... lines) throws Exception {
        final Path file = folder.resolve("campaigns.ndjson");
        Files.write(file, bytes(lines));
        return done(agent.proxy().applyStartFile(file, force));
    }

    @Test
    void shouldAcceptGoodLinesAndNameWhatIsWrongWithOthers() {
        final ApplyReport report = apply(campaign(1, "a", 1), "{\"id\": 2}", "", campaign(3, "c", 2), "nonsense");

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.refused()).extracting(Refusal::line).contains(2, 5).doesNotContain(1, 3, 4);
        assertThat(report.refused()).extracting(Refusal::path).contains("flight", "creatives");
        assertThat(all().lines()).hasSize(2);
        assertThat(agent.counters().get(CampaignCounter.APPLIED)).isEqualTo(2);
        assertThat(agent.counters().get(CampaignCounter.REFUSED)).isEqualTo(2);
    }

    @Test
    void shouldTakeOneDocumentOverSeveralLines() {
        assertThat(apply(campaign(1, "a", 1).replace(", ", ",\n  ")).accepted()).isEqualTo(1);
        assertThat(read(1)).contains("\"name\":\"a\"").contains("\"amount\":2.50");
    }

    @Test
    void shouldPublishOnceForAllThatWaits() {
        final long before = agent.counters().get(CampaignCounter.PUBLISHED);
        final CompletableFuture<ApplyReport> first = agent.proxy().applyLines(bytes(campaign(1, "a", 1)));
        final CompletableFuture<ApplyReport> second = agent.proxy().applyLines(bytes(campaign(2, "b", 1)));

        agent.doWork();

        assertThat(first.join().accepted() + second.join().accepted()).isEqualTo(2);
        assertThat(agent.counters().get(CampaignCounter.PUBLISHED)).isEqualTo(before + 1);
    }

    @Test
    void shouldKeepACampaignsCurrencyUntilItIsMadeAgain() {
        final String inYen = campaign(1, "a", 1).replace("\"USD\"", "\"JPY\"");
        apply(campaign(1, "a", 1));

        assertThat(apply(inYen).refused())
                .containsExactly(new Refusal(
                        1, 1L, "budget.currency", "must stay USD; delete the campaign to make it again in another"));
        assertThat(delete(1).kind()).isEqualTo(ChangeOutcome.Kind.DELETED);
        assertThat(apply(inYen).accepted()).isEqualTo(1);
    }

    @Test
    void shouldRefuseACreativeIdOfAnotherCampaignAlsoWithinOneBatch() {
        final String thief = campaign(2, "b", 1).replace("\"id\": 201", "\"id\": 101");

        final ApplyReport report = apply(campaign(1, "a", 1), thief);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused())
                .containsExactly(new Refusal(2, 2L, "creatives[0].id", "is the id of a creative of campaign 1"));
        assertThat(delete(1).kind()).isEqualTo(ChangeOutcome.Kind.DELETED);
        assertThat(apply(thief).accepted()).isEqualTo(1);
    }

    @Test
    void shouldGiveEachChangeAHigherVersionAndHonourIfMatch() {
        final ChangeOutcome created = put(1, campaign(1, "a", 1), null);
        final ChangeOutcome replaced = put(1, campaign(1, "b", 1), "\"" + created.version() + "\"");

        assertThat(created.kind()).isEqualTo(ChangeOutcome.Kind.CREATED);
        assertThat(replaced.kind()).isEqualTo(ChangeOutcome.Kind.REPLACED);
        assertThat(replaced.version()).isGreaterThan(created.version());
        assertThat(put(1, campaign(1, "c", 1), "\"" + created.version() + "\"").kind())
                .isEqualTo(ChangeOutcome.Kind.VERSION_DIFFERS);
        assertThat(put(2, campaign(2, "c", 1), "*").kind()).isEqualTo(ChangeOutcome.Kind.VERSION_DIFFERS);
        assertThat(put(1, campaign(1, "b", 1), null).version()).isEqualTo(replaced.version());
        assertThat(read(1)).contains("\"name\":\"b\"");
    }

    @Test
    void shouldRefuseAnotherIdInTheBodyThanInThePath() {
        final ChangeOutcome outcome = put(2, campaign(1, "a", 1), null);

        assertThat(outcome.kind()).isEqualTo(ChangeOutcome.Kind.REFUSED);
        assertThat(outcome.refused()).extracting(Refusal::path).containsExactly("id");
    }

    @Test
    void shouldNotReuseAVersionAfterDeletionAndReCreation() throws Exception {
        final long version = put(1, campaign(1, "a", 1), null).version();
        delete(1);
        restartUncleanly();

        assertThat(delete(1).kind()).isEqualTo(ChangeOutcome.Kind.NOT_FOUND);
        assertThat(put(1, campaign(1, "a", 1), null).version()).isGreaterThan(version);
    }

    @Test
    void shouldKeepTheVersionOfACreativeThatDidNotChange() {
        put(1, campaign(1, "a", 2), null);
        final String changed = campaign(1, "a", 2).replace("a</a>\"}]", "z</a>\"}]");

        put(1, changed, null);

        final CreativeMap creatives = agent.creatives();
        assertThat(readCreative(creatives, 1)).isEqualTo("101 <a href=\"${CLICK_URL}\">a</a>");
        assertThat(readCreative(creatives, 2)).isEqualTo("missing");
        assertThat(readCreative(creatives, 3)).isEqualTo("102 <a href=\"${CLICK_URL}\">z</a>");
    }

    private static String readCreative(final CreativeMap creatives, final long version) {
        final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        final int length = creatives.newReader().read(version, into);
        return length == CreativeSource.MISSING ? "missing" : new String(into, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void shouldBeThereAgainAfterARestart() throws Exception {
        apply(campaign(1, "a", 2), campaign(2, "b", 1));
        delete(2);
        final String before = all();

        restart();
        assertThat(all()).isEqualTo(before);
        restartUncleanly();

        assertThat(all()).isEqualTo(before);
        assertThat(readCreative(agent.creatives(), 1)).isEqualTo("101 <a href=\"${CLICK_URL}\">a</a>");
        assertThat(apply(campaign(3, "c", 1).replace("301", "101")).refused()).hasSize(1);
    }

    @Test
    void shouldCutATornRecordAndKeepTheRest() throws Exception {
        apply(campaign(1, "a", 2));
        apply(campaign(2, "b", 1));
        close();
        Files.delete(directory.campaigns().resolve("clean"));
        try (Stream<Path> segments = Files.list(directory.campaigns().resolve("changes"));
                RandomAccessFile last =
                        new RandomAccessFile(segments.toList().get(0).toFile(), "rw")) {
            last.setLength(last.length() - 3);
        }

        open();

        assertThat(all().lines()).hasSize(1);
        assertThat(apply(campaign(2, "again", 1)).accepted()).isEqualTo(1);
        restartUncleanly();
        assertThat(read(2)).contains("again");
    }

    @Test
    void shouldNotStartEmptyWhereTheChangeLogIsGone() throws Exception {
        apply(campaign(1, "a", 1));
        final String before = all();
        close();
        final Path changes = directory.campaigns().resolve("changes");
        final Path aside = folder.resolve("aside");
        Files.move(changes, aside);

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("holds no change log");
        directory.close();
        Files.createDirectories(changes);
        Files.write(changes.resolve("00000000000000000000.log"), new byte[0]);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("ends at 0, but reached");
        directory.close();

        Files.delete(changes.resolve("00000000000000000000.log"));
        Files.delete(changes);
        Files.move(aside, changes);
        open();
        assertThat(all()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void shouldReportProgressLineByLine() {
        final List<Integer> reports = new ArrayList<>();
        agent.reportTo(() -> reports.add(1));

        apply("{}", "nonsense", campaign(1, "a", 1), "{}");

        assertThat(reports).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldRefuseANumberThatCannotBeHeldAndTakeTheOtherLines() {
        final ApplyReport report = apply("{\"id\": 1e99999999999999999999}", campaign(1, "a", 1));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(1);
            assertThat(refusal.reason()).contains("exponent");
        });
    }

    @Test
    void shouldRebuildMapsFromCheckpointAndTail() throws Exception {
        close();
        open(new CampaignAgentLimits(100, 500, 4096, 8192));
        for (int i = 0; i < 100; i++) {
            apply(campaign(1 + i % 7, "name " + i, 2));
        }
        delete(3);
        final String before = all();

        restartUncleanly();

        assertThat(all()).isEqualTo(before);
        assertThat(directory.campaigns().resolve("changes.checkpoint")).exists();
        try (Stream<Path> segments = Files.list(directory.campaigns().resolve("changes"))) {
            assertThat(segments.count()).isLessThan(6);
        }
    }

    @Test
    void shouldMakeMapsLargerBeforeTheyAreFull() throws Exception {
        close();
        open(new CampaignAgentLimits(8, 8));

        for (int i = 1; i <= 100; i++) {
            assertThat(apply(campaign(i, "x".repeat(200), 5)).accepted()).isEqualTo(1);
        }

        assertThat(all().lines()).hasSize(100);
        restart();
        assertThat(all().lines()).hasSize(100);
        assertThat(readCreative(agent.creatives(), 500)).startsWith("10005 ");
    }

    @Test
    void shouldGiveOutAnOrdinalAnewOnlyBehindTheLedger() throws Exception {
        ledgerReleasedVersion = -1;
        apply(campaign(1, "a", 1), campaign(2, "b", 1));
        delete(1);
        apply(campaign(3, "c", 1));

        ledgerReleasedVersion = Long.MAX_VALUE;
        agent.doWork();
        apply(campaign(4, "d", 1));

        assertThat(agent.liveCampaign(2).ordinal()).isEqualTo(1);
        assertThat(agent.liveCampaign(3).ordinal()).isEqualTo(2);
        assertThat(agent.liveCampaign(4).ordinal()).isEqualTo(0);
        restartUncleanly();
        assertThat(agent.liveCampaign(2).ordinal()).isEqualTo(1);
        assertThat(agent.liveCampaign(3).ordinal()).isEqualTo(2);
        assertThat(agent.liveCampaign(4).ordinal()).isEqualTo(0);
    }

    @Test
    void shouldApplyOnlyLinesOfTheStartFileThatDiffer() throws Exception {
        assertThat(applyFile(false, campaign(1, "a", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(2, 0, List.of()));
        put(1, campaign(1, "edited", 1), null);
        delete(2);
        restartUncleanly();

        assertThat(applyFile(false, campaign(1, "a", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(0, 2, List.of()));
        assertThat(read(1)).contains("edited");
        assertThat(read(2)).isEqualTo("none");

        assertThat(applyFile(false, campaign(1, "new", 1), campaign(2, "b", 1)))
                .isEqualTo(new ApplyReport(1, 1, List.of()));
        assertThat(read(1)).contains("new");
        assertThat(applyFile(true, campaign(1, "new", 1), campaign(2, "b", 1)).accepted())
                .isEqualTo(2);
        assertThat(read(2)).contains("\"name\":\"b\"");
    }

    @Test
    void shouldRefuseTheSameCampaignTwiceInAStartFile() throws Exception {
        final ApplyReport report = applyFile(false, campaign(1, "a", 1), campaign(1, "b", 1));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused())
                .containsExactly(new Refusal(2, 1L, "id", "is that of the campaign in line 1 already"));
    }

    @Test
    void shouldFailTheCallForAStartFileThatIsNotThere() {
        final CompletableFuture<ApplyReport> answer =
                agent.proxy().applyStartFile(folder.resolve("absent.ndjson"), false);

        agent.doWork();

        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void shouldRememberSwitches() throws Exception {
        done(agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.EXCHANGE, "demo", false)));
        done(agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.CAMPAIGN, "7", false)));
        final SwitchOutcome outcome =
                done(agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.CAMPAIGN, "7", true)));
        assertThat(outcome.durable()).isTrue();

        restart();
        assertThat(live.switches().exchangesOff()).containsExactly("demo");
        restartUncleanly();

        assertThat(live.switches().exchangesOff()).containsExactly("demo");
        assertThat(live.switches().campaignsOff()).isEmpty();
    }

    @Test
    void shouldWorkOutAnewWhoMayBidAtEachEdgeOnly() {
        final String flight = "{\"start\": \"2026-11-01T00:00:00Z\", \"end\": \"2100-01-01T00:00:00Z\"}";
        apply(campaign(1, "a", 1).replace("{\"start\": \"2026-11-01T00:00:00Z\"}", flight));
        final long endMs = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

        nowMs = endMs - 1;
        assertThat(agent.doWork()).isZero();
        nowMs = endMs;
        assertThat(agent.doWork()).isEqualTo(1);

        assertThat(agent.doWork()).isZero();
        assertThat(agent.counters().get(CampaignCounter.REFRESHED)).isEqualTo(1);
    }

    @Test
    void shouldTurnCallsAwayWhenTheQueueIsFull() {
        for (int i = 0; i < CampaignAgentProxy.MAX_WAITING; i++) {
            assertThat(agent.proxy().campaign(1)).isNotCompletedExceptionally();
        }

        assertThat(agent.proxy().campaign(1)).isCompletedExceptionally();
        assertThat(agent.proxy().counters().get(QueueCounter.TURNED_AWAY)).isEqualTo(1);
    }
}
