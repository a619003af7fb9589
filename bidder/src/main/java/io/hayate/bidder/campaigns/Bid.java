package io.hayate.bidder.campaigns;

/**
 * What a campaign pays for, and how much. Immutable; shared.
 *
 * @param amountMicros in the budget's currency, 1e-6 units: of {@code CPM} for a thousand impressions, of {@code CPC} for a
 *     click, of {@code CPA} for a conversion
 * @param maxCpmMicros the most that is bid for a thousand impressions; of {@code CPM} the amount
 */
public record Bid(Strategy strategy, long amountMicros, long maxCpmMicros) {
    /** What the amount is paid for. */
    public enum Strategy {
        CPM,
        CPC,
        CPA
    }

    /** Pays for impressions. */
    public static Bid cpm(final long amountMicros) {
        return new Bid(Strategy.CPM, amountMicros, amountMicros);
    }
}
