package io.hayate.loadtest.traffic;

import java.util.List;

/**
 * Makes bid requests as an exchange sends them, from a seed. A request depends on the seed and its number only, so any
 * of them can be made again alone.
 *
 * Owned by the thread that generates.
 */
public final class RequestGenerator {
    /** Three habits of ordering the objects of a request. */
    private static final int ORDERS = 3;

    private static final int MIN_TMAX_MS = 80;
    private static final int MAX_TMAX_MS = 300;

    private final long seed;
    private final Dice dice;
    private final JsonText json = new JsonText();
    private final ImpressionWriter impressions;
    private final MediumWriter medium;
    private final DeviceWriter device;
    private final UserWriter user;
    private final BlockLists blockLists;

    public RequestGenerator(final long seed) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.impressions = new ImpressionWriter(dice, json);
        this.medium = new MediumWriter(dice, json);
        this.device = new DeviceWriter(dice, json);
        this.user = new UserWriter(dice, json);
        this.blockLists = new BlockLists(dice, json);
    }

    /**
     * One request as UTF-8 without line feeds.
     *
     * @param number from 0
     */
    public byte[] request(final long number) {
        dice.reset(seed, number);
        json.reset(drawHand());
        final Visit visit = Visit.draw(dice);
        impressions.drawFloors(visit);
        json.object().field("id", dice.chance(0.5) ? dice.uuid() : dice.base64url(27));
        switch (dice.below(ORDERS)) {
            case 0 -> {
                writeTerms(visit);
                impressions.write(visit);
                medium.write(visit);
                device.write(visit);
                user.writeUser(visit);
                blockLists.write(visit);
            }
            case 1 -> {
                impressions.write(visit);
                blockLists.write(visit);
                device.write(visit);
                user.writeUser(visit);
                medium.write(visit);
                writeTerms(visit);
            }
            default -> {
                device.write(visit);
                medium.write(visit);
                blockLists.write(visit);
                user.writeUser(visit);
                impressions.write(visit);
                writeTerms(visit);
            }
        }
        user.writeSource(visit);
        user.writeRegs(visit);
        json.end();
        return json.toUtf8();
    }

    private JsonText.Hand drawHand() {
        final int share = dice.below(1000);
        if (share < 840) {
            return JsonText.Hand.DENSE;
        }
        if (share < 920) {
            return JsonText.Hand.SPACED;
        }
        return share < 990 ? JsonText.Hand.ESCAPED : JsonText.Hand.ODD;
    }

    private void writeTerms(final Visit visit) {
        json.field("at", dice.chance(0.8) ? 1 : 2);
        if (dice.chance(0.95)) {
            json.field("tmax", dice.between(MIN_TMAX_MS / 10, MAX_TMAX_MS / 10) * 10L);
        }
        final String currency = impressions.currency(visit);
        if (!currency.equals("USD")) {
            json.strings("cur", List.of(currency, "USD"));
        } else if (dice.chance(0.8)) {
            json.strings("cur", List.of("USD"));
        }
        if (dice.chance(0.02)) {
            json.strings("wseat", List.of("seat-" + dice.below(20), Inventory.SEAT));
        } else if (dice.chance(0.02)) {
            json.strings("bseat", List.of("seat-" + dice.below(20)));
        }
        if (dice.chance(0.3)) {
            json.field("allimps", 0);
        }
        if (visit.richness() > 0.5) {
            json.object("ext").field("ssp", "ssp-" + dice.between(1, 20) + ".example");
            json.field("session", dice.hex(32)).end();
        }
    }
}
