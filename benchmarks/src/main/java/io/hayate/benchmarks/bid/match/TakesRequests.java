package io.hayate.benchmarks.bid.match;

/** A source of candidates whose requests were prepared before the clock started. Owned by the benchmark's thread. */
interface TakesRequests {
    /** @param number of the request that is worked on next */
    void take(int number);
}
