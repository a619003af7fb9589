package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SegmentIndex;

/** By the segments of the user that may be used: those that the request tells, and those that we know. Owned by the bid loop. */
final class SegmentMatcher {
    private final ValueIds ids = new ValueIds();

    void keepAllowed(final BidContext context) {
        final SegmentIndex segments = context.index.targeting().segments();
        if (segments.idle()) {
            return;
        }
        ids.clear();
        final long list = context.segments;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long segment = context.request.items[i];
            ids.add(segments.dictionary().id(context.request.body, Slice.offset(segment), Slice.length(segment)));
        }
        for (int i = 0; i < context.userSegmentCount; i++) {
            ids.add(segments.dictionary().id(context.userSegments[i]));
        }
        segments.keepAllowed(ids.ids(), ids.count(), context.requestSlots);
    }
}
