package io.hayate.bidder.ledger.prices;

/**
 * What the ledger agent publishes of prices, as bid loops read it. Immutable, but for what is published in it; shared.
 */
public record LearnedPrices(CampaignValues values, LiveShading shading) {
    /** Until something is published, campaigns that pay for clicks or conversions do not bid, and nothing is shaded. */
    public static LearnedPrices none() {
        return new LearnedPrices(new CampaignValues(), new LiveShading());
    }
}
