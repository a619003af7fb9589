package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;

/** The impression can be a banner; other formats are not bid on yet. Immutable; shared. */
final class FormatRule implements GateRule {
    @Override
    public boolean passes(final BidContext context) {
        return (context.request.formats[context.impression] & BidRequestView.BANNER) != 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.FORMAT_NOT_SUPPORTED;
    }
}
