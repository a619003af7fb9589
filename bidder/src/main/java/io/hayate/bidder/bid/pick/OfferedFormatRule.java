package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/** The impression offers the creative's format. Immutable; shared. */
final class OfferedFormatRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        return (context.request.formats[context.impression] & 1 << table.format(creative)) != 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.FORMAT_NOT_OFFERED;
    }
}
