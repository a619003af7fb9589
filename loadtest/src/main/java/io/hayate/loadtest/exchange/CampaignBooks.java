package io.hayate.loadtest.exchange;

/** One campaign's sums. Owned by the exchange. */
final class CampaignBooks {
    final String campaign;
    final String currency;

    long bids;
    long wins;
    long billed;
    long spentNanos;
    long impressions;
    long clicks;
    long conversions;
    long losses;

    /** @param currency of the campaign's budget, which all its money is in */
    CampaignBooks(final String campaign, final String currency) {
        this.campaign = campaign;
        this.currency = currency;
    }

    Tally tally() {
        return new Tally(bids, wins, billed, spentNanos, impressions, clicks, conversions, losses);
    }
}
