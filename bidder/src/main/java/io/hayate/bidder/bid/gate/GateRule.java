package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/** One condition under which we bid at all. Owned by the bid loop. */
interface GateRule {
    /** Whether the request, or the impression or deal that the context looks at, keeps the rule. */
    boolean passes(BidContext context);

    /** Why not. */
    NoBidReason reason();
}
