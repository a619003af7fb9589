package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.figures.Catalogue;
import io.hayate.benchmarks.figures.Figure;
import io.hayate.benchmarks.figures.FigureRun;
import io.hayate.benchmarks.figures.Group;
import io.hayate.benchmarks.figures.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FiguresTest {
    private final StringWriter printed = new StringWriter();
    private final StringWriter problems = new StringWriter();

    @Test
    void shouldListGroupsWithTheirCommands() {
        assertThat(run("--list")).isZero();
        assertThat(printed.toString())
                .contains(Catalogue.builtIn().groups().stream().map(Group::name).toList())
                .contains("java -jar benchmarks/target/benchmarks.jar 'ScaleBenchmark.(linearScan|roaring)' -p")
                .contains("io.hayate.benchmarks.LiveChanges --rounds 5")
                .contains(".ci/image, not by this command");
    }

    @Test
    void shouldNameGroupsThatThereAreNot() {
        assertThat(run("--only", "decode,nonsense,start")).isEqualTo(2);
        assertThat(problems.toString()).contains("no group nonsense; there are decode, pipeline");
    }

    @Test
    void shouldSayBeforeItMeasuresThatAFileCannotBeWritten(@TempDir final Path folder) {
        assertThat(run("--json", folder.resolve("no/such/folder.json").toString()))
                .isEqualTo(1);
        assertThat(problems.toString()).contains("Figures: ", "no/such/folder.json");
        assertThat(printed.toString()).doesNotContain("decode (1 of");
    }

    @Test
    void shouldMeasureWhatCanBeAndSayWhatFailed(@TempDir final Path folder) throws Exception {
        final Group failing = group("failing", Program.INDEX_FOOTPRINT, "--no-such-option");
        final Group good = group("good", Program.INDEX_FOOTPRINT, "--campaigns 10 --builds 2");
        final Path json = folder.resolve("figures.json");

        final FigureRun.End end = new FigureRun(
                        new Catalogue("a machine", List.of(failing, good)),
                        List.of(failing, good),
                        false,
                        new PrintWriter(printed))
                .run(json);

        assertThat(end).isEqualTo(FigureRun.End.FAILED);
        assertThat(printed.toString())
                .contains("failing ended with exit code 2", "Unknown option: '--no-such-option'")
                .containsPattern("off the heap +561 bytes +[\\d,]+ B +- +\\d")
                .contains("FAILED: failing")
                .doesNotContain("FAILED: good");
        assertThat(Files.readString(json)).contains("\"recorded\" : \"561 bytes\"", "\"ratioToRecorded\"");
    }

    private static Group group(final String name, final Program program, final String arguments) {
        final Figure figure = new Figure(
                "off the heap",
                "B",
                "off-heap-index-bytes",
                null,
                null,
                "561 bytes",
                "561 bytes",
                null,
                null,
                null,
                null);
        return new Group(
                name,
                "A section",
                program,
                null,
                1,
                "--add-opens java.base/jdk.internal.misc=ALL-UNNAMED -XX:TieredStopAtLevel=1",
                arguments,
                "",
                false,
                null,
                null,
                List.of(figure));
    }

    private int run(final String... arguments) {
        return new CommandLine(new Figures())
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(problems))
                .execute(arguments);
    }
}
