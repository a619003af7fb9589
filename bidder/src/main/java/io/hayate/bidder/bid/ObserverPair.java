package io.hayate.bidder.bid;

import io.hayate.bidder.bid.match.Candidates;

/** Tells two observers, the first one first. Owned by the bid loop. */
record ObserverPair(RouteObserver first, RouteObserver second) implements RouteObserver {
    @Override
    public void onRequest(final BidContext context) {
        first.onRequest(context);
        second.onRequest(context);
    }

    @Override
    public void onOpportunity(final BidContext context, final Candidates candidates) {
        first.onOpportunity(context, candidates);
        second.onOpportunity(context, candidates);
    }

    @Override
    public void onNoBid(final BidContext context) {
        first.onNoBid(context);
        second.onNoBid(context);
    }

    @Override
    public void onReserved(final BidContext context) {
        first.onReserved(context);
        second.onReserved(context);
    }

    @Override
    public void onBid(final BidContext context, final int bid) {
        first.onBid(context, bid);
        second.onBid(context, bid);
    }

    @Override
    public void onUnsentBid(final BidContext context, final int bid, final NoBidReason reason) {
        first.onUnsentBid(context, bid, reason);
        second.onUnsentBid(context, bid, reason);
    }

    @Override
    public void onEndOfBatch() {
        first.onEndOfBatch();
        second.onEndOfBatch();
    }
}
