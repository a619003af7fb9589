package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;

/** The impression has an id of its own, media, and rules that could be read. Immutable; shared. */
final class UsableImpressionRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        final int impression = context.impression;
        return !request.impressionUnusable[impression]
                && request.formats[impression] != 0
                && request.impressionIdToken[impression] != Slice.ABSENT
                && !idSeenBefore(request, impression);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.UNUSABLE_IMPRESSION;
    }

    /** Of impressions that share an id only the first can be meant by a bid. */
    private static boolean idSeenBefore(final BidRequestView request, final int impression) {
        final long id = request.impressionId[impression];
        for (int other = 0; other < impression; other++) {
            final long otherId = request.impressionId[other];
            if (Slice.length(id) == Slice.length(otherId)
                    && Arrays.equals(
                            request.body,
                            Slice.offset(id),
                            Slice.end(id),
                            request.body,
                            Slice.offset(otherId),
                            Slice.end(otherId))) {
                return true;
            }
        }
        return false;
    }
}
