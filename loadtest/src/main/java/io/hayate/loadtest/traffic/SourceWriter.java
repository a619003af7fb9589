package io.hayate.loadtest.traffic;

/** Writes {@code source} with the supply chain, in the place of its version. Owned by the thread that generates. */
final class SourceWriter {
    private final Dice dice;
    private final JsonText json;

    SourceWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final Visit visit) {
        if (visit.isTerse()) {
            return;
        }
        json.object("source").field("fd", dice.chance(0.5) ? 1 : 0).field("tid", dice.uuid());
        if (dice.chance(0.75)) {
            // The two places are those of 2.6 and of 2.5; some exchanges fill both.
            final boolean both = visit.mix().rare(dice, 0.01);
            final boolean complete = !visit.mix().rare(dice, 0.02);
            if (visit.newest() || both) {
                writeSupplyChain(visit, complete);
            }
            if (!visit.newest() || both) {
                json.object("ext");
                writeSupplyChain(visit, complete);
                json.end();
            }
        } else {
            json.absent("schain");
        }
        json.end();
    }

    private void writeSupplyChain(final Visit visit, final boolean complete) {
        json.object("schain").field("complete", complete ? 1 : 0).array("nodes");
        final int nodeCount = dice.chance(0.6) ? 1 : dice.between(2, 4);
        for (int node = 0; node < nodeCount; node++) {
            json.object().field("asi", "ssp-" + dice.between(1, 20) + ".example");
            json.field("sid", node == 0 ? Inventory.publisherId(visit.publisher()) : dice.hex(8));
            if (dice.chance(0.3)) {
                json.field("rid", dice.hex(16));
            }
            json.field("hp", visit.mix().rare(dice, 0.01) ? 0 : 1);
            if (visit.mix().rare(dice, 0.02)) {
                json.field("name", "Example Media " + visit.publisher());
                json.field("domain", "media-" + visit.publisher() + ".example");
            }
            json.end();
        }
        json.end().field("ver", "1.0").end();
    }
}
