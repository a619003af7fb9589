package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What floors and agreed prices ask of the price, in whatever currencies they are. Immutable; shared. */
final class FloorRules {
    static final List<BidRule> ALL = List.of(FloorRules::checkFloor, FloorRules::checkAgreedPrice);

    private static final long AT_AGREED_PRICE = 3;
    /** Prices are counted in millionths; an agreed price that is finer is rounded up. */
    private static final BigDecimal PRICE_STEP = new BigDecimal("0.000001");

    private static final int PRICE_DECIMALS = 6;
    /** How far two programs' conversions by the same rate may lie apart, of the whole. */
    private static final BigDecimal CONVERSION_TOLERANCE = new BigDecimal("0.000001");

    private FloorRules() {}

    private static void checkFloor(final Offer offer, final Findings findings) {
        final BigDecimal price = offer.bid().at("price").decimal();
        final Floor floor = Floor.of(offer);
        if (price == null || floor.amount().signum() <= 0) {
            return;
        }
        final BigDecimal needed = offer.settings().rates().convert(floor.amount(), floor.currency(), offer.currency());
        if (needed == null) {
            findings.add(
                    floor.rule(),
                    offer.path("price"),
                    "is in " + offer.currency() + ", " + floor + " is not, and no rate is known.");
        } else if (price.compareTo(lowest(needed, floor, offer)) < 0) {
            findings.add(floor.rule(), offer.path("price"), price.toPlainString() + " is below " + floor + ".");
        }
    }

    // What was converted is compared to the price step, what was not exactly.
    private static BigDecimal lowest(final BigDecimal needed, final Floor floor, final Offer offer) {
        return floor.currency().equalsIgnoreCase(offer.currency())
                ? needed
                : needed.setScale(PRICE_DECIMALS, RoundingMode.DOWN);
    }

    private static void checkAgreedPrice(final Offer offer, final Findings findings) {
        final BigDecimal agreed = offer.deal().at("bidfloor").decimal();
        final BigDecimal price = offer.bid().at("price").decimal();
        // A price of 0 is what a deal has that does not say any.
        if (agreed == null
                || agreed.signum() <= 0
                || price == null
                || !offer.deal().at("at").isInteger(AT_AGREED_PRICE)) {
            return;
        }
        final String currency = Offer.currencyOf(offer.deal().at("bidfloorcur"));
        final BigDecimal expected = offer.settings().rates().convert(agreed, currency, offer.currency());
        if (expected == null) {
            return; // reported as a floor that cannot be compared
        }
        final BigDecimal slack = currency.equalsIgnoreCase(offer.currency())
                ? PRICE_STEP
                : PRICE_STEP.add(expected.multiply(CONVERSION_TOLERANCE));
        if (price.subtract(expected).abs().compareTo(slack) >= 0) {
            findings.add(
                    Rule.DEAL_PRICE,
                    offer.path("price"),
                    price.toPlainString() + " is not the agreed " + agreed.toPlainString() + " " + currency + ".");
        }
    }
}
