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
        Bid bid,
        List<FrequencyCap> frequencyCaps,
        Targeting targeting,
        List<Creative> creatives) {

    /** The most that it may bid for a thousand impressions, 1e-6 of its budget's currency. */
    public long bidCpmMicros() {
        return bid.maxCpmMicros();
    }

    /** Whether users to whom it is shown are to be known again: for its frequency caps, or for who converts. */
    public boolean followsUsers() {
        return !frequencyCaps.isEmpty() || bid.strategy() == Bid.Strategy.CPA;
    }
}
