package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.live.WideProduct;

/**
 * How often impressions come to what a strategy pays for: the average of a campaign, which begins as that of its
 * advertiser's other campaigns, which begins as a default. Each is believed as if so many impressions had shown it. Rates
 * are in units of 1e-9. Immutable; shared.
 */
enum SmoothedRate {
    /** Banners: about one click in a thousand impressions. Each prior is worth what it takes to see some clicks. */
    CLICKS(1_000_000, 10_000, 2_000),
    /** One impression in twenty thousand: one click of twenty, for example. */
    CONVERSIONS(50_000, 200_000, 40_000);

    static final long ONE_NANOS = 1_000_000_000;

    /** What is expected of an advertiser of whom nothing is known. */
    final long defaultNanos;

    /** Impressions that the default stands for beside those of an advertiser's campaigns. */
    final long defaultImpressions;

    /** Impressions that the advertiser's average stands for beside a campaign's own. */
    final long advertiserImpressions;

    SmoothedRate(final long defaultNanos, final long defaultImpressions, final long advertiserImpressions) {
        this.defaultNanos = defaultNanos;
        this.defaultImpressions = defaultImpressions;
        this.advertiserImpressions = advertiserImpressions;
    }

    /** Of what a strategy other than CPM pays for. */
    static SmoothedRate of(final Bid.Strategy strategy) {
        return strategy == Bid.Strategy.CPC ? CLICKS : CONVERSIONS;
    }

    /**
     * The rate to be expected of a campaign.
     *
     * @param othersEvents clicks or conversions of the advertiser's other campaigns
     */
    long nanos(final long events, final long impressions, final long othersEvents, final long othersImpressions) {
        final long advertiserNanos = smoothed(othersEvents, othersImpressions, defaultNanos, defaultImpressions);
        return smoothed(events, impressions, advertiserNanos, advertiserImpressions);
    }

    /** What a thousand impressions are worth at a rate, rounded down. */
    static long cpmMicros(final Bid bid, final long rateNanos) {
        final long worth = WideProduct.multiplyDivide(bid.amountMicros(), rateNanos, ONE_NANOS / 1_000, false);
        return Math.min(bid.maxCpmMicros(), worth);
    }

    /** An event more than once for an impression is a notice that got lost: the rate is at most one. */
    private static long smoothed(
            final long events, final long impressions, final long priorNanos, final long priorImpressions) {
        final long shown = priorImpressions + impressions;
        final long nanos = WideProduct.multiplyDivide(priorImpressions, priorNanos, shown, false)
                + WideProduct.multiplyDivide(Math.min(events, impressions), ONE_NANOS, shown, false);
        return Math.min(ONE_NANOS, nanos);
    }
}
