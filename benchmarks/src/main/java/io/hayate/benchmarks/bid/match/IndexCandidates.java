package io.hayate.benchmarks.bid.match;

import io.hayate.bidder.bid.BidContext;

/** As the pipeline has them. Owned by the benchmark's thread. */
final class IndexCandidates implements Candidates {
    private final io.hayate.bidder.bid.match.Candidates candidates = new io.hayate.bidder.bid.match.Candidates();

    @Override
    public boolean matchRequest(final BidContext context) {
        return candidates.matchRequest(context);
    }

    @Override
    public boolean matchImpression(final BidContext context, final int place) {
        return candidates.matchImpression(context);
    }

    @Override
    public boolean matchOpportunity(final BidContext context, final int place) {
        return candidates.matchOpportunity(context);
    }

    @Override
    public boolean next(final BidContext context) {
        return candidates.next(context);
    }
}
