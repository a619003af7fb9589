package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * Every API framework that the creative needs is listed; what is not listed is not supported (OpenRTB 2.6, 3.2.6 to
 * 3.2.9). Owned by the bid loop.
 */
final class ApiRule implements CreativeRule {
    private final ListedBits listed = new ListedBits();

    @Override
    public void beginRequest() {
        listed.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long needed = table.apis(creative);
        if (needed == 0) {
            return true;
        }
        if (needed < 0) {
            return false; // one above 62: the bit stands for all of them, so nobody can tell whether it is listed
        }
        final long list = context.request.apis(table.format(creative), context.impression);
        return (needed & ~listed.of(context.request, list)) == 0;
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.API_NOT_OFFERED;
    }
}
