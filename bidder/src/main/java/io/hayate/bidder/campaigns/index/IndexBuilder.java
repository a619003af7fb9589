package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.Collection;

/** Builds index versions from campaigns. Owned by the campaign agent. */
public final class IndexBuilder implements AutoCloseable {
    public IndexBuilder(final LiveIndex live) {}

    /**
     * Builds the next version of the index from all active campaigns; others are left out. The caller publishes it.
     */
    public CampaignIndex build(final Collection<LiveCampaign> campaigns, final long nowMs) {
        return CampaignIndex.EMPTY;
    }

    /** Recomputes which campaigns may bid at this moment (flights, hours, switches), when an edge has been passed or the switches moved. */
    public void refreshNow(final CampaignIndex index, final long nowMs) {}

    /** The creative as the bid route reads it ({@link io.hayate.bidder.campaigns.live.CreativeLayout}). */
    public static byte[] encode(final Campaign campaign, final Creative creative) {
        return new byte[0];
    }

    @Override
    public void close() {}
}
