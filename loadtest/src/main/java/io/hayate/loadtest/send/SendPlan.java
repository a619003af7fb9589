package io.hayate.loadtest.send;

import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.schedule.Schedule;
import java.util.List;

/**
 * What is sent: when, for how long, over what. Immutable; shared.
 *
 * @param targets the bidder's replicas; connections are spread over them, paths are those of the requests
 * @param loops sender threads; the connections are spread over them
 * @param timeoutNs from the due time; a request without answer by then has failed and its connection is closed.
 *     {@link #TMAX}: each request's own {@code tmax}
 */
public record SendPlan(List<Target> targets, Schedule schedule, ConnectionPlan connections, int loops, long timeoutNs) {
    /** Instead of a timeout: as long as the request itself allows. */
    public static final long TMAX = 0;

    public SendPlan {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("nowhere to send to");
        }
        requirePositive("duration", schedule.durationNs());
        requirePositive("threads", loops);
        if (timeoutNs != TMAX) {
            requirePositive("timeout", timeoutNs);
        }
        if (loops > connections.count()) {
            throw new IllegalArgumentException(
                    "threads (" + loops + ") must not be more than connections (" + connections.count() + ")");
        }
    }

    public SendPlan(
            final Target target,
            final Schedule schedule,
            final ConnectionPlan connections,
            final int loops,
            final long timeoutNs) {
        this(List.of(target), schedule, connections, loops, timeoutNs);
    }

    private static void requirePositive(final String name, final long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }

    /** Of the first replica. */
    public Target target() {
        return targets.get(0);
    }

    public long durationNs() {
        return schedule.durationNs();
    }

    /** The same on another schedule. */
    public SendPlan with(final Schedule other) {
        return new SendPlan(targets, other, connections, loops, timeoutNs);
    }

    /** The same over other connections. */
    public SendPlan with(final ConnectionPlan other) {
        return new SendPlan(targets, schedule, other, loops, timeoutNs);
    }

    /** The same at a constant rate, in even gaps. */
    public SendPlan atRate(final double ratePerSecond, final long durationNs) {
        return with(RateSchedule.constant(ratePerSecond, durationNs));
    }

    /** The same with each connection sending when its answer has come. */
    public SendPlan closedLoop(final long durationNs) {
        return with(new ClosedLoop(durationNs));
    }

    /** To warm up with: the rate that this begins with (a closed loop stays one), over connections that are all there. */
    public SendPlan warmUp(final long durationNs) {
        final double firstPerSecond = schedule.ratePerSecondAt(0);
        final SendPlan plan = schedule.isClosedLoop()
                ? closedLoop(durationNs)
                : atRate(firstPerSecond > 0 ? firstPerSecond : schedule.ratePerSecond(), durationNs);
        return plan.with(ConnectionPlan.of(connections.count()));
    }
}
