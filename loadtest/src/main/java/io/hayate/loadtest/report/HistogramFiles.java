package io.hayate.loadtest.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Histograms in the formats that HdrHistogram's own tools read. */
public final class HistogramFiles {
    private static final double NS_PER_MS = 1e6;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private HistogramFiles() {}

    /** The percentile distribution as text, in milliseconds. */
    public static void writePercentiles(final Path file, final Histogram histogram) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MS);
        }
    }

    /**
     * The percentile distribution as text, in milliseconds.
     *
     * @param verdict what is to be said of it, in a last line that its readers skip
     */
    public static void writePercentiles(final Path file, final Histogram histogram, final String verdict)
            throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MS);
            out.println("#[Verdict: " + verdict + "]");
            if (out.checkError()) {
                throw new IOException(file + " could not be written: is the disk full?");
            }
        }
    }

    /** One compressed histogram under a tag, in nanoseconds. */
    public static void writeLog(final Path file, final Histogram fromDue, final Histogram fromSend) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            final HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputLegend();
            fromDue.setTag("from-due");
            fromSend.setTag("from-send");
            writer.outputIntervalHistogram(fromDue);
            writer.outputIntervalHistogram(fromSend);
        }
    }
}
