package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.Campaign;
import java.util.List;

/**
 * A campaign as the index takes it. Immutable; shared.
 *
 * @param ordinal stable small number of the campaign, assigned by the campaign agent
 * @param version of the campaign; grows with every change
 * @param creativeVersions one for each of the campaign's creatives, in their order
 */
public record LiveCampaign(Campaign campaign, int ordinal, long version, List<Long> creativeVersions) {}
