package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running bidder does when it is told to end. */
@Tag("jdk25")
class SignalTest {
    private static final long SIGINT_BIT = 1 << 1;
    private static final int CONNECTIONS = 4;
    private static final int ANSWERS_BEFORE = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerEveryRequestOfADrain() throws Exception {
        final ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            assertThat(bidder.admin("PUT", "/campaigns/1", ProcessCampaigns.campaign(1, "first", 2))
                            .statusCode())
                    .isEqualTo(201);
            final CountDownLatch underWay = new CountDownLatch(CONNECTIONS);
            final List<Future<WireAnswer>> lastAnswers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                lastAnswers.add(senders.submit(() -> sendUntilClosed(bidder.bidPort(), underWay)));
            }
            underWay.await();
            assertThat(bidder.end()).isZero();
            for (final Future<WireAnswer> last : lastAnswers) {
                assertThat(last.get().saysClose()).isTrue();
            }
            assertThat(bidder.messages()).contains("Drained").endsWith("Ended");
            assertThat(bidder.stderr()).isEmpty();
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void shouldEndAtOnceWhenIdleAndStartAgainWithoutRebuild() throws Exception {
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            bidder.admin("PUT", "/campaigns/1", ProcessCampaigns.campaign(1, "kept", 2));
            bidder.signal(interruptReaches() ? "INT" : "TERM");
            assertThat(bidder.awaitEnd()).isZero();
            assertThat(bidder.messages()).contains("Drained").endsWith("Ended").noneMatch(SignalTest::tellsRebuild);
        }
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            assertThat(bidder.messages()).noneMatch(SignalTest::tellsRebuild);
            assertThat(bidder.get("/campaigns/1").body()).contains("text kept");
            bidder.kill();
        }
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            assertThat(bidder.messages()).anyMatch(SignalTest::tellsRebuild);
            assertThat(bidder.get("/campaigns/1").body()).contains("text kept");
        }
    }

    @Test
    void shouldCutWhatIsOpenAtTheEndOfTheDrain() throws Exception {
        try (BidderProcess bidder = BidderProcess.start(folder, "--drain=1ms");
                WireClient client = new WireClient("127.0.0.1", bidder.bidPort())) {
            client.post(ProcessCampaigns.request(1));
            assertThat(client.readAnswer().status()).isEqualTo(204);
            client.send("POST /openrtb2/demo HTTP/1.1\r\nHost: bidder.test\r\nContent-Length: 100\r\n\r\n{");
            assertThat(bidder.end()).isZero();
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(bidder.messages()).contains("Not drained in time: open connections are cut");
        }
    }

    @Test
    void shouldLeaveOffAStartThatIsToldToEnd() throws Exception {
        final Path file = folder.resolve("campaigns.ndjson");
        final List<String> lines = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            lines.add(ProcessCampaigns.campaign(id, "n" + id, 2));
        }
        Files.write(file, lines);
        final Path dataDir = folder.resolve("data");
        try (BidderProcess bidder = BidderProcess.run(BidderProcess.smallOn(dataDir, "--campaigns=" + file))) {
            bidder.awaitMessage("campaigns loaded");
            assertThat(bidder.end()).isZero();
            assertThat(bidder.messages()).endsWith("Ended").noneMatch(message -> message.startsWith("Ready"));
            assertThat(bidder.stderr()).isEmpty();
        }
        try (BidderProcess bidder = BidderProcess.start(dataDir, "--campaigns=" + file)) {
            assertThat(bidder.messages()).noneMatch(SignalTest::tellsRebuild);
            assertThat(bidder.get("/campaigns").body().lines()).containsExactlyElementsOf(lines);
        }
    }

    /** A shell that starts a command in the background has it ignore SIGINT, and all that the command starts. */
    private static boolean interruptReaches() throws IOException {
        final String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & SIGINT_BIT) == 0;
    }

    private static boolean tellsRebuild(final String message) {
        return message.contains("made anew");
    }

    /** On one connection, as an exchange does: the next request goes out when the answer before does not say close. */
    private static WireAnswer sendUntilClosed(final int port, final CountDownLatch underWay) throws Exception {
        try (WireClient client = new WireClient("127.0.0.1", port)) {
            WireAnswer answer;
            int answers = 0;
            do {
                client.post(ProcessCampaigns.request(answers % 2 + 1));
                answer = client.readAnswer();
                assertThat(answer.status()).isIn(200, 204);
                answers++;
                if (answers == ANSWERS_BEFORE) {
                    underWay.countDown();
                }
            } while (!answer.saysClose());
            assertThat(answers).isGreaterThan(ANSWERS_BEFORE);
            assertThat(client.isClosedByServer()).isTrue();
            return answer;
        }
    }
}
