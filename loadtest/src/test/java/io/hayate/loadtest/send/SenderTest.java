package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.loadtest.StubBidder;
import io.hayate.loadtest.schedule.RateProfile;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Spacing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class SenderTest {
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(30);
    private static final String BID = "{\"id\":\"1\",\"seatbid\": [ {\"bid\":[{\"impid\":\"1\"}]}]}";

    @Test
    void shouldCountEveryRequestOnceByHowItEnded() throws IOException {
        final StubBidder.Behaviour byNumber = (call, number) -> {
            switch (number % 12) {
                case 0, 1, 2 -> call.answer(204, "");
                case 3 -> call.answer(200, "{\"id\":\"1\",\"seatbid\":[]}");
                case 4 -> call.answer(200, "{\"id\":\"1\", \"nbr\" : 2}");
                case 5, 6 -> call.answer(200, BID);
                case 7 -> call.answer(500, "");
                case 8 -> call.send("no HTTP at all\r\n\r\n");
                case 9 -> {
                    call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
                    call.close();
                }
                case 10 -> call.reset();
                default -> call.answer(400, "", "Connection: close\r\n");
            }
        };
        try (StubBidder bidder = StubBidder.start(byNumber)) {
            final SendResult result = send(bidder, 1200, 1, 8, LONG_NS, null);
            assertThat(result.count(SendCount.SENT)).isEqualTo(1200);
            assertThat(result.count(SendCount.ANSWERED)).isEqualTo(900);
            assertThat(result.count(SendCount.NO_BIDS)).isEqualTo(500);
            assertThat(result.noBidReasons()).containsExactly(Map.entry(2, 100L));
            assertThat(result.count(SendCount.BIDS)).isEqualTo(200);
            assertThat(result.count(SendCount.HTTP_ERRORS)).isEqualTo(200);
            assertThat(result.errorStatuses()).containsEntry(500, 100L).containsEntry(400, 100L);
            assertThat(result.count(SendCount.BROKEN))
                    .as("garbage, closed amid a body, reset")
                    .isEqualTo(300);
            assertThat(result.count(SendCount.TIMEOUTS) + result.count(SendCount.UNSENT))
                    .isZero();
            assertThat(result.latency().fromDue().getTotalCount()).isEqualTo(900);
            assertThat(result.failures()).isEqualTo(500);
        }
    }

    @Test
    void shouldGiveUpWhatIsNotAnsweredInTimeAndGoOnWithNewConnections() throws IOException {
        final StubBidder.Behaviour silentAtFirst = (call, number) -> {
            if (number >= 3) {
                call.answer(204, "");
            }
        };
        try (StubBidder bidder = StubBidder.start(silentAtFirst)) {
            final SendResult result = send(bidder, 100, 1, 3, TimeUnit.MILLISECONDS.toNanos(200), null);
            assertThat(result.count(SendCount.TIMEOUTS)).isGreaterThanOrEqualTo(3);
            assertThat(result.count(SendCount.ANSWERED)).isPositive();
            assertThat(result.count(SendCount.ANSWERED)
                            + result.count(SendCount.TIMEOUTS)
                            + result.count(SendCount.UNSENT)
                            + result.count(SendCount.BROKEN))
                    .isEqualTo(100);
            assertThat(result.latency().fromDue().getTotalCount())
                    .as("requests that timed out are in the histogram too")
                    .isEqualTo(100 - result.count(SendCount.BROKEN));
        }
    }

    @Test
    void shouldTakeNoAnswerThatComesAfterTheTimeoutHoweverLittle() throws IOException {
        final StubBidder.Behaviour alwaysLate = (call, number) -> {
            final long sinceNs = System.nanoTime();
            while (System.nanoTime() - sinceNs < TimeUnit.MILLISECONDS.toNanos(3)) {
                Thread.onSpinWait();
            }
            call.answer(200, BID);
        };
        try (StubBidder bidder = StubBidder.start(alwaysLate)) {
            final SendResult result = send(bidder, 50, 1, 4, TimeUnit.MILLISECONDS.toNanos(2), null);
            assertThat(result.count(SendCount.ANSWERED)).isZero();
            assertThat(result.count(SendCount.BIDS)).isZero();
            assertThat(result.count(SendCount.TIMEOUTS) + result.count(SendCount.UNSENT))
                    .isEqualTo(50);
            assertThat(result.latency().fromDue().getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void shouldComeBackFromAQueueThatGrewLongerThanTheTimeout() throws IOException {
        final StubBidder.Behaviour stallOnce = (call, number) -> {
            if (number == 100) {
                call.stall(1_000);
            }
            call.answer(204, "");
        };
        try (StubBidder bidder = StubBidder.start(stallOnce)) {
            final SendResult result = send(bidder, 200, 4, 2, TimeUnit.MILLISECONDS.toNanos(600), null);
            assertThat(result.count(SendCount.UNSENT)).isPositive();
            // What falls due after the stall is answered again: most of the last two seconds.
            assertThat(result.count(SendCount.ANSWERED)).isGreaterThan(400);
        }
    }

    @Test
    void shouldSaySoWhenTheRateWasNotHeld() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> {})) {
            final SendResult result = send(bidder, 500, 1, 2, TimeUnit.MILLISECONDS.toNanos(100), null);
            assertThat(result.count(SendCount.UNSENT)).isPositive();
            assertThat(result.reasonsInvalid(LONG_NS)).anyMatch(reason -> reason.contains("rate was not held"));
            assertThat(result.reasonsInvalid(-1)).anyMatch(reason -> reason.contains("sender itself was late"));
        }
    }

    @Test
    void shouldCheckEachAnswerAgainstTheRequestItIsFor() throws IOException {
        final StubBidder.Behaviour echo = (call, number) ->
                call.answer(200, number % 4 == 0 ? BID : new String(call.body(), StandardCharsets.UTF_8));
        final AnswerCheck isEcho = (request, answer) ->
                new String(request, StandardCharsets.UTF_8).equals(new String(answer, StandardCharsets.UTF_8))
                        ? List.of()
                        : List.of("not an echo");
        try (StubBidder bidder = StubBidder.start(echo);
                AnswerChecker checker = AnswerChecker.launch(isEcho, 1)) {
            final SendResult result = send(bidder, 400, 1, 5, LONG_NS, checker);
            assertThat(result.checked()).isEqualTo(400);
            assertThat(result.invalid()).isEqualTo(100);
            assertThat(checker.examples()).hasSize(5).allMatch(example -> example.endsWith("not an echo"));
        }
    }

    @Test
    void shouldShareAScheduleAmongLoopsWithoutLosingARequest() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""))) {
            final Target target = Target.parse(bidder.url());
            for (final boolean poisson : new boolean[] {false, true}) {
                final SendPlan plan = new SendPlan(
                        target,
                        new RateSchedule(
                                RateProfile.constant(999, TimeUnit.SECONDS.toNanos(1)),
                                poisson ? Spacing.POISSON : Spacing.EVEN,
                                1,
                                1),
                        ConnectionPlan.of(7),
                        3,
                        LONG_NS);
                final SendResult result = send(plan, null);
                assertThat(result.count(SendCount.NO_BIDS)).isEqualTo(result.count(SendCount.SENT));
                // The random number of a second's arrivals: 999, give or take five times its root.
                assertThat(result.count(SendCount.SENT)).isBetween(poisson ? 840L : 999L, poisson ? 1160L : 999L);
            }
        }
    }

    @Test
    void shouldRefuseToOpenWhenNobodyListens() throws IOException {
        final int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        final Target target = Target.parse("http://127.0.0.1:" + port + "/openrtb2/demo");
        final SendPlan plan =
                new SendPlan(target, RateSchedule.constant(10, LONG_NS), ConnectionPlan.of(2), 1, LONG_NS);
        try (RequestPool pool = pool(target)) {
            assertThatThrownBy(() -> Sender.open(plan, pool, null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot connect to " + target);
        }
    }

    private static SendResult send(
            final StubBidder bidder,
            final int rate,
            final int seconds,
            final int connections,
            final long timeoutNs,
            final AnswerChecker checker)
            throws IOException {
        final Target target = Target.parse(bidder.url());
        return send(
                new SendPlan(
                        target,
                        RateSchedule.constant(rate, TimeUnit.SECONDS.toNanos(seconds)),
                        ConnectionPlan.of(connections),
                        1,
                        timeoutNs),
                checker);
    }

    private static SendResult send(final SendPlan plan, final AnswerChecker checker) throws IOException {
        try (RequestPool pool = pool(plan.target());
                Sender sender = Sender.open(plan, pool, checker)) {
            sender.launch();
            assertThat(sender.awaitEnd(4 * LONG_NS)).isTrue();
            if (checker != null) {
                checker.awaitChecked(LONG_NS);
            }
            return sender.result();
        }
    }

    private static RequestPool pool(final Target target) {
        return RequestPool.of(
                IntStream.range(0, 50)
                        .mapToObj(i -> ("{\"id\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8))
                        .toList(),
                target);
    }
}
