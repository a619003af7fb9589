package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final SendPlan PLAN = new SendPlan(
            Target.parse("http://127.0.0.1:8080/openrtb2/demo"),
            RateSchedule.constant(2000, TimeUnit.SECONDS.toNanos(30)),
            ConnectionPlan.of(32),
            1,
            TimeUnit.SECONDS.toNanos(1));

    @Test
    void shouldPrintAlignedFiguresInAnyLocale() {
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(String.join("\n", ResultTable.lines(result())))
                    .isEqualTo("""
                      latency, ms            p50       p90       p99     p99.9    p99.99       max
                      from due time        0.500     0.901     0.990     0.999     1.000 1,000.342
                      from sending         0.250     0.450     0.495     0.500     0.500     0.500

                      sent                59,990
                      answered            59,980  100.0 %
                        bids              23,992   40.0 %
                        no-bids           35,981   60.0 %  nbr (2 x 12)
                      invalid                  3  of 2,399 answers checked
                      timeouts                17  10 of them never sent
                      errors                  11  HTTP 7 (400 x 2, 500 x 5), broken off 3, connecting 1

                      rate            1,999.7/s of 2,000.0/s asked, for 30.0 s over 32 connections, 3 of them opened anew
                      sender's lag    p99 0.010 ms, max 0.010 ms
                      bytes           98.8 MB out, 34.6 MB in""".indent(2).stripTrailing().replaceAll("(?m)^  $", ""));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static SendResult result() {
        final Interval latency = new Interval();
        for (int i = 1; i <= 10_000; i++) {
            latency.fromDue().recordValue(i * 100L);
            latency.fromSend().recordValue(i * 50L);
        }
        latency.fromDue().recordValue(1_000_000_000L);
        latency.lag().recordValue(10_000);
        final long[] counts = new long[SendCount.values().length];
        counts[SendCount.SENT.ordinal()] = 59_990;
        counts[SendCount.ANSWERED.ordinal()] = 59_980;
        counts[SendCount.BIDS.ordinal()] = 23_992;
        counts[SendCount.NO_BIDS.ordinal()] = 35_981;
        counts[SendCount.HTTP_ERRORS.ordinal()] = 7;
        counts[SendCount.BROKEN.ordinal()] = 3;
        counts[SendCount.TIMEOUTS.ordinal()] = 7;
        counts[SendCount.UNSENT.ordinal()] = 10;
        counts[SendCount.CONNECT_ERRORS.ordinal()] = 1;
        counts[SendCount.BYTES_OUT.ordinal()] = 98_765_432;
        counts[SendCount.BYTES_IN.ordinal()] = 34_567_890;
        final TreeMap<Integer, Long> statuses = new TreeMap<>();
        statuses.put(500, 5L);
        statuses.put(400, 2L);
        final TreeMap<Integer, Long> noBidReasons = new TreeMap<>();
        noBidReasons.put(2, 12L);
        counts[SendCount.CONNECTS.ordinal()] = 35;
        return new SendResult(
                PLAN, latency, counts, statuses, noBidReasons, PLAN.durationNs(), PLAN.durationNs(), 2_399, 3, false);
    }
}
