package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.live.SlotTable;

/** linearity, if given, is the creative's (OpenRTB 2.6, 3.2.7). Immutable; shared. */
final class LinearityRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int linearity = context.request.video.linearity[context.impression];
        return linearity == BidRequestView.UNKNOWN
                || table.format(creative) != AdFormat.VIDEO.ordinal()
                || linearity == table.linearity(creative);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.LINEARITY_NOT_OFFERED;
    }
}
