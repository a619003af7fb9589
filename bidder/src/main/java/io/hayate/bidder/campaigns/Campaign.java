package io.hayate.bidder.campaigns;

import java.util.List;

/**
 * One admitted campaign: validated, normalised, complete. Immutable; shared.
 *
 * @param id above 0
 * @param advertiserId above 0
 */
public record Campaign(
        long id,
        long advertiserId,
        String name,
        CampaignStatus status,
        Flight flight,
        Budget budget,
        long bidCpmMicros,
        Targeting targeting,
        List<Creative> creatives) {}
