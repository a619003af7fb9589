package io.hayate.bidder.bid.accept;

/** Where a bid loop records how long each bid request took. Called on that loop only. */
@FunctionalInterface
public interface LatencySink {
    /** @param latencyNs from the start of the read batch to the written answer */
    void record(long latencyNs);
}
