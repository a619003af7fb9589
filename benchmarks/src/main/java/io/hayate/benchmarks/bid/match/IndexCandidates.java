package io.hayate.benchmarks.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.match.OpportunityMatcher;
import io.hayate.bidder.bid.match.RequestMatcher;

/** As the pipeline has them. Owned by the benchmark's thread. */
final class IndexCandidates implements Candidates {
    private final RequestMatcher requestMatcher = new RequestMatcher();
    private final OpportunityMatcher opportunityMatcher = new OpportunityMatcher();

    @Override
    public boolean matchRequest(final BidContext context) {
        return requestMatcher.match(context);
    }

    @Override
    public boolean matchImpression(final BidContext context, final int place) {
        return opportunityMatcher.matchImpression(context);
    }

    @Override
    public boolean matchOpportunity(final BidContext context, final int place) {
        return opportunityMatcher.matchOpportunity(context);
    }

    @Override
    public boolean next(final BidContext context) {
        return opportunityMatcher.next(context);
    }
}
