package io.hayate.bidder.bid.accept;

import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A bid port on the loopback address over {@link EchoRoute}. */
final class TestBidPort implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    final BidServer server;
    final List<EchoRoute> routes = new ArrayList<>();
    final List<TestNotices> notices = new ArrayList<>();
    final AtomicLong latencies = new AtomicLong();

    TestBidPort(final int loops, final long requestTimeoutMs, final long idleTimeoutMs) throws IOException {
        this(loops, requestTimeoutMs, idleTimeoutMs, Transport.best());
    }

    TestBidPort(final int loops, final long requestTimeoutMs, final long idleTimeoutMs, final Transport transport)
            throws IOException {
        final List<BidLoopParts> parts = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            final EchoRoute route = new EchoRoute();
            routes.add(route);
            notices.add(new TestNotices());
            parts.add(new BidLoopParts(route, notices.get(i), latencyNs -> latencies.incrementAndGet()));
        }
        server = BidServer.open(
                new AcceptSettings(HOST, 0, requestTimeoutMs, idleTimeoutMs),
                List.of(
                        TestProfiles.DEMO,
                        TestProfiles.of("asleep", 1, "enabled: false"),
                        TestProfiles.of(
                                "reasons", 2, "noBid: 200, gzip: false, contentType: application/json; charset=utf-8")),
                parts,
                transport);
    }

    int port() {
        return server.boundPort();
    }

    WireClient connect() throws IOException {
        return new WireClient(HOST, port());
    }

    long count(final AcceptCounter counter) {
        return server.counters().stream().mapToLong(block -> block.get(counter)).sum();
    }

    @Override
    public void close() {
        server.close();
    }
}
