package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.RunFiles;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunOutputsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = "the rate was not held: 3.0/s of 5.0/s";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteEveryFormUnderTheNameOfTheRun() throws IOException {
        SimulatedRun.write(directory.resolve("new/directory"), "first", 1, 2, 1, List.of());
        assertThat(names(directory.resolve("new/directory")))
                .containsExactly(
                        "first-from-due.hgrm",
                        "first-from-send.hgrm",
                        "first-junit.xml",
                        "first-series.ndjson",
                        "first.hlog",
                        "first.html",
                        "first.json");
    }

    @Test
    void shouldReadItsJsonBackAsItWas() throws IOException {
        final RunRecord run = SimulatedRun.write(directory, "round", 2, 2, 1, List.of(REASON));
        final RunRecord read = RunFiles.read(directory.resolve("round-INVALID.json"));
        assertThat(read).isEqualTo(run);
        assertThat(read.repetitions()).hasSize(2);
        assertThat(read.repetitions().get(0).count(SendCount.SENT)).isEqualTo(1000);
        assertThat(read.repetitions().get(0).startedAt()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(read.reasonsInvalid()).containsExactly("repetition 1: " + REASON, "repetition 2: " + REASON);
    }

    @Test
    void shouldKeepTheKeysThatOthersRead() throws IOException {
        SimulatedRun.write(directory, "keys", 1, 1, 1, List.of());
        final JsonNode run = JSON.readTree(directory.resolve("keys.json").toFile());
        assertThat(List.copyOf(run.properties().stream().map(Map.Entry::getKey).toList()))
                .containsExactlyInAnyOrder(
                        "format",
                        "name",
                        "commandLine",
                        "startedAt",
                        "environment",
                        "plan",
                        "repetitions",
                        "slos",
                        "valid",
                        "interrupted",
                        "verdict",
                        "reasonsInvalid");
        for (final String path : List.of(
                "/environment/machine/processors",
                "/environment/jvm/jdk",
                "/environment/harness",
                "/plan/targets/0",
                "/plan/schedule",
                "/plan/ratePerSecond",
                "/plan/timeoutMs",
                "/repetitions/0/rates/askedPerSecond",
                "/repetitions/0/rates/achievedPerSecond",
                "/repetitions/0/counts/httpErrors",
                "/repetitions/0/counts/checked",
                "/repetitions/0/noBidReasons/8",
                "/repetitions/0/latency/fromDue/p50Ms",
                "/repetitions/0/latency/fromDue/p999Ms",
                "/repetitions/0/latency/fromSend/p9999Ms",
                "/repetitions/0/latency/lag/maxMs",
                "/repetitions/0/latency/fromDueCurve/percentiles/0",
                "/slos/1/met")) {
            assertThat(run.at(path).isMissingNode()).as(path).isFalse();
        }
    }

    @Test
    void shouldSayInvalidInEveryNameAndContent() throws IOException {
        SimulatedRun.write(directory, "bad", 2, 2, 1, List.of(REASON));
        assertThat(names(directory)).hasSize(9).allMatch(name -> name.startsWith("bad-INVALID"));
        assertMarked("INVALID");
        assertThat(directory.resolve("bad-INVALID.html")).content().contains(REASON);
        assertThat(directory.resolve("bad-INVALID-2-series.ndjson")).content().contains(REASON);
        assertThat(Files.readAllLines(directory.resolve("bad-INVALID-1.hlog")).get(0))
                .startsWith("#[Verdict: INVALID: " + REASON)
                .hasSize(303);
    }

    @Test
    void shouldSayPartialWhenInterrupted() throws IOException {
        try (RunOutputs outputs = outputs("cut", 3)) {
            outputs.closeRepetition(new SimulatedRun(2, 1, 1).tell(outputs.openRepetition()), List.of());
            outputs.closeRepetition(new SimulatedRun(1, 1, 2).interrupted().tell(outputs.openRepetition()), List.of());
            assertThat(outputs.finish(List.of()).verdict()).isEqualTo("PARTIAL");
        }
        assertThat(names(directory)).hasSize(9).allMatch(name -> name.startsWith("cut-PARTIAL"));
        assertMarked("PARTIAL");
    }

    private void assertMarked(final String mark) throws IOException {
        for (final String name : names(directory)) {
            assertThat(directory.resolve(name)).content().as(name).contains(mark);
        }
    }

    @Test
    void shouldSayBothWhenInterruptedAndInvalid() throws IOException {
        try (RunOutputs outputs = outputs("both", 1)) {
            outputs.closeRepetition(
                    new SimulatedRun(1, 1, 2).interrupted().tell(outputs.openRepetition()), List.of(REASON));
            outputs.finish(List.of());
        }
        assertThat(names(directory)).hasSize(7).allMatch(name -> name.startsWith("both-INVALID-PARTIAL"));
    }

    @Test
    void shouldLeaveWhatItHasSeenMarkedPartialWhenItIsKilled() throws IOException {
        final RunOutputs outputs = outputs("killed", 1);
        final RunWatch watch = outputs.openRepetition();
        watch.onSecond(new SimulatedRun(9, 1, 1).second(0));
        assertThat(names(directory)).containsExactly("killed-PARTIAL-series.ndjson", "killed-PARTIAL.hlog");
        assertThat(Files.readAllLines(directory.resolve("killed-PARTIAL-series.ndjson")))
                .hasSize(1);
        assertThat(histograms(directory.resolve("killed-PARTIAL.hlog")).keySet())
                .containsExactly("from-due", "from-send", "lag");
        outputs.close();
    }

    @Test
    void shouldReplaceFilesOfTheSameNameOnly() throws IOException {
        Files.writeString(directory.resolve("again.json"), "old");
        Files.writeString(directory.resolve("again.hlog"), "old");
        Files.writeString(directory.resolve("again-INVALID.json"), "old");
        SimulatedRun.write(directory, "again", 1, 1, 1, List.of());
        assertThat(RunFiles.read(directory.resolve("again.json")).name()).isEqualTo("again");
        assertThat(directory.resolve("again.hlog")).content().doesNotContain("old");
        assertThat(directory.resolve("again-INVALID.json")).content().isEqualTo("old");
    }

    @Test
    void shouldWriteALogWhoseIntervalsAddUpToTheWholeAtTheirTimes() throws IOException {
        final SendResult result;
        try (RunOutputs outputs = outputs("log", 1)) {
            result = new SimulatedRun(3, 1, 5).tell(outputs.openRepetition());
            outputs.closeRepetition(result, List.of());
            outputs.finish(List.of());
        }
        final Map<String, List<Histogram>> read = histograms(directory.resolve("log.hlog"));
        assertThat(sum(read.get("from-due"))).isEqualTo(result.latency().fromDue());
        assertThat(sum(read.get("from-send"))).isEqualTo(result.latency().fromSend());
        assertThat(sum(read.get("lag"))).isEqualTo(result.latency().lag());
        final long startMs = SimulatedRun.STARTED_AT.toEpochMilli();
        assertThat(read.get("lag").stream().map(EncodableHistogram::getStartTimeStamp))
                .containsExactly(startMs, startMs + 1000, startMs + 2000);
        assertThat(read.get("lag").get(2).getEndTimeStamp()).isEqualTo(startMs + 3000);
        try (HistogramLogReader reader =
                new HistogramLogReader(directory.resolve("log.hlog").toFile())) {
            reader.nextIntervalHistogram();
            assertThat(reader.getStartTimeSec()).isEqualTo(startMs / 1000.0);
        }
    }

    @Test
    void shouldWriteALineForEachSecondAndALastOneWithTheVerdict() throws IOException {
        SimulatedRun.write(directory, "series", 1, 15, 1, List.of());
        final List<String> lines = Files.readAllLines(directory.resolve("series-series.ndjson"));
        assertThat(lines).hasSize(16);
        final JsonNode stalled = JSON.readTree(lines.get(13));
        assertThat(stalled.path("offsetS").asDouble()).isEqualTo(13);
        assertThat(stalled.path("lengthS").asDouble()).isEqualTo(1);
        assertThat(stalled.path("due").asLong()).isEqualTo(500);
        assertThat(stalled.path("timeouts").asLong()).isEqualTo(3);
        assertThat(stalled.path("httpErrors").asLong()).isEqualTo(6);
        assertThat(stalled.at("/fromDue/p99Ms").asDouble()).isGreaterThan(200);
        assertThat(stalled.at("/fromSend/p99Ms").asDouble()).isLessThan(50);
        assertThat(stalled.at("/lag/maxMs").asDouble()).isPositive();
        assertThat(JSON.readTree(lines.get(15)).at("/end/verdict").asText()).isEqualTo("valid");
    }

    @Test
    void shouldAddUpThePercentilesOfAllRepetitions() throws IOException {
        SimulatedRun.write(directory, "sum", 3, 2, 1, List.of());
        assertThat(directory.resolve("sum-from-due.hgrm"))
                .content()
                .contains("Total count    =         3000", "#[Verdict: valid]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "..", ".hidden", "a\\b", "a\nb", "x-INVALID", "x-PARTIAL-2"})
    void shouldRefuseNamesThatAreNotForFiles(final String name) {
        assertThatThrownBy(() -> RunOutputs.open(directory, name, List.of("run"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void shouldQuoteTheCommandLineForAShell() {
        assertThat(CommandLineText.of(List.of("run", "-R", "500", "--slo", "p99=10ms", "--name", "it's a <test>")))
                .isEqualTo("java -jar loadtest.jar run -R 500 --slo p99=10ms --name 'it'\\''s a <test>'");
    }

    @Test
    void shouldRefuseJsonThatIsNotThatOfARun() throws IOException {
        final Path file = directory.resolve("x.json");
        assertThatThrownBy(() -> RunFiles.read(file)).hasMessageContaining("x.json: there is no such file");
        for (final Map.Entry<String, String> bad : Map.of(
                        "nonsense", "not the JSON of a run: ",
                        "{}", "it has no number \"format\"",
                        "{\"format\":99}", "its format is 99",
                        "{\"format\":1,\"name\":\"x\"}", "commandLine",
                        "[]", "it has no number \"format\"",
                        "", "it has no number \"format\"")
                .entrySet()) {
            Files.writeString(file, bad.getKey());
            assertThatThrownBy(() -> RunFiles.read(file))
                    .as(bad.getKey())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("x.json")
                    .hasMessageContaining(bad.getValue());
        }
    }

    @Test
    void shouldReadMarksFromNames() {
        assertThat(Marks.ofName(Path.of("a/b-INVALID-1.hlog"))).isEqualTo(new Marks(true, false));
        assertThat(Marks.ofName(Path.of("a-PARTIAL/b.hlog"))).isEqualTo(new Marks(false, false));
        assertThat(Marks.ofName(Path.of("b-INVALID-PARTIAL.hlog"))).isEqualTo(new Marks(true, true));
        assertThat(Repetition.key(SendCount.CONNECT_ERRORS)).isEqualTo("connectErrors");
    }

    private RunOutputs outputs(final String name, final int repetitions) throws IOException {
        return RunOutputs.open(
                directory,
                name,
                "java -jar loadtest.jar run",
                repetitions,
                Clock.fixed(SimulatedRun.STARTED_AT.plusSeconds(1), ZoneOffset.UTC));
    }

    private static Map<String, List<Histogram>> histograms(final Path log) throws IOException {
        final Map<String, List<Histogram>> histograms = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                final Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                histograms
                        .computeIfAbsent(histogram.getTag(), tag -> new ArrayList<>())
                        .add(histogram);
            }
        }
        return histograms;
    }

    private static Histogram sum(final List<Histogram> histograms) {
        final Histogram sum = new Histogram(3);
        histograms.forEach(sum::add);
        return sum;
    }

    private static List<String> names(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
