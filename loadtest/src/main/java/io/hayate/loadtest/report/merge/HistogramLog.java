package io.hayate.loadtest.report.merge;

import io.hayate.loadtest.report.figures.Marks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One histogram log, its intervals added up by tag. Strict, unlike HdrHistogram's own reader: what is not understood is
 * said with its line, not left out.
 *
 * Owned by the command that reads it.
 */
final class HistogramLog {
    private static final Pattern TIME = Pattern.compile("#\\[(Start|Base)Time: (\\d+(?:\\.\\d+)?)\\b.*");
    private static final Pattern VERDICT = Pattern.compile("#\\[Verdict: (.*)\\]\\s*");
    private static final Pattern INTERVAL = Pattern.compile(
            "(?:Tag=([^,\\s]+),)?(\\d+(?:\\.\\d+)?),(\\d+(?:\\.\\d+)?),(\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?),([A-Za-z0-9+/=]+)");
    private static final double S_PER_YEAR = 365 * 24 * 3600.0;

    private final Path file;
    private final Map<String, Histogram> histograms = new TreeMap<>();
    private double startS = Double.NaN;
    private double baseS = Double.NaN;
    private double firstS = Double.NaN;
    private double lastS = Double.NaN;
    private boolean torn;
    private Marks marks = new Marks(false, false);

    private HistogramLog(final Path file) {
        this.file = file;
    }

    /** @throws IOException with the file, the line and what is wrong with it */
    static HistogramLog read(final Path file) throws IOException {
        final HistogramLog log = new HistogramLog(file);
        int number = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            while (line != null) {
                number++;
                final String next = lines.readLine();
                log.addLine(line, number, next == null);
                line = next;
            }
        } catch (final NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
        if (log.histograms.isEmpty()) {
            throw new IOException(file + ", line " + Math.max(1, number) + ": no histogram up to the end");
        }
        return log;
    }

    private void addLine(final String line, final int number, final boolean last) throws IOException {
        if (line.startsWith("#")) {
            final Matcher time = TIME.matcher(line);
            if (time.matches()) {
                final double seconds = Double.parseDouble(time.group(2));
                startS = time.group(1).equals("Start") ? seconds : startS;
                baseS = time.group(1).equals("Base") ? seconds : baseS;
            }
            final Matcher verdict = VERDICT.matcher(line);
            if (verdict.matches()) {
                marks = marks.and(Marks.ofVerdict(verdict.group(1)));
            }
            return;
        }
        if (line.isBlank() || line.startsWith("\"StartTimestamp\"")) {
            return;
        }
        final Matcher interval = INTERVAL.matcher(line);
        final String problem = interval.matches() ? addInterval(interval) : "not a line of a histogram log";
        if (problem == null) {
            return;
        }
        if (last && !histograms.isEmpty() && !endsWithLineBreak()) {
            torn = true; // the generator was killed while it wrote this
            return;
        }
        throw new IOException(file + ", line " + number + ": " + problem);
    }

    private boolean endsWithLineBreak() throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            final ByteBuffer end = ByteBuffer.allocate(1);
            channel.position(channel.size() - 1);
            channel.read(end);
            return end.get(0) == '\n';
        }
    }

    /** What is wrong with it, if anything. */
    private @Nullable String addInterval(final Matcher interval) {
        final Histogram histogram;
        try {
            final byte[] payload = Base64.getDecoder().decode(interval.group(5));
            histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(payload), 0);
        } catch (final DataFormatException
                | IllegalArgumentException
                | BufferUnderflowException
                | ArrayIndexOutOfBoundsException e) {
            return "its histogram cannot be decoded: " + e.getMessage();
        }
        final double fromS = absolute(Double.parseDouble(interval.group(2)));
        final double toS = fromS + Double.parseDouble(interval.group(3));
        firstS = Double.isNaN(firstS) ? fromS : Math.min(firstS, fromS);
        lastS = Double.isNaN(lastS) ? toS : Math.max(lastS, toS);
        final String tag = interval.group(1) == null ? "" : interval.group(1);
        Sums.add(histograms, tag, histogram);
        return null;
    }

    /** As HdrHistogram's reader has it: without a base, times long before the start count from it. */
    private double absolute(final double timeS) {
        if (!Double.isNaN(baseS)) {
            return baseS + timeS;
        }
        return !Double.isNaN(startS) && timeS < startS - S_PER_YEAR ? startS + timeS : timeS;
    }

    Path file() {
        return file;
    }

    /** By tag; what has none under the empty text. */
    Map<String, Histogram> histograms() {
        return histograms;
    }

    /** When it was started, in seconds since the epoch. */
    double startS() {
        return Double.isNaN(startS) ? firstS : startS;
    }

    /** The begin of its first interval. */
    double firstS() {
        return firstS;
    }

    /** The end of its last interval. */
    double lastS() {
        return lastS;
    }

    /** As it says itself, whatever it is called by now. */
    Marks marks() {
        return marks;
    }

    /** Whether its last line was cut short, and so left out. */
    boolean isTorn() {
        return torn;
    }
}
