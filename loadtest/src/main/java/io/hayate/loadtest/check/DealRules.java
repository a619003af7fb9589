package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;

/** What an impression and its deals ask of the price, the seat and the advertiser. Immutable; shared. */
final class DealRules {
    static final List<BidRule> ALL = List.of(
            DealRules::checkDealId,
            DealRules::checkPrivateAuction,
            DealRules::checkFloor,
            DealRules::checkAgreedPrice,
            DealRules::checkDealSeat,
            DealRules::checkDealAdvertiser);

    private static final long AT_AGREED_PRICE = 3;
    /** Prices are counted in millionths; an agreed price that is finer is rounded up. */
    private static final BigDecimal PRICE_STEP = new BigDecimal("0.000001");

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

    private static void checkFloor(final Offer offer, final Findings findings) {
        // A deal without a floor gives no guidance: the impression's holds (implementation notes 7.11.2).
        final boolean ofDeal = offer.deal().at("bidfloor").isPresent();
        final Json owner = ofDeal ? offer.deal() : offer.imp();
        final BigDecimal floor = owner.at("bidfloor").decimal();
        final BigDecimal price = offer.bid().at("price").decimal();
        if (floor == null || floor.signum() <= 0 || price == null) {
            return;
        }
        final String currency = Offer.currencyOf(owner.at("bidfloorcur"));
        final String which = (ofDeal ? "the deal's floor of " : "the impression's floor of ") + floor + " " + currency;
        if (!currency.equalsIgnoreCase(offer.currency())) {
            findings.add(Rule.FLOOR, offer.path("price"), "is in " + offer.currency() + ", " + which + " is not.");
        } else if (price.compareTo(floor) < 0) {
            findings.add(Rule.FLOOR, offer.path("price"), price + " is below " + which + ".");
        }
    }

    private static void checkAgreedPrice(final Offer offer, final Findings findings) {
        final BigDecimal agreed = offer.deal().at("bidfloor").decimal();
        final BigDecimal price = offer.bid().at("price").decimal();
        if (agreed == null || price == null || !offer.deal().at("at").isInteger(AT_AGREED_PRICE)) {
            return;
        }
        if (price.subtract(agreed).abs().compareTo(PRICE_STEP) >= 0) {
            findings.add(Rule.DEAL_PRICE, offer.path("price"), price + " is not the agreed " + agreed + ".");
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
