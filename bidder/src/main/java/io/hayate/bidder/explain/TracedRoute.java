package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/**
 * The bid route as bid loops have it, but for three things: it reserves nothing, its answer goes nowhere, and time stands
 * still, so that no request is late. Whether a campaign can pay is here what the ledger agent has told the index, not what
 * is left of one loop's lease. Owned by the explain agent.
 */
public final class TracedRoute {
    private final BidPipeline pipeline;
    private final CandidateTrace trace = new CandidateTrace();
    private final Gate gate;
    private final EpochClock clock;
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    private int answerLength;

    /**
     * @param pipeline one that pins the index under a number of its own, reserves nothing, and whose clock stands at 0
     * @param gate for the explain agent alone
     */
    public TracedRoute(final BidPipeline pipeline, final Gate gate, final EpochClock clock) {
        this.pipeline = pipeline;
        pipeline.observe(trace);
        this.gate = gate;
        this.clock = clock;
    }

    /** Runs a request; the context as it was left, or null if it is no bid request. The index stays pinned. */
    @Nullable
    BidContext run(final ExchangeProfile exchange, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        buffer.getBytes(offset, pipeline.body(), 0, lengthBytes);
        trace.begin();
        answerLength = pipeline.bid(exchange, lengthBytes, 0, clock.time(), answer);
        trace.end();
        return trace.context();
    }

    /** Whether the last request would have been answered with a bid. */
    boolean bids() {
        return answerLength > 0;
    }

    CandidateTrace trace() {
        return trace;
    }

    Gate gate() {
        return gate;
    }

    LearnedPrices prices() {
        return pipeline.prices();
    }

    /** Lets go of the index. */
    void endOfBatch() {
        pipeline.endOfBatch();
    }
}
