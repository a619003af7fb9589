package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.LoadTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final List<String> FIGURES = List.of("rate achieved", "bids", "errors", "p50", "p99", "max");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellADifferenceFromNoise() throws IOException {
        SimulatedRun.write(directory, "a", 4, 2, 1, List.of());
        SimulatedRun.write(directory, "b", 4, 2, 1.5, List.of());
        assertThat(compare("a.json", "b.json")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(line("p50 from due")).contains("B is higher (p 0.029)").containsPattern(" 1\\.[345]\\d\\d  B is");
        assertThat(line("p99 of the lag")).contains("within the noise");
        assertThat(line("rate achieved")).contains("500/s", "1.000", "the same");
        assertThat(out.toString()).doesNotContain("INVALID", "not alike");
    }

    @Test
    void shouldSayThatItCannotTellWithFewRepetitions() throws IOException {
        SimulatedRun.write(directory, "a", 3, 1, 1, List.of());
        SimulatedRun.write(directory, "b", 3, 1, 9, List.of());
        SimulatedRun.write(directory, "c", 1, 1, 9, List.of());
        assertThat(compare("a.json", "b.json")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(compare("a.json", "b.json", "--fail-on-worse")).isEqualTo(LoadTest.EXIT_INVALID_RUN);
        assertThat(line("p50 from due")).contains("cannot tell: 3 repetitions each");
        assertThat(compare("a.json", "c.json")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(line("p50 from due")).contains("cannot tell: 3 and 1 repetitions");
    }

    @Test
    void shouldMarkEveryFigureOfAnInvalidRun() throws IOException {
        SimulatedRun.write(directory, "a", 1, 1, 1, List.of("late"));
        SimulatedRun.write(directory, "b", 1, 1, 1, List.of());
        final Path page = directory.resolve("new/compare.html");
        assertThat(compare("a-INVALID.json", "b.json", "--out=" + page)).isEqualTo(LoadTest.EXIT_OK);
        for (final String figure : FIGURES) {
            assertThat(line(figure)).contains("[A INVALID]");
        }
        assertThat(page).content().contains("<b class=\"bad\">A INVALID</b>", "<title>a and b (A INVALID)");
    }

    @Test
    void shouldFailOnAWorseRunOnlyWhenAsked() throws IOException {
        SimulatedRun.write(directory, "a", 4, 2, 1, List.of());
        SimulatedRun.write(directory, "b", 4, 2, 3, List.of());
        assertThat(compare("a.json", "b.json", "--fail-on-worse")).isEqualTo(99);
        assertThat(compare("b.json", "a.json", "--fail-on-worse")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(compare("a.json", "b.json")).isEqualTo(LoadTest.EXIT_OK);
    }

    @Test
    void shouldNotPassARunThatMustNotBeQuoted() throws IOException {
        SimulatedRun.write(directory, "a", 4, 2, 1, List.of());
        SimulatedRun.write(directory, "b", 4, 2, 1, List.of("late"));
        assertThat(compare("a.json", "b-INVALID.json", "--fail-on-worse")).isEqualTo(LoadTest.EXIT_INVALID_RUN);
    }

    @Test
    void shouldSayWhatElseIsNotAlike() throws IOException {
        SimulatedRun.write(directory, "a", 1, 1, 1, List.of());
        SimulatedRun.write(directory, "b", 1, 2, 1, List.of());
        final Path other = directory.resolve("b.json");
        Files.writeString(other, Files.readString(other).replaceFirst("\"processors\" : \\d+", "\"processors\" : 999"));
        assertThat(compare("a.json", "b.json")).isEqualTo(LoadTest.EXIT_OK);
        assertThat(out.toString())
                .contains("not alike")
                .containsPattern("environment\\.machine\\.processors: A \\d+, B 999")
                .contains("plan.durationS: A 1.0, B 2.0");
    }

    @Test
    void shouldRefuseWhatItCannotRead() throws IOException {
        SimulatedRun.write(directory, "a", 1, 1, 1, List.of());
        Files.writeString(directory.resolve("x.json"), "[1");
        assertThat(compare("a.json", "x.json")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("x.json: not the JSON of a run");
        assertThat(compare("none.json", "a.json")).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains("none.json: there is no such file");
    }

    private String line(final String figure) {
        return out.toString()
                .lines()
                .filter(line -> line.strip().startsWith(figure))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private int compare(final String a, final String b, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
                "compare", directory.resolve(a).toString(), directory.resolve(b).toString()));
        arguments.addAll(List.of(more));
        return LoadTest.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
