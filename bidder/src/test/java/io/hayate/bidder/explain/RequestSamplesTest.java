package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.telemetry.CounterBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSamplesTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final CounterBlock<LoopFunnelCounter> counters = new CounterBlock<>(LoopFunnelCounter.class);
    private final RequestSamples samples = new RequestSamples(0, 1, counters);
    private final BidContext context = new BidContext(TestProfiles.DEMO);

    @ParameterizedTest
    @ValueSource(ints = {50, 1_000, 50_000})
    void shouldTakeAboutAsManyWhateverTheTraffic(final int requestsPerSecond) {
        body("{}");
        final int seconds = 60;
        for (long i = 0; i < (long) seconds * requestsPerSecond; i++) {
            offerAt(i * SECOND_NS / requestsPerSecond);
            drained();
        }
        // While it finds the right distance it takes a few more.
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_TAKEN))
                .isBetween(
                        seconds * RequestSamples.SAMPLES_PER_SECOND / 2L,
                        seconds * RequestSamples.SAMPLES_PER_SECOND * 2L + 20);
    }

    @Test
    void shouldTakeEveryRequestOfAQuietLoop() {
        body("{}");
        for (int i = 0; i < 100; i++) {
            offerAt(i * SECOND_NS);
        }
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_TAKEN)).isEqualTo(100);
    }

    @Test
    void shouldGoOnSoonWhenTrafficFalls() {
        body("{}");
        long nowNs = 0;
        for (int i = 0; i < 1_000_000; i++) {
            nowNs += 10_000;
            offerAt(nowNs);
            drained();
        }
        final long before = counters.get(LoopFunnelCounter.SAMPLES_TAKEN);
        for (int i = 0; i < 40; i++) {
            nowNs += SECOND_NS / 2;
            offerAt(nowNs);
        }
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_TAKEN) - before).isEqualTo(40);
    }

    @Test
    void shouldHandOverTheBytesAsTheyCame() {
        final List<String> offered = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            offered.add("{\"id\":\"" + "é".repeat(i * 7) + "\"}");
            body(offered.get(i));
            offerAt(i * SECOND_NS);
        }
        assertThat(drained()).isEqualTo(offered);
        assertThat(drained()).isEmpty();
    }

    @Test
    void shouldDropWhatAFullRingHasNoRoomFor() {
        body("x".repeat(20_000));
        final int tries = 100;
        for (int i = 0; i < tries; i++) {
            offerAt(i * SECOND_NS);
        }
        final long taken = counters.get(LoopFunnelCounter.SAMPLES_TAKEN);
        assertThat(taken).isBetween(1L, tries - 1L);
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_DROPPED)).isEqualTo(tries - taken);
        final List<String> all = new ArrayList<>(drained());
        all.addAll(drained());
        assertThat(all).hasSize((int) taken);

        offerAt(tries * SECOND_NS);
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_TAKEN)).isEqualTo(taken + 1);
    }

    @Test
    void shouldLeaveOutBodiesAboveTheLimit() {
        body("x".repeat(RequestSamples.MAX_SAMPLE_BYTES + 1));
        offerAt(SECOND_NS);
        assertThat(counters.get(LoopFunnelCounter.SAMPLES_TOO_LARGE)).isOne();
        body("x".repeat(RequestSamples.MAX_SAMPLE_BYTES));
        offerAt(2 * SECOND_NS);
        assertThat(drained()).hasSize(1);
    }

    private void body(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, context.request.body, 0, bytes.length);
        context.request.bodyLengthBytes = bytes.length;
    }

    private void offerAt(final long nowNs) {
        context.arrivalNs = SECOND_NS + nowNs;
        samples.offer(context);
    }

    private List<String> drained() {
        final List<String> bodies = new ArrayList<>();
        samples.drain(
                (exchange, buffer, offset, length) -> {
                    assertThat(exchange).isEqualTo(TestProfiles.DEMO.ordinal());
                    final byte[] body = new byte[length];
                    buffer.getBytes(offset, body);
                    bodies.add(new String(body, StandardCharsets.UTF_8));
                },
                Integer.MAX_VALUE);
        return bodies;
    }
}
