package io.hayate.benchmarks.changes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A keep-alive connection to a bidder, one call after the other: small enough that hundreds of calls a second cost the
 * measuring side little. Answers must have a Content-Length. Owned by the thread that calls.
 */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final int MAX_LINE_BYTES = 8 * 1024;
    private static final int STATUS_OFFSET = 9;

    private final InetSocketAddress address;
    private final Socket socket;
    private final InputStream in;

    /** @param body empty if there is none */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Answer(int status, byte[] body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private HttpConnection(final InetSocketAddress address, final Socket socket) throws IOException {
        this.address = address;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static HttpConnection open(final InetSocketAddress address) throws IOException {
        final Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(address, TIMEOUT_MS);
            return new HttpConnection(address, socket);
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @throws IOException if there is no answer */
    Answer call(final String method, final String path, final byte[] body) throws IOException {
        final String head = method + " " + path + " HTTP/1.1\r\nHost: "
                + address.getAddress().getHostAddress() + ":"
                + address.getPort() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        final ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    private Answer answer() throws IOException {
        final String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.1 \\d{3}( .*)?")) {
            throw new IOException("no HTTP answer: " + statusLine);
        }
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            final String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        final byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer is cut");
        }
        return new Answer(Integer.parseInt(statusLine.substring(STATUS_OFFSET, STATUS_OFFSET + 3)), body);
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MAX_LINE_BYTES) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            // What is thrown away cannot fail to any purpose.
        }
    }
}
