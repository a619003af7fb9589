package io.hayate.loadtest.traffic;

import java.util.List;

/**
 * Makes bid requests as an exchange sends them, from a seed. A request depends on the seed, the mix and its number only,
 * so any of them can be made again alone.
 *
 * Owned by the thread that generates.
 */
public final class RequestGenerator {
    /** Three habits of ordering the objects of a request. */
    private static final int ORDERS = 3;

    private static final int MIN_TMAX_MS = 80;
    private static final int MAX_TMAX_MS = 300;

    private final long seed;
    private final TrafficMix mix;
    private final Dice dice;
    private final JsonText json = new JsonText();
    private final Floors floors;
    private final ImpressionWriter impressions;
    private final MediumWriter medium;
    private final DeviceWriter device;
    private final UserWriter user;
    private final SourceWriter source;
    private final BlockLists blockLists;

    public RequestGenerator(final long seed) {
        this(seed, TrafficMix.EXCHANGE);
    }

    public RequestGenerator(final long seed, final TrafficMix mix) {
        this.seed = seed;
        this.mix = mix;
        this.dice = new Dice(seed);
        this.floors = new Floors(dice, json);
        this.impressions = new ImpressionWriter(dice, json, floors);
        this.medium = new MediumWriter(dice, json);
        this.device = new DeviceWriter(dice, json);
        this.user = new UserWriter(dice, json);
        this.source = new SourceWriter(dice, json);
        this.blockLists = new BlockLists(dice, json);
    }

    /**
     * One request as UTF-8 without line feeds.
     *
     * @param number from 0
     */
    public byte[] request(final long number) {
        dice.reset(seed, number);
        json.reset(drawHand(), seed + number);
        final Visit visit = Visit.draw(dice, mix);
        floors.draw(visit);
        json.object().id("id", drawId());
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
        source.write(visit);
        user.writeRegs(visit);
        json.end();
        return json.toUtf8();
    }

    private String drawId() {
        return mix.rare(dice, 0.01)
                ? Integer.toString(dice.between(1, 2_000_000_000))
                : dice.chance(0.5) ? dice.uuid() : dice.base64url(27);
    }

    private JsonText.Hand drawHand() {
        if (mix.rare(dice, 0.01)) {
            return JsonText.Hand.WILD;
        }
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
        } else {
            json.absent("tmax");
        }
        floors.writeCurrencies(visit);
        writeSeats();
        writeLanguages(visit);
        if (dice.chance(0.3)) {
            json.field("allimps", mix.rare(dice, 0.05) ? 1 : 0);
        }
        if (visit.richness() > 0.5) {
            json.object("ext").field("ssp", "ssp-" + dice.between(1, 20) + ".example");
            json.field("session", dice.hex(32)).end();
        }
    }

    private void writeSeats() {
        if (dice.chance(0.02)) {
            json.strings("wseat", List.of("seat-" + dice.below(20), Inventory.SEAT));
        } else if (dice.chance(0.02)) {
            json.strings("bseat", List.of("seat-" + dice.below(20)));
        } else {
            json.absent("wseat").absent("bseat");
        }
    }

    private void writeLanguages(final Visit visit) {
        if (mix.rare(dice, 0.02)) {
            json.strings("wlang", dice.chance(0.5) ? List.of(visit.language()) : List.of(visit.language(), "en"));
        } else if (visit.newest() && mix.rare(dice, 0.005)) {
            json.strings("wlangb", List.of(visit.language(), "en-US", dice.chance(0.5) ? "zh-Hant" : "zh-CN"));
        }
    }
}
