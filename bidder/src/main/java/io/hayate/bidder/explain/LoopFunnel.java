package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.telemetry.CounterBlock;

/**
 * One bid loop's part in explaining: counts how its candidates ended, and copies some of its requests. Test requests are
 * left out. Allocates nothing. Single writer: the bid loop; reader: the explain agent.
 */
public final class LoopFunnel implements RouteObserver {
    private final CounterBlock<LoopFunnelCounter> counters = new CounterBlock<>(LoopFunnelCounter.class);
    private final CandidateCounts counts = new CandidateCounts(counters);
    private final RequestSamples samples;

    public LoopFunnel(final int loop, final int loopCount) {
        this.samples = new RequestSamples(loop, loopCount, counters);
    }

    @Override
    public void onRequest(final BidContext context) {
        if (!context.request.test) {
            samples.offer(context);
        }
    }

    @Override
    public void onNoBid(final BidContext context) {
        if (!context.request.test) {
            counts.note(context.candidateOrdinal(), context.candidateReason().ordinal());
        }
    }

    @Override
    public void onBid(final BidContext context, final int bid) {
        if (!context.request.test) {
            counts.note(context.bidOrdinal(bid), CandidateCounts.BID);
        }
    }

    @Override
    public void onUnsentBid(final BidContext context, final int bid, final NoBidReason reason) {
        if (!context.request.test) {
            counts.note(context.bidOrdinal(bid), reason.ordinal());
        }
    }

    @Override
    public void onEndOfBatch() {
        counts.countNoted();
    }

    public CounterBlock<LoopFunnelCounter> counters() {
        return counters;
    }

    CandidateCounts counts() {
        return counts;
    }

    RequestSamples samples() {
        return samples;
    }
}
