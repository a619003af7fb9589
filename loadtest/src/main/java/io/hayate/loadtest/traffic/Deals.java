package io.hayate.loadtest.traffic;

import java.util.List;

/**
 * Writes {@code pmp}: deals in private and in open auctions, first price, second price or fixed, some for named seats or
 * advertisers, a few guaranteed. Owned by the thread that generates.
 */
final class Deals {
    private static final int FIXED_PRICE = 3;
    private static final double FLOOR_MEDIAN_USD = 1.2;

    private final Dice dice;
    private final JsonText json;
    private final Floors floors;

    Deals(final Dice dice, final JsonText json, final Floors floors) {
        this.dice = dice;
        this.json = json;
        this.floors = floors;
    }

    /** @param timed whether what is sold has a duration, which floors may follow */
    void write(final Visit visit, final boolean timed) {
        final int count = dice.chance(0.7) ? 1 : dice.between(2, 4);
        final int first = 1 + dice.zipf(Inventory.DEALS, Visit.ZIPF_EXPONENT);
        json.object("pmp").field("private_auction", Inventory.isPrivateDeal(first) ? 1 : 0);
        json.array("deals");
        for (int i = 0; i < count; i++) {
            json.object().field("id", Inventory.dealId((first + i * 2 - 1) % Inventory.DEALS + 1));
            writeTerms(visit, timed);
            json.end();
        }
        json.end().end();
    }

    private void writeTerms(final Visit visit, final boolean timed) {
        if (visit.mix().rare(dice, 0.02)) {
            json.absent("bidfloor"); // a deal may leave its price to the auction
        } else {
            floors.writeOfDeal(visit, FLOOR_MEDIAN_USD, timed);
        }
        if (dice.chance(0.95)) {
            json.field("at", dice.chance(0.2) ? FIXED_PRICE : dice.chance(0.5) ? 1 : 2);
        } else {
            json.absent("at");
        }
        if (dice.chance(0.1)) {
            json.strings("wseat", List.of(Inventory.SEAT, "seat-" + dice.below(50)));
        } else {
            json.absent("wseat");
        }
        if (dice.chance(0.05)) {
            json.strings("wadomain", List.of(Inventory.brandDomain(dice.between(1, Inventory.BRANDS))));
        }
        if (visit.newest() && visit.mix().rare(dice, 0.02)) {
            json.field("guar", 1);
        }
    }
}
