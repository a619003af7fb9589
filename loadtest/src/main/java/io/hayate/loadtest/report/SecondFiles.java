package io.hayate.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.report.figures.LatencyFigures;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The two files that grow with a repetition, second by second: histograms for HdrHistogram's tools, and figures as
 * NDJSON. What is written stays there if the process is killed.
 *
 * Owned by the thread that runs the command.
 */
final class SecondFiles implements AutoCloseable {
    static final String FROM_DUE = "from-due";
    static final String FROM_SEND = "from-send";
    static final String LAG = "lag";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;
    private static final double ROUNDING = 1e6;

    private final Path logFile;
    private final Path seriesFile;
    private final PrintStream log;
    private final PrintStream series;
    private final HistogramLogWriter logWriter;
    private boolean started;

    private SecondFiles(final Path logFile, final Path seriesFile) throws IOException {
        this.logFile = logFile;
        this.seriesFile = seriesFile;
        this.log = new PrintStream(Files.newOutputStream(logFile), false, StandardCharsets.UTF_8);
        try {
            this.series = new PrintStream(Files.newOutputStream(seriesFile), false, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            log.close();
            throw e;
        }
        this.logWriter = new HistogramLogWriter(log);
    }

    static SecondFiles open(final Path logFile, final Path seriesFile) throws IOException {
        return new SecondFiles(logFile, seriesFile);
    }

    /** @param startedAt of the repetition; told with every second, since only then is it known */
    void write(final Second second, final Instant startedAt) {
        if (!started) {
            started = true;
            logWriter.outputComment("[Latencies of a load test, in nanoseconds; maxima in milliseconds]");
            logWriter.outputLogFormatVersion();
            logWriter.outputStartTime(startedAt.toEpochMilli());
            logWriter.setBaseTime(startedAt.toEpochMilli());
            logWriter.outputBaseTime(startedAt.toEpochMilli());
            logWriter.outputLegend();
        }
        final double startS = second.offsetNs() / NS_PER_SECOND;
        final double endS = (second.offsetNs() + second.lengthNs()) / NS_PER_SECOND;
        writeInterval(FROM_DUE, startS, endS, second.latency().fromDue());
        writeInterval(FROM_SEND, startS, endS, second.latency().fromSend());
        writeInterval(LAG, startS, endS, second.latency().lag());
        log.flush();
        series.println(line(second));
        series.flush();
    }

    private void writeInterval(
            final String tag, final double startS, final double endS, final EncodableHistogram histogram) {
        histogram.setTag(tag);
        logWriter.outputIntervalHistogram(startS, endS, histogram, NS_PER_MS);
    }

    private static ObjectNode line(final Second second) {
        final ObjectNode line = JSON.createObjectNode();
        line.put("offsetS", rounded(second.offsetNs() / NS_PER_SECOND));
        line.put("lengthS", rounded(second.lengthNs() / NS_PER_SECOND));
        line.put("due", second.latency().lag().getTotalCount());
        for (final SendCount count : SendCount.values()) {
            line.put(Repetition.key(count), second.count(count));
        }
        putLatency(line.putObject("fromDue"), second.latency().fromDue());
        putLatency(line.putObject("fromSend"), second.latency().fromSend());
        final LatencyFigures lag = LatencyFigures.of(second.latency().lag());
        line.putObject("lag").put("p99Ms", lag.p99Ms()).put("maxMs", lag.maxMs());
        return line;
    }

    private static void putLatency(final ObjectNode node, final Histogram histogram) {
        final LatencyFigures figures = LatencyFigures.of(histogram);
        node.put("p50Ms", figures.p50Ms());
        node.put("p90Ms", figures.p90Ms());
        node.put("p99Ms", figures.p99Ms());
        node.put("p999Ms", figures.p999Ms());
        node.put("maxMs", figures.maxMs());
    }

    private static double rounded(final double seconds) {
        return Math.round(seconds * ROUNDING) / ROUNDING;
    }

    /**
     * Ends both files with what is known only now.
     *
     * @throws IOException if some of it could not be written
     */
    void end(final Repetition repetition, final String verdict) throws IOException {
        final ObjectNode end = JSON.createObjectNode();
        final ObjectNode values = end.putObject("end");
        values.put("verdict", verdict);
        values.put("valid", repetition.reasonsInvalid().isEmpty());
        values.put("interrupted", repetition.interrupted());
        repetition.reasonsInvalid().forEach(values.putArray("reasonsInvalid")::add);
        series.println(end);
        final List<String> reasons = repetition.reasonsInvalid();
        logWriter.outputComment("[End: " + verdict + "]");
        // A reason is one line; a line break in it would make a line that is no comment.
        reasons.forEach(reason -> logWriter.outputComment("[INVALID: " + reason.replaceAll("\\R", " ") + "]"));
        final boolean logFailed = log.checkError();
        final boolean seriesFailed = series.checkError();
        close();
        if (logFailed || seriesFailed) {
            throw new IOException(
                    "not all of " + logFile + " and " + seriesFile + " could be written: is the disk full?");
        }
    }

    Path logFile() {
        return logFile;
    }

    Path seriesFile() {
        return seriesFile;
    }

    @Override
    public void close() {
        log.close();
        series.close();
    }
}
