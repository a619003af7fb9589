package io.hayate.bidder.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Bad inputs that are too large to keep as files. */
final class GeneratedBytes {
    private static final String[] JSON = {"Content-Type: application/json"};
    private static final String[] GZIP_JSON = {"Content-Type: application/json", "Content-Encoding: gzip"};
    private static final int MEBIBYTE = 1 << 20;

    private GeneratedBytes() {}

    static byte[] of(final String name) throws IOException {
        return switch (name) {
            case "gen-body-10mb" -> WireClient.requestOf(padded(10 * MEBIBYTE), JSON);
            case "gen-body-10mb-chunked" -> chunked(padded(10 * MEBIBYTE), 8 * 1024);
            case "gen-imps-100k" -> WireClient.requestOf(impressions(100_000), JSON);
            case "gen-gzip-bomb" -> WireClient.requestOf(bomb(1024 * MEBIBYTE), GZIP_JSON);
            case "gen-gzip-in-gzip" -> WireClient.requestOf(gzip(gzip(small("mf"))), GZIP_JSON);
            case "gen-slowloris-headers" ->
                "POST /openrtb2/demo HTTP/1.1\r\nHost: bidder.test\r\nX-0: a\r\n".getBytes(ISO_8859_1);
            case "gen-slow-body", "gen-rst-mid-body" -> withoutEnd(WireClient.requestOf(small("mf"), JSON), 60);
            case "gen-slow-reader" -> repeated(WireClient.requestOf(small("mf"), JSON), 1_000);
            case "gen-idle-keepalive" -> WireClient.requestOf(small("mf"), JSON);
            default -> throw new IllegalArgumentException("no such generated case: " + name);
        };
    }

    /** A good request. */
    static byte[] small(final String id) {
        return request(id, impression(1), "");
    }

    private static byte[] padded(final int padBytes) {
        return request("mf", impression(1), ",\"ext\":{\"pad\":\"" + "a".repeat(padBytes) + "\"}");
    }

    private static byte[] impressions(final int count) {
        final StringBuilder impressions = new StringBuilder(impression(0));
        for (int i = 1; i < count; i++) {
            impressions.append(',').append(impression(i));
        }
        return request("mf", impressions.toString(), "");
    }

    private static String impression(final int id) {
        return "{\"id\":\"" + id + "\",\"banner\":{\"w\":300,\"h\":250},\"bidfloor\":0.1}";
    }

    private static byte[] request(final String id, final String impressions, final String more) {
        final String request = "{\"id\":\"" + id + "\",\"imp\":[" + impressions
                + "],\"site\":{\"id\":\"s1\",\"domain\":\"example.com\"},\"at\":1,\"tmax\":120" + more + "}";
        return request.getBytes(ISO_8859_1);
    }

    static byte[] chunked(final byte[] body, final int chunkBytes) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final String head = String.join(
                "\r\n",
                "POST /openrtb2/demo HTTP/1.1",
                "Host: bidder.test",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "\r\n");
        out.writeBytes(head.getBytes(ISO_8859_1));
        for (int start = 0; start < body.length; start += chunkBytes) {
            final int length = Math.min(chunkBytes, body.length - start);
            out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            out.write(body, start, length);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        out.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    static byte[] gzip(final byte[] plain) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    /** A small body that inflates to a string of so many zeros. */
    private static byte[] bomb(final int inflatedBytes) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final byte[] block = new byte[MEBIBYTE];
        Arrays.fill(block, (byte) '0');
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("{\"id\":\"mf\",\"ext\":{\"pad\":\"".getBytes(ISO_8859_1));
            for (int written = 0; written < inflatedBytes; written += block.length) {
                gzip.write(block);
            }
            gzip.write("\"}}".getBytes(ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static byte[] withoutEnd(final byte[] bytes, final int cutBytes) {
        return Arrays.copyOf(bytes, bytes.length - cutBytes);
    }

    private static byte[] repeated(final byte[] bytes, final int times) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
