package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.CurrencyCode;

/**
 * What a campaign may spend on media. Immutable; shared.
 *
 * @param currency ISO 4217
 * @param dailyNanos per day of the flight's time zone, 1e-9 of the currency; {@link #NO_LIMIT} if none
 * @param totalNanos over the flight, 1e-9 of the currency; {@link #NO_LIMIT} if none
 */
public record Budget(String currency, long dailyNanos, long totalNanos, Pacing pacing) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** How the day's budget is spent. */
    public enum Pacing {
        /** Whenever the campaign can win. */
        ASAP,
        /** Spread over the day as its traffic is. */
        EVEN
    }

    /** One that is spent as soon as possible. */
    public Budget(final String currency, final long dailyNanos, final long totalNanos) {
        this(currency, dailyNanos, totalNanos, Pacing.ASAP);
    }

    /** The currency as a number, see {@link CurrencyCode}. */
    public int currencyCode() {
        return CurrencyCode.of(currency);
    }
}
