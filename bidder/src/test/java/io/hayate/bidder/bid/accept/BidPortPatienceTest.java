package io.hayate.bidder.bid.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow senders, slow readers, and clients that say nothing. */
@ExtendWith(LeakWatch.class)
class BidPortPatienceTest {
    private static final int PIPELINED = 400;
    private static final int LARGE_ANSWER_BYTES = 100_000;
    private static final int SMALL_RECEIVE_BUFFER_BYTES = 16 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nX: ",
                "POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
                "P",
            })
    void shouldAnswer408ThoughBytesKeepDribblingIn(final String beginning) throws IOException {
        try (TestBidPort port = new TestBidPort(1, 1_000, 0);
                WireClient client = port.connect()) {
            client.send(beginning);
            client.timeoutMs(100);
            Optional<WireAnswer> answer = Optional.empty();
            for (int sent = 0; answer.isEmpty() && sent < 100; sent++) {
                try {
                    answer = Optional.of(client.readAnswer());
                } catch (final SocketTimeoutException e) {
                    client.send("P");
                }
            }
            assertThat(answer).map(WireAnswer::status).contains(408);
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(port.count(AcceptCounter.REQUEST_TIMEOUTS)).isEqualTo(1);
        }
    }

    @Test
    void shouldCloseAnIdleConnectionOnlyAfterTheIdleTimeout() throws IOException {
        try (TestBidPort port = new TestBidPort(1, 100, 400);
                WireClient client = port.connect()) {
            client.post("{\"id\":1}");
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(client.readAnswerOrEnd()).isEmpty();
            assertThat(port.count(AcceptCounter.IDLE_TIMEOUTS)).isEqualTo(1);
            assertThat(port.count(AcceptCounter.REQUEST_TIMEOUTS)).isZero();
        }
    }

    @Test
    void shouldKeepAnIdleConnectionForeverByDefault() throws IOException {
        try (TestBidPort port = new TestBidPort(1, 50, 0);
                WireClient client = port.connect()) {
            client.post("{\"id\":1}");
            assertThat(client.readAnswer().status()).isEqualTo(200);
            client.timeoutMs(500);
            assertThat(client.isClosedByServer()).isFalse();
            client.timeoutMs(5_000);
            client.post("{\"id\":1}");
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    /** The kernel's buffers take some answers; the bidder must not make all the others in the meantime. */
    @Test
    void shouldStopAnsweringAClientThatNeverReadsAndCutItInTheEnd() throws IOException {
        try (TestBidPort port = new TestBidPort(1, 1_000, 0);
                WireClient client = new WireClient(TestBidPort.HOST, port.port(), SMALL_RECEIVE_BUFFER_BYTES);
                WireClient other = port.connect()) {
            final byte[] request =
                    WireClient.requestOf(("{\"id\":1,\"pad\":" + LARGE_ANSWER_BYTES + "}").getBytes(UTF_8));
            for (int i = 0; i < PIPELINED; i++) {
                client.send(request);
            }
            final long deadlineNs = System.nanoTime() + 10_000_000_000L;
            while (port.count(AcceptCounter.WRITE_TIMEOUTS) == 0 && System.nanoTime() < deadlineNs) {
                other.post("{\"id\":2,\"no\":true}");
                assertThat(other.readAnswer().status()).isEqualTo(204);
            }
            assertThat(port.count(AcceptCounter.WRITE_TIMEOUTS)).isEqualTo(1);
            assertThat(port.count(AcceptCounter.BIDS)).isLessThan(PIPELINED / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAnswerAllPipelinedRequestsToASlowReaderInOrder(final boolean epoll) throws IOException {
        try (TestBidPort port = new TestBidPort(1, 5_000, 0, epoll ? Transport.best() : Transport.nio());
                WireClient client = new WireClient(TestBidPort.HOST, port.port(), SMALL_RECEIVE_BUFFER_BYTES)) {
            for (int i = 0; i < PIPELINED; i++) {
                client.post("{\"id\":" + i + ",\"pad\":" + LARGE_ANSWER_BYTES + "}");
            }
            if (!epoll) {
                client.shutdownOutput();
            }
            for (int i = 0; i < PIPELINED; i++) {
                assertThat(client.readAnswer().text()).startsWith("{\"id\":\"" + i + "\"");
            }
            assertThat(port.count(AcceptCounter.WRITE_PAUSES)).isPositive();
            assertThat(port.count(AcceptCounter.CONNECTION_FAILURES)).isZero();
            assertThat(epoll || client.isClosedByServer()).isTrue();
        }
    }
}
