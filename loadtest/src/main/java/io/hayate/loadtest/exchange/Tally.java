package io.hayate.loadtest.exchange;

/**
 * What became of bids, in numbers: of a campaign or of all. Immutable; shared.
 *
 * @param bids in answers, without those on test requests
 * @param wins win notices taken, each bid's once
 * @param billed bids whose cost was booked
 * @param spentNanos 1e-9 of a currency
 */
public record Tally(
        long bids,
        long wins,
        long billed,
        long spentNanos,
        long impressions,
        long clicks,
        long conversions,
        long losses) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    public Tally plus(final Tally other) {
        return new Tally(
                bids + other.bids,
                wins + other.wins,
                billed + other.billed,
                spentNanos + other.spentNanos,
                impressions + other.impressions,
                clicks + other.clicks,
                conversions + other.conversions,
                losses + other.losses);
    }

    public Tally minus(final Tally other) {
        return new Tally(
                bids - other.bids,
                wins - other.wins,
                billed - other.billed,
                spentNanos - other.spentNanos,
                impressions - other.impressions,
                clicks - other.clicks,
                conversions - other.conversions,
                losses - other.losses);
    }
}
