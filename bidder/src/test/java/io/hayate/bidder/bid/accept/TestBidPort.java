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
            parts.add(new BidLoopParts(route, new FixedNotices(), latencyNs -> latencies.incrementAndGet()));
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

    /** Answers by the last part of the path. */
    private static final class FixedNotices implements NoticeRoute {
        @Override
        public NoticeAnswer receive(final String uri, final String authorization) {
            return switch (uri) {
                case "/notice/imp?t=1" -> NoticeAnswer.PIXEL;
                case "/notice/click?t=1" -> NoticeAnswer.REDIRECT;
                case "/notice/click?t=forged" -> NoticeAnswer.NOT_FOUND;
                case "/notice/win?t=busy" -> NoticeAnswer.BUSY;
                case "/notice/conversion?id=1" ->
                    "Bearer x".equals(authorization) ? NoticeAnswer.PIXEL : NoticeAnswer.NO_CONTENT;
                case "/notice/loss?t=1" -> authorization == null ? NoticeAnswer.PIXEL : NoticeAnswer.NO_CONTENT;
                default -> NoticeAnswer.NO_CONTENT;
            };
        }

        @Override
        public String landingPage() {
            return "https://shop.example/a?b=c\r\nX-Bad: 1#ü";
        }
    }
}
