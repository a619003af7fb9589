package io.hayate.loadtest.report.merge;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.report.figures.Marks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sub-command {@code merge}: the histogram logs of several generators as one. Owned by the main thread. */
@Command(
        name = "merge",
        description = "Adds up the histogram logs of several generators, by tag, without losing percentiles.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:merged",
            "2:usage, or a file that is no histogram log",
            "3:merged, but one of the runs is INVALID"
        })
public final class MergeCommand implements Callable<Integer> {
    /** Generators that begin further apart were not started together. */
    static final double MAX_START_DIFFERENCE_S = 1;

    private static final double NS_PER_MS = 1e6;
    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99};

    @Parameters(arity = "1..*", paramLabel = "FILE.hlog", description = "histogram logs, values in nanoseconds")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR/NAME", description = "write NAME.hlog, and NAME-TAG.hgrm for each tag")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        Marks marks = new Marks(false, false);
        for (final Path file : files) {
            marks = marks.and(Marks.ofName(file));
        }
        final List<HistogramLog> logs = new ArrayList<>();
        final MergedCounts counts = new MergedCounts();
        try {
            requireDistinct(marks);
            for (final Path file : files) {
                final HistogramLog log = HistogramLog.read(file);
                logs.add(log);
                marks = marks.and(log.marks());
                counts.add(file);
            }
        } catch (final IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return LoadTest.EXIT_USAGE;
        }
        marks = marks.and(counts.marks());
        if (logs.stream().anyMatch(HistogramLog::isTorn)) {
            marks = marks.and(Marks.RUNNING);
        }
        final Map<String, Histogram> sums = new TreeMap<>();
        logs.forEach(log -> log.histograms().forEach((tag, histogram) -> Sums.add(sums, tag, histogram)));
        final double startS =
                logs.stream().mapToDouble(HistogramLog::firstS).min().orElseThrow();
        final double endS = logs.stream().mapToDouble(HistogramLog::lastS).max().orElseThrow();
        show(terminal, logs, marks, sums);
        counts.lines().forEach(terminal::line);
        final Path target = out;
        if (target != null) {
            terminal.line("");
            MergedFiles.write(target, marks, sums, startS, endS).forEach(file -> terminal.line("  written: " + file));
        }
        return marks.invalid() ? LoadTest.EXIT_INVALID_RUN : LoadTest.EXIT_OK;
    }

    /** The same twice would count twice; so would the outcome of the last merge among what is merged again. */
    private void requireDistinct(final Marks marks) throws IOException {
        final Set<Path> seen = new HashSet<>();
        final Path target = out;
        final Path result = target == null
                ? null
                : MergedFiles.logFile(target, marks).toAbsolutePath().normalize();
        for (final Path file : files) {
            final Path path = file.toAbsolutePath().normalize();
            if (!seen.add(path)) {
                throw new IOException(file + ": named twice");
            }
            if (path.equals(result)) {
                throw new IOException(file + ": would be written over by what it is merged into");
            }
        }
    }

    private static void show(
            final Terminal terminal,
            final List<HistogramLog> logs,
            final Marks marks,
            final Map<String, Histogram> sums) {
        terminal.line("");
        terminal.line(String.format(
                Locale.ROOT,
                "  %d file%s merged%s",
                logs.size(),
                logs.size() == 1 ? "" : "s",
                marks.none() ? "" : "  [" + marks.verdict() + "]"));
        for (final HistogramLog log : logs) {
            if (log.isTorn()) {
                terminal.line(terminal.tone(Tone.BAD, "  " + log.file() + ": its last line is cut short and left out"));
            }
        }
        sayStarts(terminal, logs);
        terminal.line("");
        final StringBuilder head = new StringBuilder(String.format("  %-16s%12s", "latency, ms", "values"));
        for (final String name : new String[] {"p50", "p75", "p90", "p99", "p99.9", "p99.99", "max"}) {
            head.append(String.format("%10s", name));
        }
        terminal.line(head.toString());
        final String mark = marks.none() ? "" : "  [" + marks.verdict() + "]";
        sums.forEach((tag, histogram) -> terminal.line(row(tag, histogram) + mark));
    }

    private static void sayStarts(final Terminal terminal, final List<HistogramLog> logs) {
        HistogramLog first = logs.get(0);
        HistogramLog last = logs.get(0);
        for (final HistogramLog log : logs) {
            first = log.startS() < first.startS() ? log : first;
            last = log.startS() > last.startS() ? log : last;
        }
        final double apartS = last.startS() - first.startS();
        if (apartS > MAX_START_DIFFERENCE_S) {
            terminal.line(terminal.tone(
                    Tone.BAD,
                    String.format(
                            Locale.ROOT,
                            "  the generators were not started together: %s began %.1f s after %s",
                            last.file(),
                            apartS,
                            first.file())));
        }
    }

    private static String row(final String tag, final Histogram histogram) {
        final StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT, "  %-16s%,12d", tag.isEmpty() ? "(no tag)" : tag, histogram.getTotalCount()));
        for (final double percentile : PERCENTILES) {
            row.append(String.format(Locale.ROOT, "%,10.3f", histogram.getValueAtPercentile(percentile) / NS_PER_MS));
        }
        return row.append(String.format(Locale.ROOT, "%,10.3f", histogram.getMaxValue() / NS_PER_MS))
                .toString();
    }
}
