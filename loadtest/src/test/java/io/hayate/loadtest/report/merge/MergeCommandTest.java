package io.hayate.loadtest.report.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.report.SimulatedRun;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMakeTheHistogramOfAllValues() throws IOException {
        final Histogram all = new Histogram(3);
        final Map<String, Histogram> seen = new TreeMap<>();
        for (final String name : List.of("a", "b", "c")) {
            SimulatedRun.write(directory, name, 1, 3, name.charAt(0) - '`', List.of());
            read(directory.resolve(name + ".hlog"))
                    .forEach((tag, histogram) -> seen.merge(tag, histogram, (x, y) -> {
                        x.add(y);
                        return x;
                    }));
        }
        all.add(seen.get("from-due"));
        assertThat(merge("--out=" + directory.resolve("new/all"), "a.hlog", "b.hlog", "c.hlog"))
                .as(err::toString)
                .isEqualTo(LoadTest.EXIT_OK);
        final Map<String, Histogram> merged = read(directory.resolve("new/all.hlog"));
        assertThat(merged).isEqualTo(seen);
        assertThat(merged.get("from-due").getTotalCount()).isEqualTo(4500);
        assertThat(line("from-due"))
                .contains("4,500", String.format("%.3f", all.getValueAtPercentile(99.9) / 1e6))
                .contains(String.format("%.3f", all.getMaxValue() / 1e6));
        assertThat(directory.resolve("new/all-from-due.hgrm")).content().contains("Total count    =         4500");
        assertThat(directory.resolve("new/all-lag.hgrm")).exists();
        assertThat(out.toString()).doesNotContain("not started together", "INVALID");
    }

    @Test
    void shouldAddUpWhatTheJsonBesideItCounted() throws IOException {
        SimulatedRun.write(directory, "a", 1, 3, 1, List.of());
        SimulatedRun.write(directory, "b", 2, 3, 1, List.of());
        assertThat(merge("a.hlog", "b-2.hlog")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(line("sent")).endsWith(" 3,000");
        assertThat(line("invalid")).contains(" 4  of 1,400 answers checked");
        assertThat(line("rate")).contains(" 1,000.0/s of 1,000.0/s asked");
        Files.delete(directory.resolve("a.json"));
        assertThat(merge("a.hlog", "b-1.hlog")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(out.toString()).contains("no JSON beside " + directory.resolve("a.hlog"));
        assertThat(line("sent")).endsWith(" 1,500  [incomplete]");
    }

    @Test
    void shouldMarkWhatIsMadeOfAnInvalidRun() throws IOException {
        SimulatedRun.write(directory, "a", 1, 1, 1, List.of());
        SimulatedRun.write(directory, "b", 1, 1, 1, List.of("late"));
        assertThat(merge("--out=" + directory.resolve("all"), "a.hlog", "b-INVALID.hlog"))
                .isEqualTo(LoadTest.EXIT_INVALID_RUN);
        assertThat(line("from-due")).endsWith("[INVALID]");
        assertThat(line("sent")).endsWith("[INVALID]");
        assertThat(directory.resolve("all-INVALID.hlog")).content().contains("#[Verdict: INVALID]");
        assertThat(directory.resolve("all-INVALID-lag.hgrm")).content().contains("#[Verdict: INVALID]");
    }

    @Test
    void shouldGoByTheJsonWhenALogWasRenamed() throws IOException {
        SimulatedRun.write(directory, "b", 1, 1, 1, List.of("late"));
        Files.move(directory.resolve("b-INVALID.hlog"), directory.resolve("good.hlog"));
        Files.move(directory.resolve("b-INVALID.json"), directory.resolve("good.json"));
        assertThat(merge("good.hlog")).isEqualTo(LoadTest.EXIT_INVALID_RUN);
    }

    @Test
    void shouldGoByTheLogItselfWhenItWasRenamedAndTheJsonIsNotThere() throws IOException {
        SimulatedRun.write(directory, "b", 1, 1, 1, List.of("late"));
        Files.move(directory.resolve("b-INVALID.hlog"), directory.resolve("good.hlog"));
        assertThat(merge("--out=" + directory.resolve("all"), "good.hlog")).isEqualTo(LoadTest.EXIT_INVALID_RUN);
        assertThat(line("from-due")).endsWith("[INVALID]");
        assertThat(directory.resolve("all-INVALID.hlog")).exists();
    }

    @Test
    void shouldSayWhenGeneratorsWereNotStartedTogether() throws IOException {
        log("a.hlog", 1_700_000_000_000L, "x", 1000);
        log("b.hlog", 1_700_000_000_900L, "x", 1000);
        log("c.hlog", 1_700_000_003_500L, "x", 1000);
        merge("a.hlog", "b.hlog");
        assertThat(out.toString()).doesNotContain("not started together");
        merge("b.hlog", "c.hlog", "a.hlog");
        assertThat(out.toString()).contains("c.hlog began 3.5 s after " + directory.resolve("a.hlog"));
    }

    @Test
    void shouldKeepTheDigitsOfTheMostPreciseAndValuesWithoutATag() throws IOException {
        final Path file = directory.resolve("mixed.hlog");
        try (PrintStream stream = new PrintStream(file.toFile())) {
            final HistogramLogWriter writer = new HistogramLogWriter(stream);
            writer.outputLegend();
            for (final int digits : new int[] {2, 5, 3}) {
                final Histogram histogram = new Histogram(digits);
                histogram.recordValue(123_456);
                writer.outputIntervalHistogram(0, 1, histogram);
            }
        }
        assertThat(merge("--out=" + directory.resolve("m"), "mixed.hlog")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(line("(no tag)")).contains(" 3 ");
        assertThat(read(directory.resolve("m.hlog")).get("").getNumberOfSignificantValueDigits())
                .isEqualTo(5);
        assertThat(directory.resolve("m-untagged.hgrm")).exists();
    }

    @Test
    void shouldRefuseWhatIsNoLogNamingFileAndLine() throws IOException {
        log("good.hlog", 1_700_000_000_000L, "x", 1000);
        final String good = Files.readString(directory.resolve("good.hlog"));
        final String data =
                good.lines().filter(line -> line.startsWith("Tag=")).findFirst().orElseThrow();
        refuses("{\"format\":1}\n", "line 1: not a line of a histogram log");
        refuses(good + "hello\n", "line " + (good.lines().count() + 1) + ": not a line of a histogram log");
        refuses(data.substring(0, data.length() - 12) + "\n", "line 1: its histogram cannot be decoded");
        refuses("Tag=x,0,1,1,AAAA\n", "line 1: its histogram cannot be decoded");
        refuses("", "line 1: no histogram up to the end");
        refuses("#[comment]\n\"StartTimestamp\",\"x\"\n", "line 2: no histogram up to the end");
        assertThat(merge("none.hlog")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("none.hlog: there is no such file");
        Files.writeString(directory.resolve("good.json"), "{}");
        assertThat(merge("good.hlog")).isEqualTo(LoadTest.EXIT_USAGE);
    }

    @Test
    void shouldRefuseHistogramsOfFractions() throws IOException {
        try (PrintStream stream = new PrintStream(directory.resolve("d.hlog").toFile())) {
            final DoubleHistogram histogram = new DoubleHistogram(3);
            histogram.recordValue(0.5);
            new HistogramLogWriter(stream).outputIntervalHistogram(0, 1, histogram);
        }
        assertThat(merge("d.hlog")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("d.hlog, line 1: its histogram cannot be decoded");
    }

    @Test
    void shouldTakeTheLogOfAKilledGeneratorUpToItsTornLine() throws IOException {
        log("a.hlog", 1_700_000_000_000L, "x", 1000, 2000);
        final String whole = Files.readString(directory.resolve("a.hlog"));
        Files.writeString(directory.resolve("a.hlog"), whole.substring(0, whole.length() - 20));
        assertThat(merge("a.hlog")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(out.toString()).contains("its last line is cut short and left out");
        assertThat(line("x")).contains(" 1 ").endsWith("[PARTIAL]");
    }

    @Test
    void shouldRefuseToCountAFileTwice() throws IOException {
        log("a.hlog", 1_700_000_000_000L, "x", 1000);
        log("all.hlog", 1_700_000_000_000L, "x", 1000);
        assertThat(merge("a.hlog", "a.hlog")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("a.hlog: named twice");
        assertThat(merge("--out=" + directory.resolve("all"), "a.hlog", "all.hlog"))
                .isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("all.hlog: would be written over");
    }

    private void refuses(final String content, final String problem) throws IOException {
        Files.writeString(directory.resolve("bad.hlog"), content);
        assertThat(merge("good.hlog", "bad.hlog")).as(problem).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(directory.resolve("bad.hlog") + ", " + problem);
    }

    /** A log with one value in each second. */
    private void log(final String name, final long startMs, final String tag, final long... values) throws IOException {
        try (PrintStream stream = new PrintStream(directory.resolve(name).toFile())) {
            final HistogramLogWriter writer = new HistogramLogWriter(stream);
            writer.outputStartTime(startMs);
            writer.outputBaseTime(startMs);
            writer.outputLegend();
            for (int i = 0; i < values.length; i++) {
                final Histogram histogram = new Histogram(3);
                histogram.recordValue(values[i]);
                histogram.setTag(tag);
                writer.outputIntervalHistogram(i, i + 1, histogram);
            }
        }
    }

    private String line(final String start) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("  " + start + " "))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(start + " is not in\n" + out));
    }

    private int merge(final String... arguments) {
        final List<String> all = new ArrayList<>(List.of("merge"));
        for (final String argument : arguments) {
            all.add(
                    argument.startsWith("--")
                            ? argument
                            : directory.resolve(argument).toString());
        }
        return LoadTest.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static Map<String, Histogram> read(final Path log) throws IOException {
        final Map<String, Histogram> sums = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(new FileInputStream(log.toFile()))) {
            while (reader.hasNext()) {
                final Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                Sums.add(sums, histogram.getTag() == null ? "" : histogram.getTag(), histogram);
            }
        }
        return sums;
    }
}
