package io.hayate.loadtest.schedule;

/** When each request of one sender loop is due; independent of how the bidder answers. */
@FunctionalInterface
public interface Arrivals {
    /** The due time of the next request, never before that of the one before it; from the schedule's end on there are no more. */
    long nextDueNs();
}
