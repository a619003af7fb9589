package io.hayate.loadtest.search;

import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import java.util.TreeMap;

/** Makes results of runs by hand: one second at 100 requests a second, unless told otherwise. */
final class Runs {
    static final long SECOND_NS = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final Interval latency = new Interval();
    private final long[] counts = new long[SendCount.values().length];
    private long sendingNs = SECOND_NS;
    private boolean interrupted;

    /** So many requests answered with a no-bid, that long after their due time. */
    Runs answered(final long count, final double ms) {
        return answered(count, ms, ms);
    }

    Runs answered(final long count, final double msFromDue, final double msFromSend) {
        latency.fromDue().recordValueWithCount((long) (msFromDue * MS), count);
        latency.fromSend().recordValueWithCount((long) (msFromSend * MS), count);
        return counted(SendCount.SENT, count).counted(SendCount.ANSWERED, count).counted(SendCount.NO_BIDS, count);
    }

    Runs counted(final SendCount what, final long count) {
        counts[what.ordinal()] += count;
        return this;
    }

    Runs lag(final double ms) {
        latency.lag().recordValue((long) (ms * MS));
        return this;
    }

    Runs sendingFor(final long ns) {
        sendingNs = ns;
        return this;
    }

    Runs interrupted() {
        interrupted = true;
        return this;
    }

    SendResult result() {
        final SendPlan plan = new SendPlan(
                new Target("127.0.0.1", 1, "/"),
                RateSchedule.constant(100, SECOND_NS),
                ConnectionPlan.of(1),
                1,
                SECOND_NS);
        return new SendResult(
                plan, latency, counts, new TreeMap<>(), new TreeMap<>(), SECOND_NS, sendingNs, 0, 0, interrupted);
    }
}
