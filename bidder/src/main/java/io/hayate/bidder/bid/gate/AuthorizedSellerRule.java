package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.exchanges.AdSystems;
import java.util.function.Supplier;

/**
 * Who sells a site or an app is authorised to (ads.txt, app-ads.txt): the first node of the supply chain, or, without one,
 * the exchange with the publisher's account there. Who is not told is nobody that is authorised. Inventory that nothing
 * is loaded for passes, unless it is required. Owned by the bid loop.
 */
final class AuthorizedSellerRule implements GateRule {
    private final boolean required;
    private final Supplier<AuthorizedSellers> current;
    private NoBidReason reason = NoBidReason.SELLER_NOT_AUTHORIZED;

    AuthorizedSellerRule(final SupplyPolicy policy, final Supplier<AuthorizedSellers> current) {
        this.required = policy.sellersRequired();
        this.current = current;
    }

    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        final AuthorizedSellers sellers = current.get();
        reason = NoBidReason.SELLERS_UNKNOWN;
        if (!request.site && !request.app) {
            // Neither file is about screens.
            return !required || request.dooh;
        }
        return (!request.site || passes(context, sellers, site(request, sellers), BidRequestView.SITE))
                && (!request.app || passes(context, sellers, app(request, sellers), BidRequestView.APP));
    }

    @Override
    public NoBidReason reason() {
        return reason;
    }

    private static int site(final BidRequestView request, final AuthorizedSellers sellers) {
        final long domain = HostText.of(request.body, request.siteDomain);
        final long host = domain != Slice.ABSENT ? domain : HostText.of(request.body, request.sitePage);
        return sellers.ofDomain(request.body, Slice.offset(host), Slice.length(host));
    }

    private static int app(final BidRequestView request, final AuthorizedSellers sellers) {
        return sellers.ofBundle(request.body, Slice.offset(request.appBundle), Slice.length(request.appBundle));
    }

    private boolean passes(
            final BidContext context, final AuthorizedSellers sellers, final int place, final int inventory) {
        if (place == AuthorizedSellers.UNKNOWN) {
            reason = NoBidReason.SELLERS_UNKNOWN;
            return !required;
        }
        reason = NoBidReason.SELLER_NOT_AUTHORIZED;
        final BidRequestView request = context.request;
        final long nodes = request.supplyChainNodes;
        if (nodes == Slice.ABSENT) {
            return authorize(sellers, place, context, request.publisherId[inventory]);
        }
        final int first = Slice.offset(nodes);
        // Also the first node of the second chain, where 2.5 and 2.6 tell two.
        return authorize(sellers, place, request, first)
                && authorize(sellers, place, request, first + request.supplyChainExtItems);
    }

    private static boolean authorize(
            final AuthorizedSellers sellers, final int place, final BidRequestView request, final int node) {
        final long system = HostText.of(request.body, request.items[node]);
        final long account = request.items[node + 1];
        return system != Slice.ABSENT
                && account != Slice.ABSENT
                && sellers.authorize(
                        place,
                        sellers.system(request.body, Slice.offset(system), Slice.length(system)),
                        request.body,
                        Slice.offset(account),
                        Slice.length(account));
    }

    private static boolean authorize(
            final AuthorizedSellers sellers, final int place, final BidContext context, final long publisher) {
        final AdSystems exchange = context.exchange.adSystems();
        if (publisher == Slice.ABSENT) {
            return false;
        }
        for (int i = 0; i < exchange.count(); i++) {
            final byte[] domain = exchange.domain(i);
            if (sellers.authorize(
                    place,
                    sellers.system(domain, 0, domain.length),
                    context.request.body,
                    Slice.offset(publisher),
                    Slice.length(publisher))) {
                return true;
            }
        }
        return false;
    }
}
