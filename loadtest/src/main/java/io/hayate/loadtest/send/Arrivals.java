package io.hayate.loadtest.send;

/** When each request is due; independent of how the bidder answers. */
interface Arrivals {
    /** The due time of the next request, never before the one of the request before it. */
    long nextDueNs();
}
