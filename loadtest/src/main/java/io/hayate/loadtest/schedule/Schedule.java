package io.hayate.loadtest.schedule;

/** When requests are due, for how long. {@link Object#toString} says it in words. Immutable; shared. */
public interface Schedule {
    long durationNs();

    /** Due in a second, in the mean; 0 in a closed loop, where nothing is due. */
    double ratePerSecond();

    /** Due in a second at one moment; 0 in a closed loop. */
    double ratePerSecondAt(long offsetNs);

    /** How many requests are due in all; -1 where that is left to chance or to the bidder. */
    long count();

    /** Whether each connection sends when its last answer has come, instead of when a request is due. */
    default boolean isClosedLoop() {
        return false;
    }

    /**
     * The part of one sender loop.
     *
     * @param first number of this loop's first request, from 0
     * @param stride from one request of this loop to the next: the number of loops
     */
    Arrivals arrivals(long startNs, int first, int stride);
}
