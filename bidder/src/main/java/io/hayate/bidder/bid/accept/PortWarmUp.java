package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.exchanges.ExchangeProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Sends generated requests through a bid port of its own on the loopback, so that reading and answering HTTP is compiled
 * before the real port opens; what it counts goes with it. Owned by the launching thread.
 */
public final class PortWarmUp {
    /** All sent before any answer is read, so they and their answers must fit the buffers between. */
    private static final int REQUESTS_PER_CONNECTION = 16;

    private static final int MAX_CONNECTIONS = 700;

    /** On a machine too slow or too busy for all of them, the start goes on after this. */
    private static final long MAX_DURATION_NS = TimeUnit.SECONDS.toNanos(2);

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final BidRoute route;
    private final NanoClock clock;

    /** @param route as for {@link io.hayate.bidder.bid.WarmUp} */
    public PortWarmUp(final BidRoute route, final NanoClock clock) {
        this.route = route;
        this.clock = clock;
    }

    /**
     * Returns how many requests were sent and answered.
     *
     * @throws IOException if the loopback cannot be used
     */
    public int run(final ExchangeProfile exchange, final List<byte[]> bodies) throws IOException {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        final AcceptSettings settings = new AcceptSettings(loopback.getHostAddress(), 0, REQUEST_TIMEOUT_MS, 0);
        final BidLoopParts parts = new BidLoopParts(route, new NoNotices(), latencyNs -> {});
        int count = 0;
        try (BidServer server = BidServer.open(settings, List.of(exchange), List.of(parts))) {
            final long startNs = clock.nanoTime();
            for (int i = 0; i < MAX_CONNECTIONS && clock.nanoTime() - startNs < MAX_DURATION_NS; i++) {
                try (Socket socket = new Socket(loopback, server.boundPort())) {
                    socket.setSoTimeout(REQUEST_TIMEOUT_MS);
                    socket.getOutputStream().write(requests(exchange, bodies, i * REQUESTS_PER_CONNECTION));
                    final InputStream answers = socket.getInputStream();
                    // The last request asks for the connection's end, so all is answered when it has come.
                    answers.readAllBytes();
                }
                count += REQUESTS_PER_CONNECTION;
            }
        }
        return count;
    }

    private static byte[] requests(final ExchangeProfile exchange, final List<byte[]> bodies, final int first) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < REQUESTS_PER_CONNECTION; i++) {
            final byte[] body = bodies.get((first + i) % bodies.size());
            final String head = "POST /openrtb2/" + exchange.name() + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nx-openrtb-version: 2.6\r\nAccept-Encoding: identity\r\n"
                    + (i == REQUESTS_PER_CONNECTION - 1 ? "Connection: close\r\n" : "")
                    + "Content-Length: " + body.length + "\r\n\r\n";
            out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    /** None are sent here. Immutable; shared. */
    private static final class NoNotices implements NoticeRoute {
        @Override
        public NoticeAnswer receive(final String uri, final @Nullable String authorization) {
            return NoticeAnswer.NOT_FOUND;
        }

        @Override
        public String landingPage() {
            return "";
        }
    }
}
