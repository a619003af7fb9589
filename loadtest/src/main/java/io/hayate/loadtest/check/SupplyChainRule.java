package io.hayate.loadtest.check;

import java.util.List;
import java.util.Locale;

/**
 * No bid through a supply chain that the bidder was told to keep from; the chain is read in its places of 2.6 and 2.5.
 * Immutable; shared.
 */
final class SupplyChainRule {
    private SupplyChainRule() {}

    static void check(final Json request, final Json answer, final CheckSettings settings, final Findings findings) {
        if (!answer.at("seatbid").isPresent()) {
            return;
        }
        final Json source = request.at("source");
        for (final Json chain : List.of(source.at("schain"), source.at("ext").at("schain"))) {
            if (chain.says()) {
                checkChain(chain, settings.limits(), findings);
            }
        }
    }

    private static void checkChain(final Json chain, final BidderLimits limits, final Findings findings) {
        final List<Json> nodes = chain.at("nodes").objects();
        if (limits.completeChainsOnly() && (!chain.at("complete").isInteger(1) || nodes.isEmpty())) {
            findings.add(Rule.SUPPLY_CHAIN, "", "a bid through a supply chain that is not complete.");
        }
        for (final Json node : nodes) {
            final String system = node.at("asi").textOr("").toLowerCase(Locale.ROOT);
            if (limits.blockedSystems().contains(system)) {
                findings.add(Rule.SUPPLY_CHAIN, "", "a bid through " + system + ", which is blocked.");
            }
        }
    }
}
