package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** battr blocks none of the creative's attributes (OpenRTB 2.6, 3.2.6 to 3.2.9). Owned by the bid loop. */
final class AttributeRule implements CreativeRule {
    /** Exchanges' own attributes share the highest bit, so that blocking one blocks all: rather no bid than a wrong one. */
    private final ListedBits blocked = new ListedBits();

    @Override
    public void beginRequest() {
        blocked.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long attributes = table.attributes(creative);
        if (attributes == 0) {
            return true;
        }
        final long list = context.request.blockedAttributes(table.format(creative), context.impression);
        return (attributes & blocked.of(context.request, list)) == 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_ATTRIBUTE;
    }
}
