package io.hayate.benchmarks.bid.match;

import io.hayate.bidder.bid.BidContext;

/** Where candidates come from, best first: the index, or what stands beside it. Owned by the benchmark's thread. */
interface Candidates {
    /** Takes up the request that the context holds; false if it has no candidate. */
    boolean matchRequest(BidContext context);

    /**
     * Takes up an impression; false if it has no candidate.
     *
     * @param place of the impression among those of the request that may be bid on
     */
    boolean matchImpression(BidContext context, int place);

    /**
     * Takes up the deal, or the open auction, that the context names; false if it has no candidate.
     *
     * @param place of it among those of the impression that may be bid under
     */
    boolean matchOpportunity(BidContext context, int place);

    /** Sets {@link BidContext#slot} to the next candidate; false if there is none, or enough were looked at. */
    boolean next(BidContext context);
}
