package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Campaign;
import java.util.List;

/**
 * A campaign as the index takes it. Immutable; shared.
 *
 * @param ordinal stable small number of the campaign, assigned by the campaign agent
 * @param version of the campaign; grows with every change
 * @param creativeVersions one for each of the campaign's creatives, in their order
 * @param advertiser the campaign's, as it is now
 */
public record LiveCampaign(
        Campaign campaign, int ordinal, long version, List<Long> creativeVersions, Advertiser advertiser) {
    /** A campaign of an advertiser of whom nothing is known. */
    public LiveCampaign(
            final Campaign campaign, final int ordinal, final long version, final List<Long> creativeVersions) {
        this(campaign, ordinal, version, creativeVersions, Advertiser.empty(campaign.advertiserId()));
    }

    public LiveCampaign with(final Advertiser other) {
        return new LiveCampaign(campaign, ordinal, version, creativeVersions, other);
    }
}
