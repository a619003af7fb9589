package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.StubBidder;
import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A bidder that stalls for a second, once: what an open loop makes of it, and what a closed one. */
class StallTest {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long LENGTH_NS = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final int CONNECTIONS = 4;

    private static final StubBidder.Behaviour STALL_ONCE = (call, number) -> {
        if (number == 200) {
            call.stall(1_000);
        }
        call.answer(204, "");
    };

    @Test
    void shouldChargeAStallToEveryRequestThatWasDueInIt() throws IOException {
        final SendResult result = send(RateSchedule.constant(1_000, LENGTH_NS));
        final Histogram fromDue = result.latency().fromDue();
        final Histogram fromSend = result.latency().fromSend();
        assertThat(fromDue.getTotalCount()).isEqualTo(2_500);
        // In the first 500 ms of the stall 500 requests fell due, so each had at least 500 ms still to wait.
        assertThat(slow(fromDue)).isGreaterThanOrEqualTo(490);
        assertThat(fromDue.getMaxValue()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(990));
        assertThat(slow(fromSend)).as("only what was on the connections").isLessThan(slow(fromDue) / 2);
    }

    @Test
    void shouldHardlyShowTheSameStallInAClosedLoop() throws IOException {
        final SendResult result = send(new ClosedLoop(LENGTH_NS));
        assertThat(result.count(SendCount.ANSWERED)).isGreaterThan(1_000);
        assertThat(slow(result.latency().fromDue()))
                .as("one for each connection: nothing else was sent")
                .isBetween(1L, (long) CONNECTIONS);
        assertThat(result.latency().lag().getTotalCount()).isZero();
        assertThat(result.reasonsInvalid(0)).isEmpty();
    }

    private static SendResult send(final Schedule schedule) throws IOException {
        try (StubBidder bidder = StubBidder.start(STALL_ONCE)) {
            final Target target = Target.parse(bidder.url());
            final SendPlan plan = new SendPlan(target, schedule, ConnectionPlan.of(CONNECTIONS), 1, TIMEOUT_NS);
            try (RequestPool pool = RequestPool.of(List.of("{}".getBytes(StandardCharsets.UTF_8)), target);
                    Sender sender = Sender.open(plan, pool, null)) {
                sender.launch();
                assertThat(sender.awaitEnd(2 * TIMEOUT_NS)).isTrue();
                return sender.result();
            }
        }
    }

    private static long slow(final Histogram histogram) {
        return histogram.getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(500), Long.MAX_VALUE);
    }
}
