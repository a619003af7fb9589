package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns that come piece by piece. */
class CampaignUploadTest {
    private static final int PIECE_BYTES = 700;

    @TempDir
    private Path folder;

    private long nowMs = 1_793_800_000_000L;
    private LiveIndex live;
    private DataDirectory directory;
    private CampaignAgent agent;

    @BeforeEach
    void open() throws Exception {
        open(UploadLimits.DEFAULT);
    }

    private void reopen(final UploadLimits uploads) throws Exception {
        close();
        open(uploads);
    }

    private void open(final UploadLimits uploads) throws Exception {
        directory = DataDirectory.open(folder.resolve("data"));
        live = new LiveIndex(1);
        agent = CampaignAgent.open(
                directory,
                new CampaignAgentLimits(2_000, 2_000, DocumentLimits.DEFAULT, uploads),
                live,
                () -> Long.MAX_VALUE,
                () -> CurrencyRates.NONE,
                IndexSizes.DEFAULT,
                () -> nowMs,
                CampaignDocuments::encode);
    }

    @AfterEach
    void close() throws Exception {
        agent.onClose();
        directory.close();
    }

    private CampaignUpload upload(final byte[] body) {
        final CampaignUpload upload = agent.proxy().beginUpload();
        for (int from = 0; from < body.length; from += PIECE_BYTES) {
            assertThat(take(upload, Arrays.copyOfRange(body, from, Math.min(body.length, from + PIECE_BYTES))))
                    .isCompleted();
        }
        return upload;
    }

    private CompletableFuture<Void> take(final CampaignUpload upload, final byte[] piece) {
        final CompletableFuture<Void> taken = upload.take(piece);
        assertThat(taken).isNotDone();
        agent.doWork();
        assertThat(taken).isDone();
        return taken;
    }

    private ApplyReport end(final CampaignUpload upload) {
        final CompletableFuture<ApplyReport> report = upload.end();
        agent.doWork();
        return report.join();
    }

    private int slots() {
        return live.current().campaignCount();
    }

    private List<Path> files() throws Exception {
        try (var files = Files.list(directory.campaigns().resolve("uploads"))) {
            return files.toList();
        }
    }

    @Test
    void shouldApplyAllPiecesTogether() throws Exception {
        final List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 1_200; id++) {
            lines.add(id % 400 == 0 ? "{\"id\": " + id + "}" : campaign(id, "n" + id + "x".repeat(200), 1));
        }
        final byte[] body = bytes(lines.toArray(String[]::new));
        final CampaignUpload upload = upload(body);

        assertThat(slots()).isZero();
        assertThat(files()).hasSize(1);
        final long versionBefore = live.current().version();
        final ApplyReport report = end(upload);

        assertThat(report.accepted()).isEqualTo(1_197);
        assertThat(report.refused()).extracting(Refusal::line).contains(400, 800, 1_200);
        assertThat(slots()).isEqualTo(1_197);
        assertThat(live.current().version()).isEqualTo(versionBefore + 1);
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldTakeOneDocumentOverSeveralLines() {
        assertThat(end(upload(bytes(campaign(1, "a", 1).replace(", ", ",\n")))).accepted())
                .isEqualTo(1);
        assertThat(end(agent.proxy().beginUpload()).accepted()).isZero();
    }

    @Test
    void shouldLeaveOtherChangesTheirTurnWhileItComes() {
        final CampaignUpload upload = upload(bytes(campaign(1, "a", 1)));
        final CompletableFuture<ApplyReport> other = agent.proxy().applyLines(bytes(campaign(2, "b", 1)));
        agent.doWork();

        assertThat(other.join().accepted()).isEqualTo(1);
        assertThat(slots()).isEqualTo(1);
        assertThat(end(upload).accepted()).isEqualTo(1);
        assertThat(slots()).isEqualTo(2);
    }

    @Test
    void shouldForgetWhatWasNotWhole() throws Exception {
        upload(bytes(campaign(1, "a", 1))).cancel();
        agent.doWork();

        assertThat(files()).isEmpty();
        assertThat(slots()).isZero();
    }

    @Test
    void shouldForgetAtStartWhatAnUncleanEndLeft() throws Exception {
        Files.write(directory.campaigns().resolve("uploads").resolve("1.ndjson"), bytes(campaign(1, "a", 1)));

        close();
        open();

        assertThat(files()).isEmpty();
        assertThat(slots()).isZero();
    }

    @Test
    void shouldRefuseOneThatIsTooLongAndForgetIt() throws Exception {
        reopen(new UploadLimits(1_000, 8));
        final CampaignUpload upload = agent.proxy().beginUpload();

        assertThat(take(upload, new byte[999])).isCompleted();
        assertThat(take(upload, new byte[2]))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("larger than 1000 bytes (max-upload-bytes)");
        assertThat(files()).isEmpty();
        assertThat(agent.counters().get(CampaignCounter.UPLOADS_TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void shouldTurnOneAwayWhileThereAreAsManyAsAllowed() throws Exception {
        final List<CampaignUpload> under = new ArrayList<>();
        for (int i = 0; i < UploadLimits.DEFAULT.maxUploads(); i++) {
            under.add(upload(bytes(campaign(1 + i, "a", 1))));
        }
        final CampaignUpload ninth = agent.proxy().beginUpload();

        assertThat(take(ninth, new byte[1]))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("8 (max-uploads)");
        assertThat(agent.counters().get(CampaignCounter.UPLOADS_TURNED_AWAY)).isEqualTo(1);
        assertThat(files()).hasSize(8);

        end(under.get(0));
        assertThat(take(ninth, new byte[1])).as("it lacks a piece").isCompletedExceptionally();
        assertThat(take(agent.proxy().beginUpload(), new byte[1])).isCompleted();
        under.subList(1, 8).forEach(each -> assertThat(end(each).accepted()).isEqualTo(1));
        assertThat(slots()).isEqualTo(8);
    }

    @Test
    void shouldGiveThePlaceOfOneThatStalledToOneThatComes() throws Exception {
        final List<CampaignUpload> stalled = new ArrayList<>();
        for (int i = 0; i < UploadLimits.DEFAULT.maxUploads(); i++) {
            stalled.add(upload(bytes(campaign(1 + i, "a", 1))));
        }
        nowMs += CampaignUploads.STALLED_MS - 1;
        assertThat(take(stalled.get(0), bytes("\n"))).isCompleted();
        assertThat(take(agent.proxy().beginUpload(), new byte[1])).isCompletedExceptionally();
        nowMs++;

        assertThat(end(upload(bytes(campaign(20, "b", 1)))).accepted()).isEqualTo(1);

        assertThat(take(stalled.get(1), new byte[1])).isCompletedExceptionally();
        final CompletableFuture<ApplyReport> ended = stalled.get(1).end();
        agent.doWork();
        assertThat(ended).isCompletedExceptionally();
        assertThat(end(stalled.get(0)).accepted()).isEqualTo(1);
        assertThat(slots()).isEqualTo(2);
    }

    @Test
    void shouldHearTheKillSwitchWhileALongOneIsApplied() {
        final List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 3 * ChangeBatch.CHANGES_PER_LOOK; id++) {
            lines.add(campaign(id, "a", 1));
        }
        final CompletableFuture<ApplyReport> report =
                upload(bytes(lines.toArray(String[]::new))).end();
        final CompletableFuture<SwitchOutcome> switched =
                agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.ALL, "", false));
        final List<Boolean> seen = new ArrayList<>();
        agent.reportTo(() -> seen.add(live.switches().allOff()));

        agent.doWork();

        assertThat(report.join().accepted()).isEqualTo(lines.size());
        assertThat(switched).isDone();
        assertThat(seen).contains(true);
    }

    @Test
    void shouldLeaveOffTheRestWhenTheBidderEnds() throws Exception {
        final List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 1_200; id++) {
            lines.add(campaign(id, "n".repeat(200), 1));
        }
        final CampaignUpload upload = upload(bytes(lines.toArray(String[]::new)));
        final int[] begun = {0};
        agent.reportTo(() -> {
            if (++begun[0] == 700) {
                agent.onEnding();
            }
        });

        final CompletableFuture<ApplyReport> report = upload.end();
        agent.doWork();

        assertThat(report).isCompletedExceptionally();
        close();
        assertThat(directory.campaigns().resolve("clean")).exists();
        open();
        assertThat(slots()).isEqualTo(700);
    }
}
