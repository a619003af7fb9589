package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

class PortWarmUpTest {
    private static final ExchangeProfile DEMO = TestProfiles.DEMO;

    @Test
    void shouldBringEveryRequestThroughToTheRoute() throws Exception {
        final RememberingRoute route = new RememberingRoute();
        final List<byte[]> bodies =
                List.of("first".getBytes(StandardCharsets.UTF_8), "second".getBytes(StandardCharsets.UTF_8));

        final int sent = new PortWarmUp(route, SystemNanoClock.INSTANCE).run(DEMO, bodies);

        assertThat(sent).isPositive().isEqualTo(route.requests.get());
        assertThat(route.bodies).containsExactly("first", "second");
    }

    /** Answers a no-bid and a bid in turn. */
    private static final class RememberingRoute implements BidRoute {
        final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];
        final Set<String> bodies = new TreeSet<>();
        final AtomicInteger requests = new AtomicInteger();

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public int bid(
                final ExchangeProfile exchange,
                final int bodyLengthBytes,
                final long arrivalNs,
                final long arrivalMs,
                final byte[] answer) {
            bodies.add(new String(body, 0, bodyLengthBytes, StandardCharsets.UTF_8));
            return requests.incrementAndGet() % 2 == 0 ? 100 : NO_BID;
        }

        @Override
        public void endOfBatch() {}
    }
}
