package io.hayate.loadtest.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Requests from an NDJSON file, plain or gzip: a bid request a line, or a recording, whose lines are
 * {@code {"atMs": 12.5, "request": {...}}}. Lines that are neither are left out, counted, and the first of them named.
 * Owned by the thread that reads.
 */
public final class RequestFile {
    private static final int KEPT_EXAMPLES = 5;
    private static final int GZIP_MAGIC_FIRST = 0x1f;
    private static final int GZIP_MAGIC_SECOND = 0x8b;
    private static final double NS_PER_MS = 1e6;
    private static final JsonFactory JSON = new JsonFactory();

    /** Takes what a line holds. */
    @FunctionalInterface
    public interface LineConsumer {
        /** @param atNs when it was recorded, from the recording's begin; 0 in a file without times */
        void onRequest(byte[] body, long atNs);
    }

    private final Path file;
    private final boolean recording;
    private final List<String> badLines = new ArrayList<>();
    private long badCount;

    /** @param recording whether its lines tell times */
    public RequestFile(final Path file, final boolean recording) {
        this.file = file;
        this.recording = recording;
    }

    /**
     * Hands over every request in the file's order, and says how many. Empty lines count for nothing.
     *
     * @throws IOException naming the file, if it cannot be read to its end
     */
    public long read(final LineConsumer consumer) throws IOException {
        try {
            return readLines(consumer);
        } catch (final NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (final EOFException e) {
            throw new IOException(file + ": its gzip ends in the middle", e);
        } catch (final IOException e) {
            throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private long readLines(final LineConsumer consumer) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(opened(file), StandardCharsets.UTF_8))) {
            long number = 0;
            long count = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    try {
                        readLine(line.getBytes(StandardCharsets.UTF_8), consumer);
                        count++;
                    } catch (final IOException e) {
                        addBad(number, e);
                    }
                }
            }
            return count;
        }
    }

    /** How many lines were left out. */
    public long badCount() {
        return badCount;
    }

    /** The first lines that were left out, with file, number and what is wrong. */
    public List<String> badLines() {
        return List.copyOf(badLines);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private void readLine(final byte[] line, final LineConsumer consumer) throws IOException {
        byte[] request = null;
        double atMs = -1;
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String name = parser.currentName();
                final JsonToken value = parser.nextToken();
                if (recording && "atMs".equals(name)) {
                    if (!value.isNumeric()) {
                        throw new IOException("atMs is not a number");
                    }
                    atMs = parser.getDoubleValue();
                } else if (recording && "request".equals(name) && value == JsonToken.START_OBJECT) {
                    final int from = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    request = Arrays.copyOfRange(
                            line, from, (int) parser.currentLocation().getByteOffset());
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("has something behind the object");
            }
        }
        if (!recording) {
            consumer.onRequest(line, 0);
        } else if (request == null || !(atMs >= 0)) {
            throw new IOException("has no atMs of 0 or more, or no request");
        } else {
            consumer.onRequest(request, (long) (atMs * NS_PER_MS));
        }
    }

    private void addBad(final long number, final IOException reason) {
        badCount++;
        if (badLines.size() < KEPT_EXAMPLES) {
            // Of Jackson's messages the first line tells what is wrong, the others where in our source.
            badLines.add(file + ", line " + number + ": "
                    + String.valueOf(reason.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** By its first bytes, whatever it is called. */
    private static InputStream opened(final Path file) throws IOException {
        final InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        final boolean gzip = in.read() == GZIP_MAGIC_FIRST && in.read() == GZIP_MAGIC_SECOND;
        in.reset();
        return gzip ? new GZIPInputStream(in) : in;
    }
}
