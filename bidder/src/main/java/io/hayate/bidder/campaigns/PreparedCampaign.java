package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import java.util.List;

/**
 * A campaign's document read and its creatives encoded: all of its way that needs no state, so that any thread can do it.
 * Immutable; shared.
 *
 * @param creatives one for each creative, in their order; empty if the document is refused
 */
record PreparedCampaign(ParsedCampaign parsed, List<byte[]> creatives) {}
