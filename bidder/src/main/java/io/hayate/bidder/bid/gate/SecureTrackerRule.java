package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;

/** On a secure impression our own trackers load over https. Immutable; shared. */
final class SecureTrackerRule implements GateRule {
    private final boolean trackersSecure;

    SecureTrackerRule(final boolean trackersSecure) {
        this.trackersSecure = trackersSecure;
    }

    @Override
    public boolean passes(final BidContext context) {
        return trackersSecure || !context.request.secure[context.impression];
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.TRACKER_NOT_SECURE;
    }
}
