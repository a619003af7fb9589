package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.live.LiveCampaign;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that was made, changed or deleted. Immutable; shared.
 *
 * @param after as it is now; null: deleted
 */
public record IndexChange(long campaignId, @Nullable LiveCampaign after) {}
