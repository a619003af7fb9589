package io.hayate.loadtest.send;

/**
 * What is sent: how much, for how long, over what. Immutable; shared.
 *
 * @param ratePerSecond over all loops
 * @param loops sender threads; the connections are spread over them
 * @param poisson random gaps instead of even ones
 * @param seed of the random gaps
 * @param timeoutNs from the due time; a request without answer by then has failed and its connection is closed
 */
public record SendPlan(
        Target target,
        int ratePerSecond,
        long durationNs,
        int connections,
        int loops,
        boolean poisson,
        long seed,
        long timeoutNs) {
    public SendPlan {
        requirePositive("rate", ratePerSecond);
        requirePositive("duration", durationNs);
        requirePositive("connections", connections);
        requirePositive("threads", loops);
        requirePositive("timeout", timeoutNs);
        if (loops > connections) {
            throw new IllegalArgumentException(
                    "threads (" + loops + ") must not be more than connections (" + connections + ")");
        }
    }

    private static void requirePositive(final String name, final long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, not " + value);
        }
    }

    /** The same for another length of time, as for warming up. */
    public SendPlan during(final long otherDurationNs) {
        return new SendPlan(target, ratePerSecond, otherDurationNs, connections, loops, poisson, seed, timeoutNs);
    }
}
