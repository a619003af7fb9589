package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedServerTest {
    private static final String HOST = "127.0.0.1";
    private static final String REQUEST = "POST /any/path HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final long MS = 1_000_000;

    @Test
    void shouldAnswerEveryPostOverTheSameConnection() throws IOException {
        try (FixedServer server = open(0, 0, 0);
                Socket socket = connect(server)) {
            assertThat(exchange(socket, REQUEST, NO_CONTENT.length())).isEqualTo(NO_CONTENT);
            assertThat(exchange(socket, REQUEST + REQUEST, 2 * NO_CONTENT.length()))
                    .isEqualTo(NO_CONTENT + NO_CONTENT);
        }
    }

    @Test
    void shouldAnswerWithABodyOfTheLengthAskedFor() throws IOException {
        final String expected =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n\"xxxxxx\"";
        try (FixedServer server = open(8, 0, 0);
                Socket socket = connect(server)) {
            assertThat(exchange(socket, REQUEST, expected.length())).isEqualTo(expected);
            assertThat(exchange(socket, REQUEST, expected.length())).isEqualTo(expected);
        }
    }

    @Test
    void shouldTakePostsOnly() throws IOException {
        final String expected = "HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Length: 0\r\n\r\n";
        try (FixedServer server = open(0, 0, 0);
                Socket socket = connect(server)) {
            assertThat(exchange(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", expected.length()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldAnswerAfterTheDelay() throws IOException {
        try (FixedServer server = open(0, 30 * MS, 0);
                Socket socket = connect(server)) {
            final long startNs = System.nanoTime();
            exchange(socket, REQUEST, NO_CONTENT.length());
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(30 * MS);
        }
    }

    @Test
    void shouldHoldAllAnswersBackWhileItStalls() throws IOException {
        try (FixedServer server = open(0, 10 * MS, 0);
                Socket socket = connect(server);
                Socket other = connect(server)) {
            // Under way when the stall begins, so it is caught by it.
            send(other, REQUEST);
            final long startNs = System.nanoTime();
            assertThat(exchange(
                            socket, "POST /stall?ms=150 HTTP/1.1\r\nContent-Length: 0\r\n\r\n", NO_CONTENT.length()))
                    .isEqualTo(NO_CONTENT);
            assertThat(exchange(socket, REQUEST, NO_CONTENT.length())).isEqualTo(NO_CONTENT);
            // By its clock the stall began after ours.
            assertThat(System.nanoTime() - startNs).isGreaterThanOrEqualTo(150 * MS);
            assertThat(read(other, NO_CONTENT.length())).isEqualTo(NO_CONTENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stall", "/stall?ms=", "/stall?ms=0", "/stall?ms=long", "/stall?ms=99999999"})
    void shouldRefuseAStallWithoutLength(final String path) throws IOException {
        final String expected = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
        try (FixedServer server = open(0, 0, 0);
                Socket socket = connect(server)) {
            final String request = "POST " + path + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
            assertThat(exchange(socket, request, expected.length())).isEqualTo(expected);
        }
    }

    @Test
    void shouldKnowThePercentilesOfItsDelays() {
        // exp(0.5 x 1.2816) and exp(0.5 x 2.3263) times the median.
        assertThat(new FixedAnswer(0, 2 * MS, 0.5, 1).delayPercentilesNs())
                .containsExactly(new double[] {2.0 * MS, 3.796 * MS, 6.400 * MS}, within(0.001 * MS));
    }

    @Test
    void shouldRefuseAnswersThatMakeNoSense() {
        assertThatThrownBy(() -> new FixedAnswer(1, 0, 0, 1)).hasMessageContaining("--bytes");
        assertThatThrownBy(() -> new FixedAnswer(2 << 20, 0, 0, 1)).hasMessageContaining("--bytes");
        assertThatThrownBy(() -> new FixedAnswer(0, 0, 0.5, 1)).hasMessage("--sigma needs a --delay: it is the median");
        assertThatThrownBy(() -> new FixedAnswer(0, 1, 3, 1)).hasMessageContaining("--sigma must be");
    }

    @Test
    void shouldSayThatAPortIsTaken() throws IOException {
        try (FixedServer server = open(0, 0, 0)) {
            assertThatThrownBy(() -> FixedServer.open(HOST, server.port(), 1, new FixedAnswer(0, 0, 0, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port());
        }
    }

    private static FixedServer open(final int bytes, final long delayNs, final double sigma) throws IOException {
        return FixedServer.open(HOST, 0, 1, new FixedAnswer(bytes, delayNs, sigma, 1));
    }

    private static Socket connect(final FixedServer server) throws IOException {
        final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String exchange(final Socket socket, final String request, final int length) throws IOException {
        send(socket, request);
        return read(socket, length);
    }

    private static void send(final Socket socket, final String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(final Socket socket, final int length) throws IOException {
        final InputStream in = socket.getInputStream();
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }
}
