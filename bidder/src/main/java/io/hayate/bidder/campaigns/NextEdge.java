package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.Collection;

/** When the answer to "may it bid now" changes next for any campaign. Immutable; shared. */
final class NextEdge {
    /** All time zones of today are whole quarters of an hour away from each other, so hours begin at these. */
    private static final long QUARTER_HOUR_MS = 15 * 60 * 1000L;

    private NextEdge() {}

    /** @return epoch milliseconds, above nowMs; {@code Long.MAX_VALUE} if there is none */
    static long afterMs(final long nowMs, final Collection<LiveCampaign> campaigns) {
        long edgeMs = Long.MAX_VALUE;
        boolean hours = false;
        for (final LiveCampaign live : campaigns) {
            final Campaign campaign = live.campaign();
            if (campaign.status() == CampaignStatus.ACTIVE) {
                edgeMs = earlier(edgeMs, campaign.flight().startMs(), nowMs);
                edgeMs = earlier(edgeMs, campaign.flight().endMs(), nowMs);
                hours |= campaign.targeting().rules().containsKey(Dimension.HOUR_OF_WEEK);
            }
        }
        return hours ? Math.min(edgeMs, (Math.floorDiv(nowMs, QUARTER_HOUR_MS) + 1) * QUARTER_HOUR_MS) : edgeMs;
    }

    private static long earlier(final long edgeMs, final long candidateMs, final long nowMs) {
        return candidateMs > nowMs ? Math.min(edgeMs, candidateMs) : edgeMs;
    }
}
