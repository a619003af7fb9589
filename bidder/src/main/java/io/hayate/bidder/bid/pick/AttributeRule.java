package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/** battr blocks none of the creative's attributes (OpenRTB 2.6, 3.2.6). Immutable; shared. */
final class AttributeRule implements CreativeRule {
    /** Exchanges' own attributes share one bit, so that blocking one of them blocks all: rather no bid than a wrong one. */
    private static final int OTHERS_BIT = 63;

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long attributes = table.attributes(creative);
        if (attributes == 0) {
            return true;
        }
        final long list = context.request.bannerBlockedAttributes[context.impression];
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long blocked = Math.min(context.request.items[i], OTHERS_BIT);
            if (blocked >= 0 && (attributes & 1L << blocked) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_ATTRIBUTE;
    }
}
