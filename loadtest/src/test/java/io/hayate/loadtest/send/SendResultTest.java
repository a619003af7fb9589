package io.hayate.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Schedule;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SendResultTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MAX_LAG_NS = 5_000_000;

    private final Interval latency = new Interval();
    private final long[] counts = new long[SendCount.values().length];
    private double busyShare;
    private boolean interrupted;
    private long plannedNs = 10 * SECOND_NS;

    @Test
    void shouldFindNothingWrongWithARunThatWasSentAndAnswered() {
        count(SendCount.SENT, 995);
        assertThat(result().reasonsInvalid(MAX_LAG_NS)).isEmpty();
        assertThat(result().askedRatePerSecond()).isEqualTo(100);
        assertThat(result().achievedRatePerSecond()).isEqualTo(99.5);
    }

    @Test
    void shouldTellWhoseFaultItIsThatTheRateWasNotHeld() {
        count(SendCount.SENT, 900);
        assertThat(result().reasonsInvalid(MAX_LAG_NS))
                .containsExactly("the rate was not held: 90.0/s of 100.0/s; the sender did not get to it");
        count(SendCount.UNSENT, 100);
        assertThat(result().reasonsInvalid(MAX_LAG_NS))
                .singleElement()
                .asString()
                .contains("requests waited in vain for a free connection");
        busyShare = 0.97;
        assertThat(result().reasonsInvalid(MAX_LAG_NS))
                .singleElement()
                .asString()
                .endsWith("beyond this generator's power: a sender thread was busy 97 % of the time");
    }

    @Test
    void shouldNotVouchForARunInWhichNothingHappened() {
        interrupted = true;
        assertThat(result().reasonsInvalid(MAX_LAG_NS)).containsExactly("not a single request fell due");
    }

    @Test
    void shouldNotTakeATimeoutForALatency() {
        count(SendCount.SENT, 1_000);
        count(SendCount.TIMEOUTS, 11);
        assertThat(result().reasonsInvalid(MAX_LAG_NS))
                .containsExactly("the bidder did not keep up: 11 of 1,000 requests sent were not answered in time");
    }

    @Test
    void shouldDistrustASenderThatWasLate() {
        count(SendCount.SENT, 1_000);
        latency.lag().recordValueWithCount(1_000, 980);
        latency.lag().recordValueWithCount(6_000_000, 20);
        assertThat(result().reasonsInvalid(MAX_LAG_NS))
                .containsExactly("the sender itself was late: p99 of its lag is 6.00 ms, above 5.00 ms");
    }

    @Test
    void shouldHoldAnInterruptedRunAgainstWhatHadFallenDue() {
        count(SendCount.SENT, 300);
        interrupted = true;
        plannedNs = 3 * SECOND_NS;
        assertThat(result().reasonsInvalid(MAX_LAG_NS)).isEmpty();
        assertThat(result().askedRatePerSecond()).isEqualTo(100);
    }

    @Test
    void shouldAskNoRateOfAClosedLoop() {
        count(SendCount.SENT, 5);
        assertThat(result(new ClosedLoop(10 * SECOND_NS)).reasonsInvalid(0)).isEmpty();
        busyShare = 0.95;
        assertThat(result(new ClosedLoop(10 * SECOND_NS)).reasonsInvalid(0))
                .containsExactly("the ceiling may be this generator's own: a sender thread was busy 95 % of the time");
    }

    private void count(final SendCount count, final long value) {
        counts[count.ordinal()] = value;
    }

    private SendResult result() {
        return result(RateSchedule.constant(100, 10 * SECOND_NS));
    }

    private SendResult result(final Schedule schedule) {
        final SendPlan plan = new SendPlan(
                Target.parse("http://127.0.0.1:8080/openrtb2/demo"), schedule, ConnectionPlan.of(4), 1, SendPlan.TMAX);
        return new SendResult(
                plan,
                latency,
                counts,
                new TreeMap<>(),
                new TreeMap<>(),
                plannedNs,
                plannedNs,
                0,
                0,
                busyShare,
                interrupted);
    }
}
