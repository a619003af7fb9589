package io.hayate.bidder.exchanges;

/**
 * What differs between exchanges, as data. Immutable; shared.
 *
 * @param name in the path, lower case letters, digits and hyphens, at most 32
 * @param ordinal its place among the profiles of this process; not stable across restarts
 * @param enabled a disabled exchange is answered 204
 * @param currency of our bids there
 * @param seat of advertisers without a seat of their own there
 * @param maxTmaxMs the most time we take, also when the request has no tmax
 * @param marginMs kept back from tmax for the network
 * @param billsOn the notice that books spend
 */
public record ExchangeProfile(
        String name,
        int ordinal,
        boolean enabled,
        String currency,
        String seat,
        int maxTmaxMs,
        int marginMs,
        BillsOn billsOn) {

    /** Which notice an exchange bills on. */
    public enum BillsOn {
        WIN,
        BILL,
        IMPRESSION
    }
}
