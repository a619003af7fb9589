package io.hayate.bidder.bid;

import io.hayate.bidder.bid.match.Candidates;

/**
 * Told by the pipeline what becomes of the requests and candidates that it looks at. Changes nothing of the context, and
 * keeps nothing of it without copying. Owned by the bid loop.
 */
public interface RouteObserver {
    RouteObserver NONE = new RouteObserver() {};

    /** This one, and then another. */
    default RouteObserver and(final RouteObserver next) {
        return this == NONE ? next : next == NONE ? this : new ObserverPair(this, next);
    }

    /** The request has been decoded; its body is as it came. */
    default void onRequest(final BidContext context) {}

    /**
     * The candidates for the context's opportunity are looked at next: all in the opportunity slots of the parts that have
     * some. The context may be turned to any part.
     */
    default void onOpportunity(final BidContext context, final Candidates candidates) {}

    /** The candidate looked at is not bid, for the {@linkplain BidContext#candidateReason() reason} noted last. */
    default void onNoBid(final BidContext context) {}

    /** The candidate looked at takes the opportunity. */
    default void onReserved(final BidContext context) {}

    /** A bid is in the answer. */
    default void onBid(final BidContext context, final int bid) {}

    /** A bid that was reserved is not sent after all. */
    default void onUnsentBid(final BidContext context, final int bid, final NoBidReason reason) {}

    /** No further request is there at the moment; the view of those before is still pinned. */
    default void onEndOfBatch() {}
}
