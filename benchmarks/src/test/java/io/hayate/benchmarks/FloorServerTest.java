package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.compare.ChildProcess;
import io.hayate.bidder.bid.accept.AcceptCounter;
import io.hayate.bidder.bid.accept.BidServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FloorServerTest {
    private static final int REQUESTS = 400;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource({"0, 1500", "0.25, 200", "0.73, 1500", "1, 131072"})
    void shouldAnswerTheMixAndTheSizeItIsTold(final double bidShare, final int bytes) throws Exception {
        int bids = 0;
        try (BidServer server = FloorServer.open("127.0.0.1", 0, bidShare, bytes, 1)) {
            for (int i = 0; i < REQUESTS; i++) {
                final HttpResponse<byte[]> answer = post(server.boundPort(), "not even JSON");
                if (answer.statusCode() == 200) {
                    bids++;
                    assertThat(answer.body()).hasSize(bytes);
                    final JsonNode bid = new ObjectMapper().readTree(answer.body());
                    assertThat(bid.at("/seatbid/0/bid/0/impid").asText()).isEqualTo("1");
                } else {
                    assertThat(answer.statusCode()).isEqualTo(204);
                    assertThat(answer.body()).isEmpty();
                }
            }
            // One connection, kept alive, and counted as the bidder counts.
            assertThat(server.openConnections(0)).isEqualTo(1);
            assertThat(server.counters().get(0).get(AcceptCounter.BIDS)).isEqualTo(bids);
            assertThat(server.counters().get(0).get(AcceptCounter.NO_BIDS)).isEqualTo(REQUESTS - bids);
        }
        assertThat(bids).isBetween((int) (REQUESTS * bidShare) - 2, (int) (REQUESTS * bidShare) + 2);
    }

    @Test
    @Tag("jdk25")
    void shouldSayItsPortAndEndCleanlyOnSigterm() throws Exception {
        final Process process = new ProcessBuilder(ChildProcess.javaCommand(
                        FloorServer.class,
                        JvmOptions.ofThisJdk(),
                        List.of("--port", "0", "--bids", "1", "--bytes", "300")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            final String line = lines.readLine();
            assertThat(line).matches(FloorServer.READY + "\\d+ \\((epoll|nio), \\d+ loops\\)");
            final int port =
                    Integer.parseInt(line.substring(FloorServer.READY.length()).split(" ", 2)[0]);
            assertThat(post(port, "{}").body()).hasSize(300);

            // Not of the process itself: that would close what we read.
            process.toHandle().destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldNameWhatIsWrongWithItsOptions() {
        assertThat(refused("--bids", "1.5")).contains("--bids must be between 0 and 1");
        assertThat(refused("--bytes", "10")).contains("--bytes must be between");
        assertThat(refused("--port", "70000")).contains("--port must be between 0 and 65535");
        assertThat(refused("--loops", "0")).contains("--loops must be at least 1");
        assertThat(refused("--nonsense")).contains("--nonsense");
    }

    @Test
    void shouldEndWithOneWhenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            final List<String> args = new ArrayList<>(List.of("--host", "0.0.0.0", "--port"));
            args.add(Integer.toString(taken.getLocalPort()));
            assertThat(new CommandLine(new FloorServer()).execute(args.toArray(new String[0])))
                    .isEqualTo(1);
        }
    }

    private static String refused(final String... args) {
        final StringWriter problems = new StringWriter();
        final int exitCode = new CommandLine(new FloorServer())
                .setErr(new PrintWriter(problems))
                .execute(args);
        assertThat(exitCode).isEqualTo(2);
        return problems.toString();
    }

    private HttpResponse<byte[]> post(final int port, final String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/openrtb2/demo"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
