package io.hayate.loadtest.check;

import java.util.List;

/** Which deal a bid is under, and what that deal asks of the seat and the advertiser. Immutable; shared. */
final class DealRules {
    static final List<BidRule> ALL = List.of(
            DealRules::checkDealId,
            DealRules::checkPrivateAuction,
            DealRules::checkDealSeat,
            DealRules::checkDealAdvertiser);

    private DealRules() {}

    private static void checkDealId(final Offer offer, final Findings findings) {
        final Json dealId = offer.bid().at("dealid");
        if (!dealId.is(Json.Kind.ABSENT) && !offer.deal().isPresent()) {
            findings.add(Rule.DEAL_ID, offer.path("dealid"), dealId + " is no deal of the impression.");
        }
    }

    private static void checkPrivateAuction(final Offer offer, final Findings findings) {
        final boolean open = !offer.bid().at("dealid").isPresent();
        if (open && offer.imp().at("pmp").at("private_auction").isInteger(1)) {
            findings.add(Rule.PRIVATE_AUCTION, offer.path("dealid"), "an open bid in a private auction.");
        }
    }

    private static void checkDealSeat(final Offer offer, final Findings findings) {
        final List<String> allowed = offer.deal().at("wseat").strings();
        final String seat = offer.seatBid().at("seat").textOr("");
        if (!allowed.isEmpty() && !allowed.contains(seat)) {
            findings.add(
                    Rule.DEAL_SEAT, offer.path(), "seat '" + seat + "' is not in the deal's wseat " + allowed + ".");
        }
    }

    private static void checkDealAdvertiser(final Offer offer, final Findings findings) {
        final List<String> allowed = offer.deal().at("wadomain").strings();
        if (allowed.isEmpty()) {
            return;
        }
        for (final String domain : offer.bid().at("adomain").strings()) {
            if (allowed.stream().noneMatch(listed -> Domains.covers(listed, domain))) {
                findings.add(
                        Rule.DEAL_ADVERTISER,
                        offer.path("adomain"),
                        domain + " is not in the deal's wadomain " + allowed + ".");
            }
        }
    }
}
