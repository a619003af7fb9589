package io.hayate.loadtest.send;

/**
 * The keep-alive connections of a run, one request under way on each. Immutable; shared.
 *
 * @param count over all loops
 * @param requestsEach after so many a connection is closed and opened anew; 0: kept for good
 * @param stormEveryNs so often all of them are closed and opened anew at once, each when its answer has come; 0: never
 * @param slowStartNs they are opened evenly over so long, instead of all before the first request; 0: all before
 */
public record ConnectionPlan(int count, int requestsEach, long stormEveryNs, long slowStartNs) {
    private static final long NS_PER_MS = 1_000_000;

    public ConnectionPlan {
        if (count <= 0) {
            throw new IllegalArgumentException("connections must be above 0, not " + count);
        }
        if (requestsEach < 0 || stormEveryNs < 0 || slowStartNs < 0) {
            throw new IllegalArgumentException("nothing about connections may be below 0");
        }
    }

    /** All opened before, all kept. */
    public static ConnectionPlan of(final int count) {
        return new ConnectionPlan(count, 0, 0, 0);
    }

    /** The part of one loop. */
    int countOf(final int loop, final int loops) {
        // The first loops take one more each when it does not divide.
        return (count - loop + loops - 1) / loops;
    }

    /** In words. */
    @Override
    public String toString() {
        return count
                + (requestsEach > 0 ? ", anew after " + requestsEach + " requests" : "")
                + (stormEveryNs > 0 ? ", all anew every " + stormEveryNs / NS_PER_MS + " ms" : "")
                + (slowStartNs > 0 ? ", opened over " + slowStartNs / NS_PER_MS + " ms" : "");
    }
}
