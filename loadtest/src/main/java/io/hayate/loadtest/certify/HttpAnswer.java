package io.hayate.loadtest.certify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An answer as it came. Immutable; shared. */
final class HttpAnswer {
    private static final int MAX_INFLATED_BYTES = 8 * 1024 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final byte[] raw;
    private final byte[] body;
    private final boolean closed;
    private final long elapsedNs;

    private HttpAnswer(
            final int status,
            final Map<String, String> headers,
            final byte[] raw,
            final byte[] body,
            final boolean closed,
            final long elapsedNs) {
        this.status = status;
        this.headers = headers;
        this.raw = raw;
        this.body = body;
        this.closed = closed;
        this.elapsedNs = elapsedNs;
    }

    /**
     * @param headers by name in lower case
     * @param raw body before any decompression
     * @param closed whether the connection is gone after it
     * @param elapsedNs from the first byte sent to the last received
     * @throws IOException if the body is not what its Content-Encoding says
     */
    static HttpAnswer of(
            final int status,
            final Map<String, String> headers,
            final byte[] raw,
            final boolean closed,
            final long elapsedNs)
            throws IOException {
        final String encoding = headers.getOrDefault("content-encoding", "").toLowerCase(Locale.ROOT);
        final byte[] body = switch (encoding) {
            case "", "identity" -> raw;
            case "gzip" -> inflated(raw);
            default -> throw new IOException("the answer has Content-Encoding " + encoding);
        };
        return new HttpAnswer(status, headers, raw, body, closed, elapsedNs);
    }

    int status() {
        return status;
    }

    /** As it came over the wire. */
    byte[] raw() {
        return raw;
    }

    /** Decompressed. */
    byte[] body() {
        return body;
    }

    boolean closed() {
        return closed;
    }

    long elapsedNs() {
        return elapsedNs;
    }

    /** Empty if it is not there. */
    String header(final String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static byte[] inflated(final byte[] raw) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return in.readNBytes(MAX_INFLATED_BYTES);
        }
    }
}
