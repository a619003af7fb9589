package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class BidServerTest {
    private static final int LOOPS = 3;

    @Test
    void shouldGiveNewConnectionsToTheLoopWithTheFewest() throws IOException {
        final List<WireClient> clients = new ArrayList<>();
        try (TestBidPort port = new TestBidPort(LOOPS, 10_000, 0)) {
            for (int i = 0; i < 4 * LOOPS; i++) {
                clients.add(connectAndAsk(port));
            }
            assertThat(openConnections(port)).containsExactly(4, 4, 4);
            // The clients of the second loop leave; its loop gets all that come next.
            for (int i = 1; i < 4 * LOOPS; i += LOOPS) {
                leave(clients.get(i));
            }
            awaitOpen(port, 1, 0);
            for (int i = 0; i < 4; i++) {
                clients.add(connectAndAsk(port));
            }
            assertThat(openConnections(port)).containsExactly(4, 4, 4);
        } finally {
            for (final WireClient client : clients) {
                client.close();
            }
        }
    }

    private static WireClient connectAndAsk(final TestBidPort port) throws IOException {
        final WireClient client = port.connect();
        client.post("{\"id\":1}");
        assertThat(client.readAnswer().status()).isEqualTo(200);
        return client;
    }

    private static void leave(final WireClient client) throws IOException {
        client.shutdownOutput();
        assertThat(client.readAnswerOrEnd()).isEmpty();
    }

    private static List<Integer> openConnections(final TestBidPort port) {
        final List<Integer> open = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            open.add(port.server.openConnections(i));
        }
        return open;
    }

    /** The client sees the end a moment before the loop has counted it. */
    private static void awaitOpen(final TestBidPort port, final int loop, final int open) {
        final long deadlineNs = System.nanoTime() + 5_000_000_000L;
        while (port.server.openConnections(loop) != open && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertThat(port.server.openConnections(loop)).isEqualTo(open);
    }

    @Test
    void shouldNameThreadsAfterTheirLoops() throws IOException {
        try (TestBidPort port = new TestBidPort(LOOPS, 10_000, 0)) {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("bid-loop-0", "bid-loop-1", "bid-loop-2");
            assertThat(port.server.counters()).hasSize(LOOPS);
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() throws IOException {
        try (TestBidPort port = new TestBidPort(1, 10_000, 0)) {
            final AcceptSettings same = new AcceptSettings(TestBidPort.HOST, port.port(), 10_000, 0);
            final BidLoopParts parts = new BidLoopParts(new EchoRoute(), new TestNotices(), latencyNs -> {});
            assertThatThrownBy(() -> BidServer.open(same, List.of(), List.of(parts)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bid port " + port.port() + " on 127.0.0.1")
                    .hasMessageContaining("in use");
        }
    }

    @Test
    @Tag("jdk25")
    void shouldAnswerWhatHasBegunAndCloseEverythingWhenDrained() throws Exception {
        try (TestBidPort port = new TestBidPort(2, 10_000, 0);
                WireClient idle = connectAndAsk(port);
                WireClient busy = connectAndAsk(port);
                WireClient halfway = port.connect()) {
            halfway.send("POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n{\"id");
            // An answer on the same loop shows that the first half has been read.
            idle.post("{\"id\":1}");
            assertThat(idle.readAnswer().saysClose()).isFalse();
            port.server.beginDrain();
            assertThatThrownBy(port::connect).isInstanceOf(ConnectException.class);

            busy.post("{\"id\":2}");
            final WireAnswer last = busy.readAnswer();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.saysClose()).isTrue();
            assertThat(busy.readAnswerOrEnd()).isEmpty();
            assertThat(idle.readAnswerOrEnd()).isEmpty();
            idle.leave();
            busy.leave();
            assertThat(port.server.awaitDrained(0)).isFalse();

            halfway.send("\":3}");
            assertThat(halfway.readAnswer().saysClose()).isTrue();
            assertThat(halfway.readAnswerOrEnd()).isEmpty();
            halfway.leave();
            assertThat(port.server.awaitDrained(5_000)).isTrue();
        }
    }

    @Test
    void shouldBeDrainedAtOnceWithoutConnections() throws Exception {
        try (TestBidPort port = new TestBidPort(2, 10_000, 0)) {
            port.server.beginDrain();
            assertThat(port.server.awaitDrained(0)).isTrue();
        }
    }

    @Test
    void shouldOutliveResets() throws IOException {
        try (TestBidPort port = new TestBidPort(1, 10_000, 0)) {
            for (int i = 0; i < 50; i++) {
                final WireClient client = port.connect();
                client.send("POST /openrtb2/demo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"id\":");
                client.reset();
            }
            try (WireClient client = connectAndAsk(port)) {
                awaitOpen(port, 0, 1);
                client.post("{\"id\":1}");
                assertThat(client.readAnswer().status()).isEqualTo(200);
                assertThat(port.count(AcceptCounter.CONNECTION_FAILURES)).isZero();
            }
        }
    }
}
