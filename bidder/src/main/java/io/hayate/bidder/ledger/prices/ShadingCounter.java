package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.telemetry.Counted;

/** What prices are learned from. Immutable; shared. */
public enum ShadingCounter implements Counted {
    TOLD("prices_told", "Notices of shaded bids that told the least price that wins."),
    WON("bids_won", "Shaded bids that won, without such a price."),
    OUTBID("bids_outbid", "Shaded bids that lost to a higher one, without such a price."),
    BELOW_FLOOR("bids_below_floor", "Shaded bids that lost to a floor, without such a price."),
    NO_MATTER_OF_PRICE("bids_lost_otherwise", "Shaded bids that lost for a reason which says nothing of prices."),
    UNANSWERED("bids_unanswered", "Shaded bids taken for lost because no notice came.");

    private final String label;
    private final String sentence;

    ShadingCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
