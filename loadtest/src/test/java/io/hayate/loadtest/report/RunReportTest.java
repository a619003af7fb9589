package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.loadtest.StubBidder;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private final Terminal terminal = Terminal.of(new PrintWriter(new StringWriter()));

    @Test
    void shouldWaitForTheAgreedStartOnceAndThenRepeatWithoutOne() throws IOException {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""));
                RequestPool pool = pool(bidder)) {
            final RunReport report = new RunReport(terminal, pool);
            final Instant start = Instant.now().plusMillis(1_000);
            report.startAt(start);
            assertThat(report.run(plan(bidder), 0, null).count(SendCount.SENT)).isEqualTo(5);
            assertThat(Instant.now()).isAfter(start);
            assertThat(report.run(plan(bidder), 0, null).count(SendCount.SENT)).isEqualTo(5);
        }
    }

    @Test
    void shouldRefuseAnAgreedStartThatIsOver() {
        try (StubBidder bidder = StubBidder.start((call, number) -> call.answer(204, ""));
                RequestPool pool = pool(bidder)) {
            final RunReport report = new RunReport(terminal, pool);
            report.startAt(Instant.now().minusMillis(1));
            assertThatThrownBy(() -> report.run(plan(bidder), 0, null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the agreed start");
        }
    }

    private static SendPlan plan(final StubBidder bidder) {
        final long durationNs = TimeUnit.MILLISECONDS.toNanos(50);
        return new SendPlan(
                Target.parse(bidder.url()),
                RateSchedule.constant(100, durationNs),
                ConnectionPlan.of(1),
                1,
                TimeUnit.SECONDS.toNanos(30));
    }

    private static RequestPool pool(final StubBidder bidder) {
        return RequestPool.of(List.of(new byte[] {'{', '}'}), Target.parse(bidder.url()));
    }
}
