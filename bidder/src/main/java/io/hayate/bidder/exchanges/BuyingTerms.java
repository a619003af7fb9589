package io.hayate.bidder.exchanges;

import java.util.List;

/**
 * In which money is bid on an exchange, and what is paid. Immutable; shared.
 *
 * @param currencies codes of what an answer may be in; of those that a request allows, the first is taken
 * @param billsOn the notice that books spend
 * @param shading whether open bids in first-price auctions are lowered to what is likely to win
 * @param maxSpendPerHourNanos where the circuit breaker opens, 1e-9 of the first currency; {@link #NO_SPEND_LIMIT} if none
 */
public record BuyingTerms(List<Integer> currencies, BillsOn billsOn, boolean shading, long maxSpendPerHourNanos) {
    public static final long NO_SPEND_LIMIT = Long.MAX_VALUE;

    public BuyingTerms {
        currencies = List.copyOf(currencies);
    }

    /** Without a limit on an hour's spend. */
    public BuyingTerms(final List<Integer> currencies, final BillsOn billsOn, final boolean shading) {
        this(currencies, billsOn, shading, NO_SPEND_LIMIT);
    }

    /** Code of the currency that is bid in if the request leaves the choice. */
    public int currency() {
        return currencies.get(0);
    }
}
