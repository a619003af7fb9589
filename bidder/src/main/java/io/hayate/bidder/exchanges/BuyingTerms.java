package io.hayate.bidder.exchanges;

import java.util.List;

/**
 * In which money is bid on an exchange, and what is paid. Immutable; shared.
 *
 * @param currencies codes of what an answer may be in; of those that a request allows, the first is taken
 * @param billsOn the notice that books spend
 * @param shading whether open bids in first-price auctions are lowered to what is likely to win
 */
public record BuyingTerms(List<Integer> currencies, BillsOn billsOn, boolean shading) {
    public BuyingTerms {
        currencies = List.copyOf(currencies);
    }

    /** Code of the currency that is bid in if the request leaves the choice. */
    public int currency() {
        return currencies.get(0);
    }
}
