package io.hayate.bidder.ledger;

/**
 * One campaign's account at one moment. Immutable; shared.
 *
 * @param currency of the campaign's budget, ISO 4217
 * @param spentTodayNanos booked since midnight in the flight's time zone
 * @param reservedNanos the most that bids without a notice yet may still cost
 * @param wins win notices
 * @param billed bids whose cost was booked
 */
public record AccountStatement(
        long campaignId,
        String currency,
        long spentTodayNanos,
        long spentTotalNanos,
        long reservedNanos,
        long bids,
        long wins,
        long billed,
        long impressions,
        long clicks,
        long conversions,
        long losses) {

    /** The account of a campaign that nothing has happened to. */
    public static AccountStatement untouched(final long campaignId, final String currency) {
        return new AccountStatement(campaignId, currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
