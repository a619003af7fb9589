package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;
import io.hayate.bidder.exchanges.BillsOn;

/** Where impressions are what is billed, the native request takes the pixel that counts them. Immutable; shared. */
final class NativeTrackerRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        return context.exchange.billsOn() != BillsOn.IMPRESSION
                || !context.request.nativeAds.takesNoPixel(context.impression);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.TRACKER_NOT_OFFERED;
    }
}
