package io.hayate.loadtest.report.merge;

import io.hayate.loadtest.report.HistogramFiles;
import io.hayate.loadtest.report.figures.Marks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** What {@code merge} writes: one log with an interval for each tag, and the percentiles of each. */
final class MergedFiles {
    private static final double MS_PER_SECOND = 1e3;
    private static final double NS_PER_MS = 1e6;

    private MergedFiles() {}

    /** Where the log goes. */
    static Path logFile(final Path out, final Marks marks) {
        return out.resolveSibling(out.getFileName() + marks.suffix() + ".hlog");
    }

    static List<Path> write(
            final Path out,
            final Marks marks,
            final Map<String, Histogram> histograms,
            final double startS,
            final double endS)
            throws IOException {
        final Path directory = out.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        final List<Path> written = new ArrayList<>();
        final Path log = logFile(out, marks);
        try (PrintStream stream = new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8)) {
            final HistogramLogWriter writer = new HistogramLogWriter(stream);
            final long startMs = Math.round(startS * MS_PER_SECOND);
            writer.outputComment("[Merged latencies of load tests, in nanoseconds; maxima in milliseconds]");
            writer.outputComment("[Verdict: " + marks.verdict() + "]");
            writer.outputLogFormatVersion();
            writer.outputStartTime(startMs);
            writer.outputBaseTime(startMs);
            writer.outputLegend();
            histograms.forEach((tag, histogram) -> {
                histogram.setTag(tag.isEmpty() ? null : tag);
                writer.outputIntervalHistogram(0, endS - startS, histogram, NS_PER_MS);
            });
            if (stream.checkError()) {
                throw new IOException(log + " could not be written: is the disk full?");
            }
        }
        written.add(log);
        for (final Map.Entry<String, Histogram> entry : histograms.entrySet()) {
            Path file = percentilesFile(out, marks, entry.getKey(), "");
            for (int number = 2; written.contains(file); number++) {
                file = percentilesFile(out, marks, entry.getKey(), "-" + number);
            }
            HistogramFiles.writePercentiles(file, entry.getValue(), marks.verdict());
            written.add(file);
        }
        return written;
    }

    private static Path percentilesFile(final Path out, final Marks marks, final String tag, final String number) {
        final String name = tag.isEmpty() ? "untagged" : tag.replaceAll("[^A-Za-z0-9._-]", "_");
        return out.resolveSibling(out.getFileName() + marks.suffix() + "-" + name + number + ".hgrm");
    }
}
