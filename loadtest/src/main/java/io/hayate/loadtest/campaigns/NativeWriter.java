package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import java.io.IOException;
import java.util.List;

/** Draws the parts of a native ad: texts and pictures; few have the rare texts. Owned by the thread that generates. */
final class NativeWriter {
    private static final double DESCRIPTION_SHARE = 0.85;
    private static final double CALL_TO_ACTION_SHARE = 0.8;
    private static final double ICON_SHARE = 0.9;
    private static final double MAIN_SHARE = 0.95;
    private static final double RARE_SHARE = 0.1;
    private static final List<String> CALLS =
            List.of("Shop now", "Learn more", "Install", "詳しくはこちら", "今すぐ見る", "Sign up");
    private static final int[][] MAIN_SIZES = {{1200, 627}, {1200, 628}, {600, 314}, {1080, 1080}};

    private final Dice dice;
    private final JsonGenerator json;

    NativeWriter(final Dice dice, final JsonGenerator json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final long id, final String domain, final String cdn) throws IOException {
        json.writeStringField("title", Copywriter.line(dice));
        if (dice.chance(DESCRIPTION_SHARE)) {
            json.writeStringField("description", Copywriter.line(dice) + ". " + Copywriter.line(dice));
        }
        json.writeStringField("sponsored", Copywriter.brand(dice));
        if (dice.chance(CALL_TO_ACTION_SHARE)) {
            json.writeStringField("callToAction", dice.pick(CALLS));
        }
        if (dice.chance(ICON_SHARE)) {
            final int side = dice.chance(0.7) ? 80 : dice.chance(0.5) ? 200 : 50;
            Json.image(json, "icon", cdn + "/icon/" + id + ".png", side, side);
        }
        if (dice.chance(MAIN_SHARE)) {
            final int[] size = MAIN_SIZES[dice.weighted(60, 20, 10, 10)];
            Json.image(json, "main", cdn + "/main/" + id + (dice.chance(0.8) ? ".jpg" : ".webp"), size[0], size[1]);
        }
        writeRareTexts(domain);
    }

    private void writeRareTexts(final String domain) throws IOException {
        if (dice.chance(RARE_SHARE)) {
            json.writeStringField("rating", dice.between(3, 4) + "." + dice.below(10));
            json.writeStringField("likes", dice.between(1, 99) + "k");
            json.writeStringField("downloads", dice.between(1, 999) + ",000+");
        }
        if (dice.chance(RARE_SHARE)) {
            json.writeStringField("price", "$" + dice.between(20, 99) + ".00");
            json.writeStringField("salePrice", "$" + dice.between(5, 19) + ".99");
        }
        if (dice.chance(RARE_SHARE)) {
            json.writeStringField("displayUrl", domain);
            json.writeStringField("description2", Copywriter.line(dice));
        }
        if (dice.chance(RARE_SHARE / 2)) {
            json.writeStringField("phone", "+81 3-0000-" + dice.between(1000, 9999));
            json.writeStringField("address", "1-2-3 Example, Tokyo");
        }
        if (dice.chance(RARE_SHARE)) {
            json.writeStringField("privacyUrl", "https://www." + domain + "/privacy");
        }
    }
}
