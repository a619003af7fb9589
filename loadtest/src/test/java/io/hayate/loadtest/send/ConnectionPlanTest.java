package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.loadtest.StubBidder;
import io.hayate.loadtest.schedule.RateSchedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionPlanTest {
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long HALF_SECOND_NS = TimeUnit.MILLISECONDS.toNanos(500);

    @Test
    void shouldOpenAConnectionAnewAfterItsRequests() throws IOException {
        final SendResult result = send(new ConnectionPlan(4, 5, 0, 0), LONG_NS, (call, number) -> call.answer(204, ""));
        assertThat(result.count(SendCount.NO_BIDS)).isEqualTo(200);
        assertThat(result.failures()).isZero();
        // 40 that have had their five, and those that took their place.
        assertThat(result.count(SendCount.CONNECTS)).isBetween(40L, 44L);
    }

    @Test
    void shouldOpenAllConnectionsAnewInAStormWithoutBreakingARequest() throws IOException {
        final SendResult result = send(
                new ConnectionPlan(6, 0, TimeUnit.MILLISECONDS.toNanos(100), 0),
                LONG_NS,
                (call, number) -> call.answer(204, ""));
        assertThat(result.count(SendCount.NO_BIDS)).isEqualTo(200);
        assertThat(result.failures()).isZero();
        // Four storms within half a second, fewer where the machine slept over one.
        assertThat(result.count(SendCount.CONNECTS)).isBetween(12L, 6L + 4 * 6);
    }

    @Test
    void shouldOpenConnectionsOneAfterTheOtherInASlowStart() throws IOException {
        final SendResult result = send(
                new ConnectionPlan(8, 0, 0, TimeUnit.MILLISECONDS.toNanos(300)),
                LONG_NS,
                (call, number) -> call.answer(204, ""));
        assertThat(result.count(SendCount.NO_BIDS)).isEqualTo(200);
        assertThat(result.count(SendCount.CONNECTS)).isEqualTo(8);
        assertThat(result.failures()).isZero();
    }

    @Test
    void shouldGiveEachRequestTheTimeOfItsOwnTmax() throws IOException {
        // The first request of the two allows 50 ms, the other 20 s; the bidder answers neither for 300 ms.
        final List<String> requests = List.of("{\"id\":\"1\",\"tmax\":50}", "{\"id\":\"2\",\"tmax\":20000}");
        final StubBidder.Behaviour stallAtFirst = (call, number) -> {
            if (number == 0) {
                call.stall(300);
            }
            call.answer(204, "");
        };
        final SendResult result = send(ConnectionPlan.of(2), SendPlan.TMAX, stallAtFirst, requests, 10);
        assertThat(result.count(SendCount.SENT) + result.count(SendCount.UNSENT))
                .isEqualTo(5);
        assertThat(result.count(SendCount.TIMEOUTS) + result.count(SendCount.UNSENT))
                .as("those of 50 ms that fell due in the stall, not those of 20 s")
                .isBetween(1L, 3L);
        assertThat(result.count(SendCount.NO_BIDS)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldSpreadConnectionsOverReplicas() throws IOException {
        try (StubBidder first = StubBidder.start((call, number) -> call.answer(204, ""));
                StubBidder second = StubBidder.start((call, number) -> call.answer(500, ""))) {
            final List<Target> targets = List.of(Target.parse(first.url()), Target.parse(second.url()));
            final SendPlan plan =
                    new SendPlan(targets, RateSchedule.constant(200, HALF_SECOND_NS), ConnectionPlan.of(4), 1, LONG_NS);
            final SendResult result = send(plan, List.of("{}"));
            assertThat(result.count(SendCount.NO_BIDS)).isPositive();
            assertThat(result.count(SendCount.HTTP_ERRORS)).isPositive();
            assertThat(result.count(SendCount.ANSWERED)).isEqualTo(100);
        }
    }

    @Test
    void shouldEndEarlyWhenStoppedAndSayThatItIsPartial() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            final Target target = Target.parse(bidder.url());
            final SendPlan plan =
                    new SendPlan(target, RateSchedule.constant(500, LONG_NS), ConnectionPlan.of(2), 1, LONG_NS);
            try (RequestPool pool = pool(List.of("{}"), target);
                    Sender sender = Sender.open(plan, pool, null)) {
                sender.launch();
                assertThat(sender.awaitEnd(HALF_SECOND_NS)).isFalse();
                sender.stop();
                assertThat(sender.awaitEnd(LONG_NS)).isTrue();
                final SendResult result = sender.result();
                assertThat(result.interrupted()).isTrue();
                assertThat(result.plannedNs()).isBetween(HALF_SECOND_NS / 2, LONG_NS / 2);
                assertThat(result.count(SendCount.SENT)).isEqualTo(result.count(SendCount.NO_BIDS));
                assertThat(result.askedRatePerSecond()).isBetween(200.0, 1_000.0);
            }
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> ConnectionPlan.of(0)).hasMessage("connections must be above 0, not 0");
        assertThatThrownBy(() -> new ConnectionPlan(1, -1, 0, 0)).hasMessageContaining("below 0");
    }

    private static SendResult send(
            final ConnectionPlan connections, final long timeoutNs, final StubBidder.Behaviour behaviour)
            throws IOException {
        return send(connections, timeoutNs, behaviour, List.of("{}"), 400);
    }

    private static SendResult send(
            final ConnectionPlan connections,
            final long timeoutNs,
            final StubBidder.Behaviour behaviour,
            final List<String> requests,
            final int ratePerSecond)
            throws IOException {
        try (StubBidder bidder = StubBidder.start(behaviour)) {
            final Target target = Target.parse(bidder.url());
            return send(
                    new SendPlan(
                            target, RateSchedule.constant(ratePerSecond, HALF_SECOND_NS), connections, 1, timeoutNs),
                    requests);
        }
    }

    private static SendResult send(final SendPlan plan, final List<String> requests) throws IOException {
        try (RequestPool pool = pool(requests, plan.target());
                Sender sender = Sender.open(plan, pool, null)) {
            sender.launch();
            assertThat(sender.awaitEnd(2 * LONG_NS)).isTrue();
            return sender.result();
        }
    }

    private static RequestPool pool(final List<String> requests, final Target target) {
        return RequestPool.of(
                requests.stream()
                        .map(request -> request.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                target);
    }
}
