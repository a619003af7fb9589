package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.exchanges.AdSystems;

/**
 * The supply chain names all its nodes, none of them blocked, ends with the exchange, and is as complete as we ask
 * (OpenRTB 2.6, 3.2.25 and 3.2.26). Where 2.5 and 2.6 tell different chains, both keep the rule. Owned by the bid loop.
 */
final class SupplyChainRule implements GateRule {
    /** An asi and a sid. */
    private static final int ITEMS_PER_NODE = 2;

    private final SupplyPolicy policy;
    /** One blocked domain is enough to know. */
    private final int[] found = new int[1];

    private NoBidReason reason = NoBidReason.INCOMPLETE_SUPPLY_CHAIN;

    SupplyChainRule(final SupplyPolicy policy) {
        this.policy = policy;
    }

    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        reason = NoBidReason.INCOMPLETE_SUPPLY_CHAIN;
        if (policy.completeChainsOnly() && !isComplete(request)) {
            return false;
        }
        final AdSystems exchange = context.exchange.adSystems();
        final int start = Slice.offset(request.supplyChainNodes);
        final int middle = start + request.supplyChainExtItems;
        return passes(request, start, middle, exchange)
                && passes(request, middle, Slice.end(request.supplyChainNodes), exchange);
    }

    @Override
    public NoBidReason reason() {
        return reason;
    }

    /** Screens are mostly sold by who owns them: of a missing chain only sites and apps have something to tell. */
    private static boolean isComplete(final BidRequestView request) {
        if (!request.supplyChain) {
            return request.dooh && !request.site && !request.app;
        }
        return request.supplyChainComplete && request.supplyChainNodes != Slice.ABSENT;
    }

    /** The chain between two places in the items; one without nodes says nothing. */
    private boolean passes(final BidRequestView request, final int start, final int end, final AdSystems exchange) {
        if (end - start > ITEMS_PER_NODE * BidLimits.MAX_SUPPLY_CHAIN_NODES) {
            reason = NoBidReason.TOO_COMPLEX;
            return false;
        }
        long system = Slice.ABSENT;
        for (int node = start; node < end; node += ITEMS_PER_NODE) {
            system = HostText.of(request.body, request.items[node]);
            if (isBlocked(request, system)) {
                reason = NoBidReason.BLOCKED_SUPPLY_CHAIN_NODE;
                return false;
            }
            if (system == Slice.ABSENT || request.items[node + 1] == Slice.ABSENT) {
                return false;
            }
        }
        // The sender of a request puts itself behind those that it bought from.
        return start == end
                || !exchange.areKnown()
                || exchange.contains(request.body, Slice.offset(system), Slice.length(system));
    }

    private boolean isBlocked(final BidRequestView request, final long system) {
        return policy.blockedSystems()
                        .idsOfDomainAndParents(request.body, Slice.offset(system), Slice.length(system), found)
                > 0;
    }
}
