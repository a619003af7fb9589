package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** One rule that a creative must keep to be shown. Owned by the bid loop. */
interface CreativeRule {
    /** A new request: what was worked out for the one before no longer holds. */
    default void beginRequest() {}

    /** Whether the creative may be shown on the impression, or under the deal, that the context looks at. */
    boolean allows(BidContext context, SlotTable table, int creative);

    /** Why not. */
    NoBidReason reason();
}
