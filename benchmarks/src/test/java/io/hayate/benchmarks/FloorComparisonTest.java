package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.compare.Servers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FloorComparisonTest {
    @Test
    void shouldCompareBothServersAndLeaveNothingBehind(@TempDir final Path folder) {
        final StringWriter printed = new StringWriter();
        final StringWriter problems = new StringWriter();
        final List<ProcessHandle> childrenBefore = children();

        // Not pinned: the JVM that runs the tests would stay so.
        final int exitCode = new CommandLine(new FloorComparison())
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(problems))
                .execute(
                        "--quick",
                        "--no-pin",
                        "--json",
                        folder.resolve("results.json").toString());

        assertThat(problems.toString()).isEmpty();
        assertThat(exitCode).as(printed.toString()).isZero();
        assertThat(printed.toString())
                .contains(String.join(" ", JvmOptions.ofThisJdk()) + " -Xms1g -Xmx1g")
                .contains("floor/bidder median", "garbage per request", "resident after the load")
                .containsPattern("bids: [5-9]\\d\\.\\d % of the bidder's answers, [5-9]\\d\\.\\d %");
        assertThat(folder.resolve("results.json")).content().contains("\"bidShare\"", "\"cpu-ratio\"");
        assertThat(children()).isSubsetOf(childrenBefore);
    }

    @Test
    void shouldNameWhatAServerThatDoesNotStartPrinted() {
        final StringWriter problems = new StringWriter();

        final int exitCode = new CommandLine(new FloorComparison())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(problems))
                .execute("--quick", "--no-pin", "--jvm-options", "-XX:NoSuchOption");

        assertThat(exitCode).isEqualTo(1);
        assertThat(problems.toString()).contains("bidder ended before it was ready", "NoSuchOption");
    }

    @Test
    void shouldNameAFileOfOptionsThatCannotBeRead() {
        final StringWriter problems = new StringWriter();

        final int exitCode = new CommandLine(new FloorComparison())
                .setErr(new PrintWriter(problems))
                .execute("--quick", "--jvm-options-file", "no-such.options");

        assertThat(exitCode).isEqualTo(2);
        assertThat(problems.toString()).contains("--jvm-options-file: cannot read no-such.options");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(new CommandLine(new FloorComparison())
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("--pairs", "0"))
                .isEqualTo(2);
    }

    @Test
    void shouldStartNothingAfterTheEnd() throws Exception {
        final Servers servers = Servers.prepare(List.of());
        servers.close();
        servers.close();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }
}
