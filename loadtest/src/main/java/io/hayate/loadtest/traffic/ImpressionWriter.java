package io.hayate.loadtest.traffic;

import java.util.List;

/** Writes {@code imp}: placements, their formats, floors and deals. Owned by the thread that generates. */
final class ImpressionWriter {
    private static final double DEAL_SHARE = 0.08;
    private static final double FOREIGN_FLOOR_SHARE = 0.05;
    private static final long MICROS_PER_CENT = 10_000;
    private static final int JPY_PER_USD = 150;

    private final Dice dice;
    private final JsonText json;
    private final FormatWriter formats;
    private boolean foreignFloors;

    ImpressionWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
        this.formats = new FormatWriter(dice, json);
    }

    /** The currencies bids may be in follow from the floors, so this is to be called before {@link #currency}. */
    void drawFloors(final Visit visit) {
        foreignFloors = !visit.market().currency().equals("USD") && dice.chance(FOREIGN_FLOOR_SHARE);
    }

    /** Of this request's floors. */
    String currency(final Visit visit) {
        return foreignFloors ? visit.market().currency() : "USD";
    }

    void write(final Visit visit) {
        final int count = dice.chance(0.93) ? 1 : dice.between(2, 5);
        json.array("imp");
        for (int number = 1; number <= count; number++) {
            writeImpression(visit, number, count);
        }
        json.end();
    }

    private void writeImpression(final Visit visit, final int number, final int count) {
        json.object().field("id", count == 1 && dice.chance(0.3) ? dice.uuid() : Integer.toString(number));
        final boolean fullScreen = writeMedia(visit);
        json.field("tagid", "tag-" + visit.publisher() + "-" + dice.between(1, 40));
        if (visit.app()) {
            json.field("displaymanager", "example-sdk").field("displaymanagerver", "6." + dice.below(20) + ".0");
        }
        if (fullScreen) {
            json.field("instl", 1);
        }
        if (!dice.chance(0.12)) {
            json.decimal("bidfloor", floorMicros(visit, 0.35));
            if (foreignFloors || dice.chance(0.7)) {
                json.field("bidfloorcur", currency(visit));
            }
        }
        if (dice.chance(0.95)) {
            json.field("secure", dice.chance(0.97) ? 1 : 0);
        }
        if (visit.newest() && visit.app() && dice.chance(0.1)) {
            json.field("rwdd", 1);
        }
        if (dice.chance(DEAL_SHARE)) {
            writeDeals(visit);
        }
        writeExtension(visit);
        json.end();
    }

    /** @return whether it is an interstitial */
    private boolean writeMedia(final Visit visit) {
        final int share = visit.platform() == Platform.TELEVISION ? 80 : dice.below(100);
        if (share < 78) {
            return formats.writeBanner(visit);
        }
        if (share < 90) {
            return formats.writeVideo(visit);
        }
        formats.writeNative(visit);
        return false;
    }

    private long floorMicros(final Visit visit, final double medianUsd) {
        final double floor = dice.logNormal(medianUsd, 0.9) * (currency(visit).equals("JPY") ? JPY_PER_USD : 1);
        return Math.max(1, StrictMath.round(floor * 100)) * MICROS_PER_CENT;
    }

    private void writeDeals(final Visit visit) {
        final int count = dice.chance(0.7) ? 1 : dice.between(2, 4);
        final int first = 1 + dice.zipf(Inventory.DEALS, Visit.ZIPF_EXPONENT);
        json.object("pmp").field("private_auction", Inventory.isPrivateDeal(first) ? 1 : 0);
        json.array("deals");
        for (int i = 0; i < count; i++) {
            json.object().field("id", Inventory.dealId((first + i * 2 - 1) % Inventory.DEALS + 1));
            json.decimal("bidfloor", floorMicros(visit, 1.2)).field("bidfloorcur", currency(visit));
            json.field("at", dice.chance(0.2) ? 3 : dice.chance(0.5) ? 1 : 2);
            if (dice.chance(0.1)) {
                json.strings("wseat", List.of(Inventory.SEAT, "seat-" + dice.below(50)));
            }
            if (dice.chance(0.05)) {
                json.strings("wadomain", List.of(Inventory.brandDomain(dice.between(1, Inventory.BRANDS))));
            }
            json.end();
        }
        json.end().end();
    }

    /** What exchanges add of their own; a bidder skips it. */
    private void writeExtension(final Visit visit) {
        if (!dice.chance(0.5)) {
            return;
        }
        json.object("ext")
                .field("gpid", "/" + visit.publisher() + "/" + visit.genre().name() + "/top");
        if (visit.richness() > 0.6) {
            json.field("tid", dice.uuid());
            json.object("data").object("adserver").field("name", "example");
            json.field("adslot", "/4711/" + visit.genre().name() + "/slot-" + dice.below(100));
            json.end().field("pbadslot", "slot-" + dice.below(100)).end();
        }
        if (visit.platform().isApple() && visit.app() && visit.richness() > 0.4) {
            writeSkAdNetworks(visit);
        }
        json.end();
    }

    private void writeSkAdNetworks(final Visit visit) {
        json.object("skadn").strings("versions", List.of("2.2", "3.0", "4.0"));
        json.field("sourceapp", Inventory.iosBundle(visit.number())).array("skadnetids");
        final int count = dice.between(2, 60);
        for (int i = 0; i < count; i++) {
            json.item(dice.hex(10) + ".skadnetwork");
        }
        json.end().end();
    }
}
