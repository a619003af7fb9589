package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Inventory.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A campaign that hardly anything keeps from bidding: no targeting, a high price, a budget without end in practice, and
 * a neutral, plain, secure creative for every size that banners are asked for in. Immutable; shared.
 */
final class WideOpen {
    static final List<Size> SIZES = List.of(
            size(300, 250),
            size(320, 50),
            size(728, 90),
            size(160, 600),
            size(300, 600),
            size(320, 100),
            size(336, 280),
            size(970, 250),
            size(320, 480),
            size(970, 90),
            size(468, 60),
            size(250, 250),
            size(200, 200),
            size(120, 600),
            size(120, 240),
            size(240, 400),
            size(300, 50),
            size(300, 100),
            size(300, 300),
            size(300, 480),
            size(300, 1050),
            size(320, 320),
            size(320, 180),
            size(320, 240),
            size(216, 36),
            size(180, 150),
            size(125, 125),
            size(234, 60),
            size(88, 31),
            size(120, 60),
            size(480, 320),
            size(480, 60),
            size(580, 400),
            size(600, 500),
            size(640, 100),
            size(640, 200),
            size(640, 360),
            size(640, 480),
            size(640, 960),
            size(768, 1024),
            size(1024, 768),
            size(980, 120),
            size(980, 240),
            size(930, 180),
            size(950, 90),
            size(960, 250),
            size(970, 500),
            size(990, 90),
            size(1000, 250),
            size(1200, 627),
            size(1280, 720),
            size(1920, 1080),
            size(1080, 1920),
            size(360, 640),
            size(375, 667),
            size(390, 844),
            size(412, 915),
            size(414, 736),
            size(400, 300),
            size(1, 1));

    private static final String DOMAIN = "wide-open.example";

    private WideOpen() {}

    private static Size size(final int w, final int h) {
        return new Size(w, h, 1);
    }

    static void write(final JsonGenerator json, final long id, final long firstCreativeId, final Instant start)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("advertiser", 1);
        json.writeStringField("name", "Wide open " + id);
        json.writeStringField("status", "active");
        json.writeObjectFieldStart("flight");
        json.writeStringField("start", start.toString());
        json.writeStringField("timeZone", "UTC");
        json.writeEndObject();
        json.writeObjectFieldStart("budget");
        json.writeStringField("currency", "USD");
        json.writeNumberField("total", 100_000_000);
        json.writeEndObject();
        json.writeObjectFieldStart("bid");
        json.writeStringField("strategy", "cpm");
        json.writeNumberField("amount", 25);
        json.writeEndObject();
        json.writeArrayFieldStart("creatives");
        for (int i = 0; i < SIZES.size(); i++) {
            writeCreative(json, firstCreativeId + i, SIZES.get(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeCreative(final JsonGenerator json, final long id, final Size size) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeStringField("type", "banner");
        json.writeNumberField("w", size.width());
        json.writeNumberField("h", size.height());
        json.writeStringField("markup", MarkupWriter.plainMarkup(id, size, "https://cdn." + DOMAIN));
        json.writeStringField("landingPage", "https://" + DOMAIN + "/");
        json.writeArrayFieldStart("domain");
        json.writeString(DOMAIN);
        json.writeEndArray();
        json.writeArrayFieldStart("categories");
        json.writeString("IAB3");
        json.writeEndArray();
        json.writeBooleanField("secure", true);
        json.writeEndObject();
    }
}
