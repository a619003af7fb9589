package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.SlotTable;

/** btype blocks none of the types that the markup is (OpenRTB 2.6, 3.2.6). Immutable; shared. */
final class BannerTypeRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long list = context.request.bannerBlockedTypes[context.impression];
        final int types = table.flags(creative) >>> SlotTable.BANNER_TYPE_SHIFT;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long blocked = context.request.items[i];
            if (blocked >= 0 && blocked < Integer.SIZE && (types & 1 << blocked) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BLOCKED_BANNER_TYPE;
    }
}
