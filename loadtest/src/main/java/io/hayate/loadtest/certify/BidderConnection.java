package io.hayate.loadtest.certify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection, with every header in the caller's hand: HTTP clients hide when a connection is closed and
 * add headers of their own, which is just what is to be tested. Opens again after it was closed. Owned by the thread that
 * runs the command.
 */
final class BidderConnection implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_BODY_BYTES = 8 * 1024 * 1024;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI target;
    private final int timeoutMs;
    private final LongSupplier clockNs;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /** @param clockNs what answers are timed by */
    BidderConnection(final URI target, final int timeoutMs, final LongSupplier clockNs) {
        this.target = target;
        this.timeoutMs = timeoutMs;
        this.clockNs = clockNs;
    }

    /**
     * Posts a body and waits for the answer.
     *
     * @param headers sent beside Host and Content-Length; empty ones are left out
     * @throws IOException if there is no connection, no answer in time, or no HTTP
     */
    HttpAnswer post(final byte[] body, final Map<String, String> headers, final boolean gzip) throws IOException {
        final byte[] sent = gzip ? compressed(body) : body;
        final StringBuilder head = new StringBuilder("POST " + path() + " HTTP/1.1\r\nHost: " + target.getAuthority());
        head.append("\r\nContent-Length: ").append(sent.length);
        if (gzip) {
            head.append("\r\nContent-Encoding: gzip");
        }
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                head.append("\r\n").append(name).append(": ").append(value);
            }
        });
        return exchange(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), sent);
    }

    /** Whether the next request goes over the connection of the last one. */
    boolean isOpen() {
        return socket != null;
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (final IOException e) {
                // What is thrown away cannot fail to any purpose.
            }
            socket = null;
        }
    }

    private HttpAnswer exchange(final byte[] head, final byte[] body) throws IOException {
        final Socket open = opened();
        boolean whole = false;
        try {
            final long startNs = clockNs.getAsLong();
            final ByteArrayOutputStream request = new ByteArrayOutputStream(head.length + body.length);
            request.write(head);
            request.write(body);
            final OutputStream out = open.getOutputStream();
            out.write(request.toByteArray());
            out.flush();
            final HttpAnswer answer = read(startNs);
            whole = !answer.closed();
            return answer;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private Socket opened() throws IOException {
        if (socket == null) {
            final boolean secure = "https".equals(target.getScheme());
            final int port = target.getPort() > 0 ? target.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
            final Socket plain = new Socket();
            plain.connect(new InetSocketAddress(target.getHost(), port), timeoutMs);
            plain.setSoTimeout(timeoutMs);
            plain.setTcpNoDelay(true);
            socket = secure ? secured(plain, port) : plain;
            in = new BufferedInputStream(socket.getInputStream());
        }
        return socket;
    }

    private Socket secured(final Socket plain, final int port) throws IOException {
        final SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        final SSLSocket secured = (SSLSocket) factory.createSocket(plain, target.getHost(), port, true);
        final SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }

    private HttpAnswer read(final long startNs) throws IOException {
        final String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("the answer begins with '" + statusLine + "'");
        }
        final int status = Integer.parseInt(statusLine.substring(9, 12));
        final Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            final int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        final boolean closing = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        final byte[] body = body(status, headers);
        return HttpAnswer.of(status, headers, body, closing, clockNs.getAsLong() - startNs);
    }

    private byte[] body(final int status, final Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        if (status == 204) {
            return new byte[0];
        }
        final String length = headers.getOrDefault("content-length", "");
        if (!length.matches("\\d{1,9}")) {
            throw new IOException("an answer of status " + status + " has no Content-Length");
        }
        return bytes(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            final String size = line().split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new IOException("a chunk's size is '" + size + "'");
            }
            final int length = Integer.parseInt(size, 16);
            if (length == 0) {
                while (!line().isEmpty()) {
                    // trailers
                }
                return body.toByteArray();
            }
            body.write(bytes(length));
            line();
        }
    }

    private byte[] bytes(final int length) throws IOException {
        if (length > MAX_BODY_BYTES) {
            throw new IOException("the answer has " + length + " bytes");
        }
        final byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection was closed inside the answer");
        }
        return bytes;
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed before the end of the answer");
            }
            if (line.length() > MAX_LINE_BYTES) {
                throw new IOException("the answer's head has no end");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private String path() {
        final String path = target.getRawPath();
        final String query = target.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    private static byte[] compressed(final byte[] body) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
