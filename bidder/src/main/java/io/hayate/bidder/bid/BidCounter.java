package io.hayate.bidder.bid;

import io.hayate.bidder.telemetry.Counted;

/** What the pipeline counts beside the reasons of its noes. Immutable; shared. */
public enum BidCounter implements Counted {
    REQUESTS("bid_requests", "Bid requests that reached the pipeline."),
    RESPONSES("bid_responses", "Requests answered with at least one bid."),
    BIDS("bids", "Bids sent."),
    DEAL_BIDS("deal_bids", "Bids sent under a deal; they are counted as bids, too."),
    TEST_REQUESTS("test_requests", "Requests with test 1; their bids cost nothing."),
    IMPRESSIONS("impressions_offered", "Impressions read of requests."),
    IMPRESSIONS_OVER_LIMIT("impressions_over_limit", "Impressions not read because a request had too many."),
    SEGMENTS_WITHHELD("segments_withheld", "Requests whose segments were not looked at, for privacy."),
    CANDIDATES_CUT("candidates_cut", "Searches for a bid that ended because enough candidates had been looked at."),
    KEPT_CUT(
            "kept_candidates_cut",
            "Candidates that could have been bid, dropped because enough better ones were kept."),
    CREATIVES_CUT("creatives_cut", "Searches for a bid that ended because the request had enough creatives tried."),
    BIDS_OVER_LIMIT("bids_over_limit", "Opportunities left out because the answer had enough bids.");

    private final String label;
    private final String sentence;

    BidCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
