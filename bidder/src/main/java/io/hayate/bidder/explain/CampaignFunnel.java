package io.hayate.bidder.explain;

import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.Campaign;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the explain agent knows of one campaign at one moment. Immutable; shared.
 *
 * @param campaign as it is live; null if it is not
 * @param biddableNow whether flight, hours and switches allow a bid
 * @param open whether the ledger agent has found budget left
 * @param nowMs when that was, epoch milliseconds
 * @param exact null if the campaign was never live
 * @param estimate null if the campaign is not live
 */
record CampaignFunnel(
        long campaignId,
        @Nullable Campaign campaign,
        boolean biddableNow,
        boolean open,
        long nowMs,
        @Nullable Exact exact,
        @Nullable Estimate estimate) {

    /**
     * How its candidates ended on the loops.
     *
     * @param sinceMs when counting began
     * @param noBids by reason, those above 0
     */
    record Exact(long sinceMs, long bids, Map<NoBidReason, Long> noBids) {
        long looks() {
            return bids + noBids.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * What sampled requests tell; maps have what is above 0.
     *
     * @param sinceMs when the campaign was last changed, or sampling began
     * @param samples that passed the gate
     * @param alone in how many a dimension rules the campaign out, whatever others do
     * @param first in how many it is the first to do so, in the order of the route
     * @param outcomes how those ended that no dimension rules out, by column of {@link SampleOutcome}
     * @param judged samples in which the campaign was a candidate and held against every rule
     * @param rules in how many of those a rule rules out all its creatives, whatever other rules do
     * @param gate samples of all campaigns, since the start, that the gate has ruled out, by reason
     * @param gateSamples samples of all campaigns, since the start
     */
    record Estimate(
            long sinceMs,
            int samples,
            Map<FunnelDimension, Integer> alone,
            Map<FunnelDimension, Integer> first,
            Map<Integer, Integer> outcomes,
            int judged,
            Map<NoBidReason, Integer> rules,
            Map<NoBidReason, Long> gate,
            long gateSamples) {}
}
