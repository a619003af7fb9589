package io.hayate.loadtest.certify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * An answer as it came. Immutable; shared.
 *
 * @param headers by name in lower case
 * @param raw body before any decompression
 * @param body after it
 * @param closed whether the connection is gone after it
 * @param elapsedNs from the first byte sent to the last received
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] raw, byte[] body, boolean closed, long elapsedNs) {
    private static final int MAX_INFLATED_BYTES = 8 * 1024 * 1024;

    /** @throws IOException if the body is not what its Content-Encoding says */
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

    String header(final String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    private static byte[] inflated(final byte[] raw) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return in.readNBytes(MAX_INFLATED_BYTES);
        }
    }
}
