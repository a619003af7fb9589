package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices that are answered when they are durable, and what comes behind them. */
@ExtendWith(LeakWatch.class)
class BidPortParkingTest {
    private static final String WAITS = "GET /notice/win?t=waits HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String FULL = "GET /notice/imp?t=full HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LONG_MS = 20_000;
    private static final int SHORT_MS = 40;

    @Test
    void shouldAnswerOnlyWhatIsDurableAndBidOnBesides() throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient first = port.connect();
                WireClient second = port.connect();
                WireClient bids = port.connect()) {
            first.send(WAITS);
            awaitParked(port, 1);
            second.send("GET /notice/click?t=waits HTTP/1.1\r\nHost: x\r\n\r\n");
            awaitParked(port, 2);
            assertBids(bids);
            port.notices.get(0).makeDurable(1);
            assertThat(first.readAnswer().status()).isEqualTo(204);
            awaitParked(port, 1);
            assertBids(bids);
            port.notices.get(0).makeDurable(2);
            final WireAnswer click = second.readAnswer();
            assertThat(click.status()).isEqualTo(302);
            assertThat(click.header("Location"))
                    .hasValueSatisfying(url -> assertThat(url).startsWith("https://shop.example/"));
            awaitParked(port, 0);
            assertThat(port.count(AcceptCounter.NOTICES_PARKED)).isEqualTo(2);
        }
    }

    private static void assertBids(final WireClient client) throws IOException {
        client.post("{\"id\":1}");
        assertThat(client.readAnswer().status()).isEqualTo(200);
    }

    /** All of it in one write, or piece by piece: what was read waits in the decoder, the rest in the kernel. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepTheOrderOfWhatIsPipelined(final boolean atOnce) throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient client = port.connect();
                WireClient other = port.connect()) {
            final List<String> requests = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                requests.add(bid(2 * i));
                requests.add(WAITS);
                requests.add(bid(2 * i + 1));
                requests.add("GET /notice/imp?t=1 HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            if (atOnce) {
                client.send(String.join("", requests));
            } else {
                for (final String request : requests) {
                    client.send(request);
                    assertBids(other);
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.readAnswer().text()).startsWith("{\"id\":\"" + 2 * i + "\"");
                awaitParked(port, 1);
                assertThat(port.notices.get(0).received).hasValue(2 * i + 1);
                port.notices.get(0).makeDurable(i + 1);
                assertThat(client.readAnswer().status()).isEqualTo(204);
                assertThat(client.readAnswer().text()).startsWith("{\"id\":\"" + (2 * i + 1) + "\"");
                assertThat(client.readAnswer().status()).isEqualTo(200);
            }
            assertThat(port.count(AcceptCounter.CONNECTION_FAILURES)).isZero();
        }
    }

    private static String bid(final int id) {
        final String body = "{\"id\":" + id + "}";
        return "POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAnswerAClientThatHasSaidItsLast(final boolean more) throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient client = port.connect()) {
            client.send(more ? WAITS + bid(1) : WAITS);
            client.shutdownOutput();
            awaitParked(port, 1);
            port.notices.get(0).makeDurable(1);
            assertThat(client.readAnswer().status()).isEqualTo(204);
            if (more) {
                assertThat(client.readAnswer().status()).isEqualTo(200);
            }
            assertThat(client.readAnswerOrEnd()).isEmpty();
            await(() -> port.server.openConnections(0), 0);
            assertThat(port.count(AcceptCounter.LINGERS_CUT)).isZero();
        }
    }

    @Test
    void shouldCloseAfterTheAnswerWhereThatWasAskedFor() throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient client = port.connect()) {
            client.send("GET /notice/win?t=waits HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" + bid(1));
            awaitParked(port, 1);
            port.notices.get(0).makeDurable(1);
            final WireAnswer answer = client.readAnswer();
            assertThat(answer.saysClose()).isTrue();
            assertThat(client.readAnswerOrEnd()).isEmpty();
            assertThat(port.count(AcceptCounter.BIDS)).isZero();
        }
    }

    @Test
    void shouldHandOverAgainWhenThereIsRoomOnce() throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient first = port.connect();
                WireClient second = port.connect()) {
            first.send(FULL);
            awaitParked(port, 1);
            second.send(FULL + bid(1));
            awaitParked(port, 2);
            port.notices.get(0).makeRoom();
            assertThat(first.readAnswer().status()).isEqualTo(200);
            awaitParked(port, 1);
            port.notices.get(0).makeDurable(2);
            assertThat(second.readAnswer().status()).isEqualTo(200);
            assertThat(second.readAnswer().text()).startsWith("{\"id\":\"1\"");
            assertThat(port.notices.get(0).received).hasValue(2);
            assertThat(port.notices.get(0).givenUp).hasValue(0);
        }
    }

    @Test
    void shouldRefuseWhatFindsNoRoomInTimeAndGoOn() throws IOException {
        try (TestBidPort port = new TestBidPort(1, SHORT_MS, 0);
                WireClient client = port.connect()) {
            client.send(FULL + bid(1));
            assertThat(client.readAnswer().status()).isEqualTo(429);
            assertThat(client.readAnswer().status()).isEqualTo(200);
            assertThat(port.notices.get(0).givenUp).hasValue(1);
            assertThat(port.count(AcceptCounter.NOTICES_BUSY)).isEqualTo(1);
            awaitParked(port, 0);
        }
    }

    @Test
    void shouldCloseWithoutAnAnswerWhatIsNotDurableInTime() throws IOException {
        try (TestBidPort port = new TestBidPort(1, SHORT_MS, 0);
                WireClient client = port.connect()) {
            client.send(WAITS);
            assertThat(client.readAnswerOrEnd()).isEmpty();
            assertThat(port.count(AcceptCounter.NOTICES_NOT_DURABLE)).isEqualTo(1);
            assertThat(port.count(AcceptCounter.ANSWERED_204)).isZero();
            awaitParked(port, 0);
        }
    }

    @Test
    void shouldForgetAClientThatLeft() throws IOException {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient stays = port.connect()) {
            final WireClient leaves = port.connect();
            leaves.send(WAITS);
            awaitParked(port, 1);
            leaves.reset();
            awaitParked(port, 0);
            stays.send(WAITS);
            awaitParked(port, 1);
            port.notices.get(0).makeDurable(2);
            assertThat(stays.readAnswer().status()).isEqualTo(204);
        }
    }

    /** More than are answered in one turn of the loop. */
    @Test
    void shouldAnswerALargeGroup() throws IOException {
        final int clients = 3 * HttpLimits.PARKED_ANSWERS_PER_TURN;
        final List<WireClient> parked = new ArrayList<>();
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0)) {
            for (int i = 0; i < clients; i++) {
                final WireClient client = port.connect();
                client.send(WAITS);
                parked.add(client);
            }
            awaitParked(port, clients);
            port.notices.get(0).makeDurable(clients);
            for (final WireClient client : parked) {
                assertThat(client.readAnswer().status()).isEqualTo(204);
            }
            awaitParked(port, 0);
        } finally {
            for (final WireClient client : parked) {
                client.close();
            }
        }
    }

    @Test
    void shouldAnswerWhatIsParkedBeforeItIsDrained() throws Exception {
        try (TestBidPort port = new TestBidPort(1, LONG_MS, 0);
                WireClient client = port.connect()) {
            client.send(WAITS);
            awaitParked(port, 1);
            port.server.beginDrain();
            assertThat(port.server.awaitDrained(0)).isFalse();
            port.notices.get(0).makeDurable(1);
            final WireAnswer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.saysClose()).isTrue();
            client.leave();
            assertThat(port.server.awaitDrained(5_000)).isTrue();
        }
    }

    private static void awaitParked(final TestBidPort port, final int count) {
        await(() -> port.server.parkedConnections(0), count);
    }

    private static void await(final LongSupplier value, final long expected) {
        final long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (value.getAsLong() != expected && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(value.getAsLong()).isEqualTo(expected);
    }
}
