package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * A creative that can be skipped is shown only where the player allows it, not before it allows it, and not for a
 * reward, which is given for watching (OpenRTB 2.6, 3.2.7). Immutable; shared.
 */
final class SkipRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final int skipAfterSeconds = table.skipAfterSeconds(creative);
        if (skipAfterSeconds == SlotTable.NOT_SKIPPABLE) {
            return true;
        }
        final int impression = context.impression;
        final MediaOffers offers = context.request.media(table.format(creative));
        return offers.skip[impression] != 0
                && !context.request.rewarded[impression]
                && !offers.rewarded[impression]
                && skipAfterSeconds >= offers.skipAfterSeconds[impression]
                && table.durationSeconds(creative) > offers.skipMinSeconds[impression];
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.SKIP_NOT_OFFERED;
    }
}
