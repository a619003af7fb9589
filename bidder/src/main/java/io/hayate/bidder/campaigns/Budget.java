package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.CurrencyCode;

/**
 * What a campaign may spend on media. Immutable; shared.
 *
 * @param currency ISO 4217
 * @param dailyNanos per day of the flight's time zone, 1e-9 of the currency; {@link #NO_LIMIT} if none
 * @param totalNanos over the flight, 1e-9 of the currency; {@link #NO_LIMIT} if none
 */
public record Budget(String currency, long dailyNanos, long totalNanos) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** The currency as a number, see {@link CurrencyCode}. */
    public int currencyCode() {
        return CurrencyCode.of(currency);
    }
}
