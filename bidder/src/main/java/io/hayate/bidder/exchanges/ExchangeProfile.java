package io.hayate.bidder.exchanges;

/**
 * What differs between exchanges, as data. Immutable; shared.
 *
 * @param name in the path, lower case letters, digits and hyphens, at most 32
 * @param ordinal its place among the profiles of this process; not stable across restarts
 * @param enabled a disabled exchange is answered 204
 */
public record ExchangeProfile(
        String name,
        int ordinal,
        boolean enabled,
        Parties parties,
        BuyingTerms terms,
        ExchangeLimits limits,
        AnswerForm answers,
        PriceMacro price) {

    /** Of advertisers without a seat of their own there. */
    public String seat() {
        return parties.seat();
    }

    /** What the exchange is called in supply chains and ads.txt files. */
    public AdSystems adSystems() {
        return parties.adSystems();
    }

    /** The accounts that bids there may be billed to. */
    public BillingIds billingIds() {
        return parties.billingIds();
    }

    /** Code of the currency that we bid in there if the request leaves the choice. */
    public int currency() {
        return terms.currency();
    }

    /** Which notice books spend. */
    public BillsOn billsOn() {
        return terms.billsOn();
    }

    /** The most time we take, also when the request has no tmax. */
    public int maxTmaxMs() {
        return limits.maxTmaxMs();
    }

    /** Kept back from tmax for the network. */
    public int marginMs() {
        return limits.marginMs();
    }
}
