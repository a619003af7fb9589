package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** On a secure impression all of the creative loads over https. Immutable; shared. */
final class SecureRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        return !context.request.secure[context.impression] || table.isSecure(creative);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.NOT_SECURE;
    }
}
