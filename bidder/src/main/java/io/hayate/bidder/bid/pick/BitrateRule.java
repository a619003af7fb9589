package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * The bit rate is from minbitrate to maxbitrate, where those are given; one that is not known is in no range (OpenRTB
 * 2.6, 3.2.7, 3.2.8). Immutable; shared.
 */
final class BitrateRule implements CreativeRule {
    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final MediaOffers offers = context.request.media(table.format(creative));
        final int least = offers.minBitrateKbps[context.impression];
        final int most = offers.maxBitrateKbps[context.impression];
        final int bitrateKbps = table.bitrateKbps(creative);
        if (bitrateKbps == 0) {
            return (least == BidRequestView.UNKNOWN || least == 0) && most == BidRequestView.UNKNOWN;
        }
        return least != BidRequestView.UNUSABLE
                && bitrateKbps >= least
                && (most == BidRequestView.UNKNOWN || bitrateKbps <= most);
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.BITRATE_NOT_OFFERED;
    }
}
