package io.hayate.bidder.ledger.brakes;

/**
 * When the circuit breaker opens, but for what exchanges' profiles say. Immutable; shared.
 *
 * @param maxSpendPerHourNanos over all exchanges, 1e-9 of the base of the currency rates, or of a US dollar without rates;
 *     {@link #NO_LIMIT} if none
 */
public record BreakerSettings(long maxSpendPerHourNanos, Anomalies anomalies) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public static final BreakerSettings DEFAULT = new BreakerSettings(NO_LIMIT, Anomalies.ALERT);

    /** What a win rate or a price that jumps leads to. */
    public enum Anomalies {
        /** Nothing; nobody looks. */
        OFF,
        /** A metric and a line in the log. */
        ALERT,
        /** That, and no bid on the exchange for a while. */
        STOP
    }
}
