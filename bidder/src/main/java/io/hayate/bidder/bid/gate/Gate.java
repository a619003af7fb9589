package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.ledger.brakes.OpenBreakers;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.util.function.Supplier;

/**
 * Holds request, impression and deal against the rules of their level; notes the reason where one is broken. Owned by
 * the bid loop.
 */
public final class Gate {
    private final GateRule[] requestRules;
    private final GateRule[] impressionRules;
    private final GateRule[] dealRules = {new UsableDealRule(), new DealSeatRule()};

    /**
     * @param trackersSecure whether what stands in our markup loads over https
     * @param sellers those authorised now; asked once a request
     */
    public Gate(
            final boolean trackersSecure,
            final PrivacyPolicy privacy,
            final SupplyPolicy supply,
            final Supplier<AuthorizedSellers> sellers) {
        this(trackersSecure, privacy, supply, sellers, () -> OpenBreakers.NONE);
    }

    /** @param breakers those open now; asked once a request */
    public Gate(
            final boolean trackersSecure,
            final PrivacyPolicy privacy,
            final SupplyPolicy supply,
            final Supplier<AuthorizedSellers> sellers,
            final Supplier<OpenBreakers> breakers) {
        this.requestRules = new GateRule[] {
            new SwitchRule(),
            new BreakerRule(breakers),
            new UsableRequestRule(),
            new ComplexityRule(),
            new TimeRule(),
            new CurrencyRule(),
            new SeatRule(),
            new TransparencyRule(),
            new SupplyChainRule(supply),
            new AuthorizedSellerRule(supply, sellers),
            new PrivacyRule(privacy)
        };
        this.impressionRules =
                new GateRule[] {new UsableImpressionRule(), new SecureTrackerRule(trackersSecure), new BillingRule()};
    }

    /** Also sets the deadline and what privacy leaves allowed. */
    public boolean passesRequest(final BidContext context) {
        return passes(requestRules, context);
    }

    public boolean passesImpression(final BidContext context) {
        return passes(impressionRules, context);
    }

    public boolean passesDeal(final BidContext context) {
        return passes(dealRules, context);
    }

    private static boolean passes(final GateRule[] rules, final BidContext context) {
        for (final GateRule rule : rules) {
            if (!rule.passes(context)) {
                context.note(rule.reason());
                return false;
            }
        }
        return true;
    }
}
