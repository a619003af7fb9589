package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import io.hayate.loadtest.traffic.Inventory.Size;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws the creatives of a generated campaign: 5 in 100 load over http, a third have a language, a quarter of the banners
 * attributes, one in seven a third-party pixel. Owned by the thread that generates.
 */
final class CreativeWriter {
    private static final double INSECURE_SHARE = 0.05;
    private static final double LANGUAGE_SHARE = 0.35;
    private static final double ATTRIBUTES_SHARE = 0.25;
    private static final double TRACKER_SHARE = 0.15;
    private static final double LANDING_PAGE_SHARE = 0.8;
    private static final double OTHER_TAXONOMY_SHARE = 0.04;
    private static final double API_SHARE = 0.03;
    private static final double EXPANDABLE_SHARE = 0.02;
    private static final double MIMES_SHARE = 0.03;
    private static final int MRAID_2 = 5;
    private static final int OMID_1 = 7;
    private static final int MAX_CATEGORIES = 3;
    private static final int MAX_ATTRIBUTES = 3;

    /** How many subcategories IAB1 to IAB26 of the content taxonomy 1.0 have. */
    private static final int[] SUBCATEGORIES = {
        7, 23, 12, 11, 15, 9, 45, 18, 31, 9, 5, 3, 12, 8, 10, 7, 44, 6, 36, 27, 3, 4, 10, 0, 7, 4
    };

    /** Codes of the newer content taxonomies are numbers. */
    private static final int MAX_CATEGORY_NUMBER = 700;

    private static final int[] OTHER_TAXONOMIES = {2, 6, 7};

    /** With how often campaigns have a creative of the size. */
    private static final List<Size> SIZES = List.of(
            new Size(300, 250, 300),
            new Size(320, 50, 190),
            new Size(728, 90, 120),
            new Size(320, 100, 80),
            new Size(160, 600, 70),
            new Size(300, 600, 60),
            new Size(336, 280, 50),
            new Size(970, 250, 40),
            new Size(320, 480, 40),
            new Size(970, 90, 15),
            new Size(468, 60, 15),
            new Size(250, 250, 10),
            new Size(120, 600, 10));

    private static final List<Integer> ATTRIBUTES = List.of(1, 2, 3, 4, 6, 7, 9, 11, 13, 14, 18, 20, 21, 22, 23);
    private static final List<String> LANGUAGES =
            List.of("ja", "en", "de", "fr", "es", "pt", "it", "zh", "id", "en-GB", "zh-Hant", "zh-TW");

    private final Dice dice;
    private final JsonGenerator json;
    private final MediaWriter media;
    private final NativeWriter nativeAd;

    CreativeWriter(final Dice dice, final JsonGenerator json) {
        this.dice = dice;
        this.json = json;
        this.media = new MediaWriter(dice, json);
        this.nativeAd = new NativeWriter(dice, json);
    }

    void write(final CreativeFormat format, final long id, final String domain) throws IOException {
        final boolean insecure = dice.chance(INSECURE_SHARE);
        final String cdn = (insecure ? "http" : "https") + "://cdn." + domain;
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeStringField("type", format.toString());
        switch (format) {
            case BANNER -> writeBanner(id, cdn);
            case VIDEO -> media.writeVideo(id, cdn);
            case AUDIO -> media.writeAudio(id, cdn);
            case NATIVE -> nativeAd.write(id, domain, cdn);
        }
        writeRest(format, id, domain, cdn);
        // Left out, it follows from the URLs.
        if (dice.chance(0.5)) {
            json.writeBooleanField("secure", !insecure);
        }
        json.writeEndObject();
    }

    private void writeBanner(final long id, final String cdn) throws IOException {
        final Size size = dice.pick(SIZES, Size::weight);
        Json.size(json, size.width(), size.height());
        json.writeStringField("markup", MarkupWriter.markup(dice, id, size, cdn));
        if (dice.chance(API_SHARE)) {
            Json.numbers(json, "apis", List.of(dice.chance(0.5) ? MRAID_2 : OMID_1));
        }
        if (dice.chance(EXPANDABLE_SHARE)) {
            Json.numbers(json, "expandDirections", dice.chance(0.5) ? List.of(4) : List.of(2, 4));
        }
        if (dice.chance(MIMES_SHARE)) {
            Json.texts(json, "mimes", List.of("text/html", "application/javascript"));
        }
    }

    private void writeRest(final CreativeFormat format, final long id, final String domain, final String cdn)
            throws IOException {
        if (dice.chance(LANDING_PAGE_SHARE)) {
            json.writeStringField("landingPage", "https://www." + domain + "/" + Copywriter.path(dice));
        }
        Json.texts(json, "domain", List.of(domain));
        writeCategories();
        if (format == CreativeFormat.BANNER && dice.chance(ATTRIBUTES_SHARE)) {
            writeAttributes();
        }
        if (dice.chance(LANGUAGE_SHARE)) {
            json.writeStringField("language", LANGUAGES.get(dice.weighted(42, 24, 6, 5, 5, 5, 3, 3, 3, 2, 2, 2)));
        }
        if (dice.chance(TRACKER_SHARE)) {
            final String counter = cdn.replace("//cdn.", "//count.");
            json.writeObjectFieldStart("trackers");
            Json.texts(json, "impression", List.of(counter + "/p?c=" + id));
            if (format != CreativeFormat.BANNER && dice.chance(0.5)) {
                Json.texts(json, "click", List.of(counter + "/c?c=" + id));
            }
            json.writeEndObject();
        }
    }

    private void writeAttributes() throws IOException {
        final Set<Integer> attributes = new TreeSet<>();
        for (int i = dice.harmonic(MAX_ATTRIBUTES); i > 0; i--) {
            attributes.add(dice.pick(ATTRIBUTES));
        }
        Json.numbers(json, "attributes", attributes);
    }

    private void writeCategories() throws IOException {
        final boolean numbered = dice.chance(OTHER_TAXONOMY_SHARE);
        final Set<String> categories = new TreeSet<>();
        for (int i = dice.harmonic(MAX_CATEGORIES); i > 0; i--) {
            categories.add(numbered ? Integer.toString(dice.between(1, MAX_CATEGORY_NUMBER)) : category());
        }
        Json.texts(json, "categories", categories);
        if (numbered) {
            json.writeNumberField("cattax", OTHER_TAXONOMIES[dice.below(OTHER_TAXONOMIES.length)]);
        } else if (dice.chance(0.5)) {
            json.writeNumberField("cattax", 1);
        }
    }

    private String category() {
        final int category = dice.between(1, SUBCATEGORIES.length);
        final int subcategory = dice.between(0, SUBCATEGORIES[category - 1]);
        return subcategory == 0 ? "IAB" + category : "IAB" + category + "-" + subcategory;
    }
}
