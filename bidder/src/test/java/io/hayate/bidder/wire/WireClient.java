package io.hayate.bidder.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plain socket that sends any bytes, and reads answers strictly: what is not valid HTTP is an exception. */
public final class WireClient implements AutoCloseable {
    private static final int DEFAULT_TIMEOUT_MS = 10_000;

    private final Socket socket;
    private final InputStream in;

    public WireClient(final String host, final int port) throws IOException {
        this(host, port, 0);
    }

    /** @param receiveBufferBytes 0: as the system likes */
    public WireClient(final String host, final int port, final int receiveBufferBytes) throws IOException {
        socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress(host, port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEFAULT_TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public void timeoutMs(final int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
    }

    public void send(final byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void send(final String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends a bid request to the demo exchange. */
    public void post(final String body, final String... headers) throws IOException {
        post(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    public void post(final byte[] body, final String... headers) throws IOException {
        send(requestOf(body, headers));
    }

    public static byte[] requestOf(final byte[] body, final String... headers) {
        final StringBuilder head = new StringBuilder("POST /openrtb2/demo HTTP/1.1\r\nHost: bidder.test\r\n");
        for (final String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        final ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes so that the other side gets a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** The next answer, which must come. */
    public WireAnswer readAnswer() throws IOException {
        return readAnswerOrEnd().orElseThrow(() -> new EOFException("closed without an answer"));
    }

    /** The next answer, or empty when the server closed the connection, in order or by a reset. */
    public Optional<WireAnswer> readAnswerOrEnd() throws IOException {
        final String statusLine;
        try {
            statusLine = readLine();
        } catch (final SocketException e) {
            return Optional.empty();
        }
        if (statusLine == null) {
            return Optional.empty();
        }
        if (!statusLine.matches("HTTP/1\\.1 [1-5][0-9][0-9] [ -~]*")) {
            throw new IOException("not a status line: " + statusLine);
        }
        final int status = Integer.parseInt(statusLine.substring(9, 12));
        final Map<String, List<String>> headers = readHeaders();
        final boolean withoutBody = status < 200 || status == 204 || status == 304;
        final List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (lengths.size() != (withoutBody ? 0 : 1)) {
            throw new IOException("status " + status + " with " + lengths.size() + " content lengths");
        }
        final int length = withoutBody ? 0 : Integer.parseInt(lengths.get(0));
        final byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("answer cut after " + body.length + " of " + length + " bytes");
        }
        return Optional.of(new WireAnswer(status, headers, body));
    }

    /** Whether the server has closed, or closes within the time-out; what comes before that is dropped. */
    public boolean isClosedByServer() throws IOException {
        try {
            while (in.read() >= 0) {}
        } catch (final SocketException e) {
            return true;
        } catch (final java.net.SocketTimeoutException e) {
            return false;
        }
        return true;
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        final Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = readLine(); ; line = readLine()) {
            if (line == null) {
                throw new EOFException("cut in the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            if (!line.matches("[A-Za-z0-9-]+: [ -~]*")) {
                throw new IOException("not a header line: " + line);
            }
            final int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 2));
        }
    }

    /** Up to CRLF; null at the end of the connection. */
    private String readLine() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                throw new IOException("a line feed without carriage return");
            }
            if (next == '\r') {
                if (in.read() != '\n') {
                    throw new IOException("a carriage return without line feed");
                }
                return line.toString();
            }
            line.append((char) next);
        }
        if (line.length() > 0) {
            throw new EOFException("cut in a line: " + line);
        }
        return null;
    }

    /** Closes before the end of a test. */
    public void leave() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
