package io.hayate.loadtest.report;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.report.compare.Comparison;
import io.hayate.loadtest.report.compare.Difference;
import io.hayate.loadtest.report.compare.Figure;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.RunFiles;
import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.html.ComparePage;
import io.hayate.loadtest.report.html.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sub-command {@code compare}: two runs side by side, and whether they differ. Owned by the main thread. */
@Command(
        name = "compare",
        description =
                "Compares two runs by their JSON: says of each figure whether it differs by more than the noise of"
                        + " the repetitions.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:both could be read, whatever they say",
            "2:usage, or a file that is not the JSON of a run",
            "3:with --fail-on-worse: a run is INVALID or PARTIAL, or there are too few repetitions",
            "99:with --fail-on-worse: B has a higher p99, more errors, a lower rate or fewer bids, beyond the noise"
        })
public final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A.json", description = "the run to compare with")
    private Path fileA = Path.of("");

    @Parameters(index = "1", paramLabel = "B.json", description = "the run that is compared")
    private Path fileB = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "write a page with both runs' curves, as HTML")
    private @Nullable Path out;

    @Option(
            names = "--fail-on-worse",
            description = "for gates: exit code 99 if B is worse than A beyond the noise, 3 if that cannot be told")
    private boolean failOnWorse;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final Comparison comparison;
        try {
            comparison = Comparison.of(RunFiles.read(fileA), RunFiles.read(fileB));
        } catch (final IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return LoadTest.EXIT_USAGE;
        }
        show(terminal, comparison);
        final Path page = out;
        if (page != null) {
            final Path directory = page.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.write(page, ComparePage.of(comparison).getBytes(StandardCharsets.UTF_8));
            terminal.line("");
            terminal.line("  written: " + page);
        }
        if (!failOnWorse) {
            return LoadTest.EXIT_OK;
        }
        if (comparison.isWorse()) {
            return LoadTest.EXIT_SLO_MISSED;
        }
        return comparison.isOpen() ? LoadTest.EXIT_INVALID_RUN : LoadTest.EXIT_OK;
    }

    private static void show(final Terminal terminal, final Comparison comparison) {
        terminal.line("");
        terminal.line(runLine("A", comparison.a()));
        terminal.line(runLine("B", comparison.b()));
        final List<String> unlike = comparison.unlike();
        if (!unlike.isEmpty()) {
            terminal.line("");
            terminal.line("  not alike, so that a difference may come from here:");
            unlike.forEach(line -> terminal.line("    " + line));
        }
        terminal.line("");
        terminal.line(String.format("  %-20s%12s%12s%9s", "median", "A", "B", "B/A"));
        final String marks = comparison.marks().isEmpty() ? "" : "  [" + comparison.marks() + "]";
        for (final Difference difference : comparison.differences()) {
            final String line = line(difference) + marks;
            final boolean differs = difference.verdict() == Difference.Verdict.DIFFERS;
            terminal.line(differs ? terminal.tone(Tone.HEADING, line) : line);
        }
    }

    private static String runLine(final String letter, final RunRecord run) {
        final int repetitions = run.repetitions().size();
        final Marks marks = Marks.of(run);
        return "  " + letter + "  " + run.name() + ": " + run.plan().schedule() + ", "
                + (repetitions == 1 ? "1 repetition" : repetitions + " repetitions") + ", started " + run.startedAt()
                + (marks.none() ? "" : "  [" + marks.verdict() + "]");
    }

    private static String line(final Difference difference) {
        final double ratio = difference.ratio();
        return String.format(
                Locale.ROOT,
                "  %-20s%12s%12s%9s  %s",
                difference.figure().name(),
                text(difference.figure().unit(), difference.spreadA().median()),
                text(difference.figure().unit(), difference.spreadB().median()),
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.3f", ratio),
                difference.sentence());
    }

    private static String text(final Figure.Unit unit, final double value) {
        return switch (unit) {
            case PER_SECOND -> Numbers.count(value) + "/s";
            case SHARE -> Numbers.share(value);
            case MS -> Numbers.ms(value) + " ms";
        };
    }
}
