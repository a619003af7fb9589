/** From campaigns to the next {@link io.hayate.bidder.campaigns.live.CampaignIndex}. Owned by the campaign agent. */
@NullMarked
package io.hayate.bidder.campaigns.index;

import org.jspecify.annotations.NullMarked;
