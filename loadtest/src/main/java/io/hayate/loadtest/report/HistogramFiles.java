package io.hayate.loadtest.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Histograms in the form that HdrHistogram's own plotter reads. */
public final class HistogramFiles {
    private static final double NS_PER_MS = 1e6;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private HistogramFiles() {}

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
}
