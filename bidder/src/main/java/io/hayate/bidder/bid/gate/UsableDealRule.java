package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The deal has an id, and what restricts bids under it could be read. Immutable; shared. */
final class UsableDealRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return !context.request.dealUnusable[context.deal] && context.request.dealIdToken[context.deal] != Slice.ABSENT;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.UNUSABLE_IMPRESSION;
    }
}
