package io.hayate.loadtest.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.StubBidder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindMaxCommandTest {
    private static final String BID = "{\"id\":\"a\",\"seatbid\":[{\"bid\":[{\"impid\":\"1\"}]}]}";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldConfirmTheHighestRateAllowedAndWriteTheCurve() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(200, BID))) {
            final int exitCode = findMax(
                    bidder.url(), "--slo=p99=15s,bids=99%", "--to-rate=40", "--out=" + directory, "--name=curve");
            assertThat(exitCode).as(() -> out + "" + err).isEqualTo(LoadTest.EXIT_OK);
        }
        assertThat(out.toString())
                .contains("keeps p99=15s,bids=99%,errors=1% at http://127.0.0.1:")
                .contains("40.0 requests/s, confirmed; the highest rate that was to be tried")
                .contains("confirmation kept");
        final JsonNode json =
                new ObjectMapper().readTree(directory.resolve("curve.json").toFile());
        assertThat(json.at("/ratePerSecond").asDouble()).isEqualTo(40);
        assertThat(json.at("/confirmed").asBoolean()).isTrue();
        // On a busy machine a step may have to be tried again.
        final int last = json.at("/curve").size() - 1;
        assertThat(last).isGreaterThanOrEqualTo(2);
        assertThat(json.at("/curve").get(last).at("/purpose").asText()).isEqualTo("CONFIRM");
        assertThat(json.at("/curve").get(last).at("/bids").asInt()).isEqualTo(12);
        assertThat(Files.readAllLines(directory.resolve("curve.csv"))).hasSize(last + 2);
        assertThat(directory.resolve("curve.html")).content().contains("<svg", "p99=15s", "</html>");
    }

    @Test
    void shouldSayThatAnObjectiveIsMissedAtTheLowestRateToo() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            assertThat(findMax(bidder.url(), "--slo=bids=1%", "--min-rate=20", "--out=" + directory))
                    .isEqualTo(LoadTest.EXIT_SLO_MISSED);
        }
        assertThat(out.toString())
                .contains("none: not kept at 20.0 requests/s, the lowest rate tried: bids 0.000 %, below 1%");
        assertThat(directory.resolve("find-max-SLO-MISSED.json")).exists();
    }

    @Test
    void shouldFailWhenNobodyListens() {
        assertThat(findMax("http://127.0.0.1:1/", "--slo=p99=1ms")).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString()).contains("cannot connect to http://127.0.0.1:1/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--slo=p99=10; p99=10 has no unit",
                "--slo=p99=21s; p99=21s could never be missed: longer than --timeout",
                "--precision=90%; --precision must be between 0.1% and 50%",
                "--from-rate=5; --from-rate must not be below --min-rate",
                "-R=100; --rate cannot be used here: find-max sets rate and duration itself",
                "-d=10s; --duration cannot be used here",
                "--closed; --closed cannot be used here"
            })
    void shouldSayWhatIsWrongWithAnOption(final String option, final String message) {
        assertThat(findMax("http://127.0.0.1:1/", "--slo=p99=1ms", option)).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void shouldNeedAnObjective() {
        assertThat(findMax("http://127.0.0.1:1/")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("Missing required option: '--slo=SLO'");
    }

    private int findMax(final String url, final String... more) {
        final Stream<String> basics = Stream.of(
                "find-max",
                "--url=" + url,
                "--distinct=10",
                "--warmup=100ms",
                "--timeout=20s",
                "--max-lag=20s",
                "-c=4",
                "--check=none",
                "--from-rate=20",
                "--step=200ms",
                "--confirm=300ms");
        return LoadTest.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setOverwrittenOptionsAllowed(true)
                .execute(Stream.concat(basics, Stream.of(more)).toArray(String[]::new));
    }
}
