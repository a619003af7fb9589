package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;

/** The impression has an id of its own, media, and rules that could be read. Immutable; shared. */
final class UsableImpressionRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        final int impression = context.impression;
        return !request.impressionUnusable[impression]
                && request.formats[impression] != 0
                && request.multiplierMicros[impression] > 0
                && request.impressionIdToken[impression] != Slice.ABSENT
                // Of impressions that share an id only the first can be meant by a bid.
                && !RequestLists.seenBefore(request, request.impressionId, 0, impression);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.UNUSABLE_IMPRESSION;
    }
}
