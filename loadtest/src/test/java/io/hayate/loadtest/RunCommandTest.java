package io.hayate.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldSendAFileOfRequestsAndWriteAllFiles() throws IOException {
        final Path requests = Files.writeString(directory.resolve("r.ndjson"), """
                {"id":"a"}

                nothing
                {"id":"b"}
                """);
        final Path outputs = directory.resolve("out");
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            final int exitCode = run(
                    bidder.url(),
                    "--warmup=1s",
                    "--max-lag=20s",
                    "--requests=" + requests,
                    "--slo=p99=20s,errors=0%",
                    "--repeat=2",
                    "--out=" + outputs,
                    "--name=check");
            assertThat(out.toString())
                    .contains("constant, even arrivals, 100 requests/s to http://127.0.0.1:", "2 distinct")
                    .contains("r.ndjson, line 3: ", "lines left out: 1", "warming up for 1.0 s", "repetition 2 of 2")
                    .containsPattern("SLO: p99 .* within 20s")
                    .containsPattern("(?s)sent +100\n.*sent +100\n");
            // On a busy machine the rate may not be held, which makes the run invalid, not wrong.
            assertThat(exitCode).as(() -> out + "" + err).isIn(LoadTest.EXIT_OK, LoadTest.EXIT_INVALID_RUN);
            final String mark = exitCode == LoadTest.EXIT_OK ? "check" : "check-INVALID";
            for (final String ending : List.of(
                    ".json", "-1.hlog", "-2.hlog", "-from-due.hgrm", "-1-series.ndjson", "-junit.xml", ".html")) {
                assertThat(outputs.resolve(mark + ending)).isNotEmptyFile();
            }
        }
    }

    @Test
    void shouldTellAMissedObjectiveByItsExitCode() {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            final int exitCode = run(bidder.url(), "--max-lag=20s", "--slo=bids=50%");
            assertThat(exitCode).as(() -> out + "" + err).isIn(LoadTest.EXIT_SLO_MISSED, LoadTest.EXIT_INVALID_RUN);
        }
        assertThat(out.toString()).containsPattern("SLO: bids .* below 50");
    }

    @Test
    void shouldFailWhenAnswersAreErrors() {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(404, ""))) {
            assertThat(run(bidder.url(), "--max-lag=20s")).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString()).contains("HTTP 100 (404 x 100)");
    }

    @Test
    void shouldMarkARunThatDidNotHoldTheRateAsInvalid() {
        try (StubBidder bidder = StubBidder.start((call, number) -> {})) {
            assertThat(run(bidder.url(), "-c=1", "--timeout=100ms")).isEqualTo(LoadTest.EXIT_INVALID_RUN);
        }
        assertThat(out.toString()).contains("INVALID: the rate was not held");
    }

    @Test
    void shouldMarkARunThatWasNotAnsweredAsInvalidAlsoWhenTheRateWasHeld() {
        try (StubBidder bidder = StubBidder.start((call, number) -> {})) {
            assertThat(run(bidder.url(), "-R=5", "--timeout=2s", "-c=20", "--max-lag=20s"))
                    .isEqualTo(LoadTest.EXIT_INVALID_RUN);
        }
        assertThat(out.toString())
                .contains("INVALID: the bidder did not keep up: 5 of 5 requests")
                .doesNotContain("the rate was not held");
    }

    @Test
    void shouldFailWhenNobodyListens() {
        assertThat(run("http://127.0.0.1:1/openrtb2/demo")).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString()).contains("cannot connect to http://127.0.0.1:1/openrtb2/demo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--url=https://x/; not an http:// URL with a host: https://x/",
                "--rate=0; rate must be above 0",
                "-d=3x; '3x' is not a length of time such as 500us, 300ms, 30s or 2m",
                "-t=9; threads (9) must not be more than connections (4)",
                "--check=some; --check",
                "--url=http://127.0.0.1:99999/; not a port from 1 to 65535: http://127.0.0.1:99999/",
                "-R=Infinity; rate must be at most",
                "-R=1e9; rate must be at most",
                "--profile=step --steps=2000000000; --steps must be",
                "-d=999999999h; '999999999h' is too long",
                "--distinct=0; --distinct must be above 0, not 0",
                "--requests=/nowhere/r.ndjson; /nowhere/r.ndjson: there is no such file",
                "--replay=/; /: cannot be read: Is a directory",
                "--requests=/dev/null; /dev/null: is empty",
                "--no-such; Unknown option"
            })
    void shouldSayWhatIsWrongWithAnOption(final String options, final String message) {
        assertThat(run("http://127.0.0.1:1/", options.split(" "))).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(message).endsWith("See: loadtest run --help" + System.lineSeparator());
        assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldSayWhichFileHasNoRequestsAndWhatIsInstead() throws IOException {
        final Path file = Files.writeString(directory.resolve("r.ndjson"), "nothing\n[]\n");
        assertThat(run("http://127.0.0.1:1/", "--requests=" + file)).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(file + ", line 1: ", "no requests to send");
    }

    @Test
    void shouldSayWhyTwoFilesCannotBeChecked() throws IOException {
        final Path text = Files.writeString(directory.resolve("text"), "{}\n");
        final Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, '\n'});
        assertThat(execute("check", "--requests=" + text, "--answers=" + binary))
                .isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(execute("check", "--requests=" + text, "--answers=/nowhere/a"))
                .isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(execute("requests", "-n=-1")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString())
                .contains("is not UTF-8 text", "/nowhere/a: there is no such file", "--count must not be below 0");
    }

    @Test
    void shouldSayInOneLineWhatCannotBeWritten() throws IOException {
        final Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(run("http://127.0.0.1:1/", "--out=" + file)).isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString().lines()).singleElement().asString().endsWith("file: is there, and is no folder");
        assertThat(execute("campaigns", "--count=1", "--out=" + file.resolve("below")))
                .isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(err.toString().lines()).singleElement().asString().contains(file + "/below: ");
    }

    @Test
    void shouldPrintTheSameRequestsForTheSameSeed() {
        assertThat(execute("requests", "-n", "3", "--seed", "7")).isZero();
        final String first = out.toString();
        assertThat(first.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"id\":") || line.startsWith("{\"id\": "));
        out.getBuffer().setLength(0);
        execute("requests", "-n", "3", "--seed", "7");
        assertThat(out.toString()).isEqualTo(first);
    }

    private int run(final String url, final String... more) {
        final Stream<String> basics =
                Stream.of("run", "--distinct=100", "-d=1s", "--warmup=0s", "--timeout=20s", "-c=4");
        final Stream<String> rate = Stream.of("-R=100", "--url=" + url);
        return execute(
                Stream.concat(Stream.concat(basics, rate), Stream.of(more)).toArray(String[]::new));
    }

    private int execute(final String... arguments) {
        return LoadTest.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments);
    }
}
