package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The deal has an id of its own, and what restricts bids under it could be read. Immutable; shared. */
final class UsableDealRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        final int firstDeal = request.firstDeal[context.impression];
        return !request.dealUnusable[context.deal]
                && request.dealIdToken[context.deal] != Slice.ABSENT
                // A bid names its deal by id only: under a second one of that id it might break the rules of the first.
                && !RequestLists.seenBefore(request, request.dealId, firstDeal, context.deal);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.UNUSABLE_IMPRESSION;
    }
}
