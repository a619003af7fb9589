package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import io.hayate.loadtest.traffic.Inventory;
import io.hayate.loadtest.traffic.Inventory.Market;
import io.hayate.loadtest.traffic.Inventory.Place;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws the dimensions that few campaigns use.
 *
 * <pre>
 *  dimension         share   list
 *  publisher           5 %   exclude 1-20 or, every third, include 1-20
 *  contentCategory    12 %   exclude 1-4 or, every third, include 1-4; whole categories and parts of them
 *  region, city,       4 %   each; include the places of the first country
 *   postalCode
 *  radius              4 %   1-4 circles of 2 to 60 km around places of the first country
 *  metro               1 %   include 1-2
 *  osVersion           6 %   ios from 15 to 18 on, android from 10 to 14 on, or both
 *  make                3 %   include 1-2
 *  connectionType      5 %   include Wi-Fi, or exclude cellular of the second and third generation
 *  carrier             2 %   include 1-2
 *  position            4 %   include above the fold, or exclude below it
 *  segment             8 %   allOf 1-3 lists of 2 to 300 out of 2,000, or, every third, noneOf
 * </pre>
 *
 * Owned by the thread that generates.
 */
final class NarrowTargetingWriter {
    static final double PUBLISHER_SHARE = 0.05;
    static final double CONTENT_CATEGORY_SHARE = 0.12;
    static final double PLACE_SHARE = 0.04;
    static final double METRO_SHARE = 0.01;
    static final double OS_VERSION_SHARE = 0.06;
    static final double MAKE_SHARE = 0.03;
    static final double CONNECTION_TYPE_SHARE = 0.05;
    static final double CARRIER_SHARE = 0.02;
    static final double POSITION_SHARE = 0.04;
    static final double SEGMENT_SHARE = 0.08;

    private static final double EXCLUDE_SHARE = 2.0 / 3;
    private static final int MAX_PUBLISHERS = 20;
    private static final int MAX_CATEGORIES = 4;
    private static final int MAX_CIRCLES = 4;
    private static final int MAX_SEGMENT_LISTS = 3;
    private static final int MAX_SEGMENTS = 300;
    private static final List<String> MAKES = List.of("Apple", "Samsung", "Google", "Sony", "Sharp", "Xiaomi");
    private static final List<String> CARRIERS = List.of("NTT DOCOMO", "KDDI", "SoftBank", "Verizon", "T-Mobile", "EE");

    private static final List<String> METROS =
            Inventory.METROS.values().stream().sorted().toList();

    private final Dice dice;
    private final JsonGenerator json;
    private final RuleWriter rules;

    NarrowTargetingWriter(final Dice dice, final JsonGenerator json) {
        this.dice = dice;
        this.json = json;
        rules = new RuleWriter(json);
    }

    /** Writes into the object {@code targeting} that is open. */
    void write(final Market market) throws IOException {
        writeContent();
        writePlaces(market.places());
        writeDevice();
        if (dice.chance(POSITION_SHARE)) {
            final boolean excludes = dice.chance(EXCLUDE_SHARE);
            rules.writeNumbers("position", excludes ? "exclude" : "include", List.of(excludes ? 3 : 1));
        }
        if (dice.chance(SEGMENT_SHARE)) {
            writeSegments();
        }
    }

    private void writeContent() throws IOException {
        if (dice.chance(PUBLISHER_SHARE)) {
            final Set<String> publishers = new TreeSet<>();
            for (int more = dice.harmonic(MAX_PUBLISHERS); more > 0; more--) {
                publishers.add(Inventory.publisherId(dice.harmonic(Inventory.PUBLISHERS)));
            }
            rules.writeTexts("publisher", verb(), publishers);
        }
        if (dice.chance(CONTENT_CATEGORY_SHARE)) {
            final Set<String> categories = new TreeSet<>();
            for (int more = dice.harmonic(MAX_CATEGORIES); more > 0; more--) {
                final String category = dice.pick(dice.pick(Inventory.GENRES).categories());
                categories.add(dice.chance(0.5) ? category : category.replaceFirst("-.*", ""));
            }
            rules.writeTexts("contentCategory", verb(), categories);
        }
    }

    private void writePlaces(final List<Place> places) throws IOException {
        if (dice.chance(PLACE_SHARE)) {
            rules.writeTexts("region", "include", List.of(dice.pickFront(places).region()));
        }
        if (dice.chance(PLACE_SHARE)) {
            rules.writeTexts("city", "include", List.of(dice.pickFront(places).city()));
        }
        if (dice.chance(PLACE_SHARE)) {
            rules.writeTexts(
                    "postalCode", "include", List.of(dice.pickFront(places).postalCode()));
        }
        if (dice.chance(METRO_SHARE)) {
            rules.writeTexts("metro", "include", some(METROS));
        }
        if (dice.chance(PLACE_SHARE)) {
            json.writeArrayFieldStart("radius");
            for (int more = dice.harmonic(MAX_CIRCLES); more > 0; more--) {
                final Place place = dice.pickFront(places);
                json.writeStartObject();
                json.writeNumberField("lat", decimal(place.latitude() + dice.between(-50, 50) / 1_000.0, 4));
                json.writeNumberField("lon", decimal(place.longitude() + dice.between(-50, 50) / 1_000.0, 4));
                json.writeNumberField("km", decimal(dice.logUniform(2, 60), 1));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private void writeDevice() throws IOException {
        if (dice.chance(OS_VERSION_SHARE)) {
            json.writeObjectFieldStart("osVersion");
            final int which = dice.weighted(45, 35, 20);
            if (which != 1) {
                writeLowest("ios", dice.between(15, 18));
            }
            if (which != 0) {
                writeLowest("android", dice.between(10, 14));
            }
            json.writeEndObject();
        }
        if (dice.chance(MAKE_SHARE)) {
            rules.writeTexts("make", "include", some(MAKES));
        }
        if (dice.chance(CONNECTION_TYPE_SHARE)) {
            final boolean excludes = dice.chance(EXCLUDE_SHARE);
            if (excludes) {
                rules.writeNumbers("connectionType", "exclude", List.of(4, 5));
            } else {
                rules.writeNumbers("connectionType", "include", List.of(2));
            }
        }
        if (dice.chance(CARRIER_SHARE)) {
            rules.writeTexts("carrier", "include", some(CARRIERS));
        }
    }

    private void writeLowest(final String os, final int version) throws IOException {
        json.writeObjectFieldStart(os);
        json.writeStringField("min", Integer.toString(version));
        json.writeEndObject();
    }

    private void writeSegments() throws IOException {
        json.writeObjectFieldStart("segment");
        if (dice.chance(EXCLUDE_SHARE)) {
            json.writeArrayFieldStart("allOf");
            for (int more = dice.harmonic(MAX_SEGMENT_LISTS); more > 0; more--) {
                json.writeStartArray();
                writeSegmentIds();
                json.writeEndArray();
            }
        } else {
            json.writeArrayFieldStart("noneOf");
            writeSegmentIds();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeSegmentIds() throws IOException {
        final Set<Integer> ids = new TreeSet<>();
        for (int more = 1 + dice.harmonic(MAX_SEGMENTS); more > 0; more--) {
            ids.add(dice.between(1, Inventory.SEGMENTS));
        }
        for (final int id : ids) {
            json.writeString(Integer.toString(id));
        }
    }

    private List<String> some(final List<String> of) {
        final Set<String> some = new TreeSet<>(Set.of(dice.pickFront(of)));
        if (dice.chance(0.5)) {
            some.add(dice.pick(of));
        }
        return new ArrayList<>(some);
    }

    private String verb() {
        return dice.chance(EXCLUDE_SHARE) ? "exclude" : "include";
    }

    private static BigDecimal decimal(final double number, final int decimals) {
        return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    }
}
