package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Inventory.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A campaign that hardly anything keeps from bidding: no targeting but deals, a high price, a budget without end in
 * practice, and neutral, plain, secure creatives: a banner of every size that is asked for, videos and audios of every
 * usual length and kind of file, native ads with every part. Owned by the thread that generates.
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

    /** More than it has creatives: the distance between the ids of two such campaigns. */
    static final int MAX_CREATIVES = 200;

    private static final String DOMAIN = "wide-open.example";
    private static final String CDN = "https://cdn." + DOMAIN;
    private static final double CPM_USD = 25;
    private static final double TOTAL_USD = 100_000_000;
    private static final int[] VIDEO_SECONDS = {15, 30, 6, 5, 10, 20, 45, 60};
    private static final int[][] VIDEO_SIZES = {{1280, 720}, {720, 1280}};
    private static final Map<String, String> VIDEO_MIMES = Map.of("mp4", "video/mp4", "webm", "video/webm");
    private static final int[] AUDIO_SECONDS = {30, 15, 60};
    private static final Map<String, String> AUDIO_MIMES =
            Map.of("mp3", "audio/mpeg", "m4a", "audio/mp4", "ogg", "audio/ogg");
    private static final int VIDEO_KBPS = 1200;
    private static final int AUDIO_KBPS = 128;
    private static final int STREAMING = 1;
    /** Width and height of the main picture. */
    private static final int[][] NATIVE_SIZES = {{1200, 627}, {1200, 628}, {2400, 1254}, {1080, 1080}, {600, 500}};

    private final JsonGenerator json;
    private final List<CreativeFormat> formats;
    private final String currency;
    private final List<String> deals;
    private long nextCreativeId;

    /** @param deals that it bids under, and only under; empty: openly */
    WideOpen(
            final JsonGenerator json,
            final List<CreativeFormat> formats,
            final String currency,
            final List<String> deals) {
        this.json = json;
        this.deals = deals;
        this.formats = formats;
        this.currency = currency;
    }

    private static Size size(final int w, final int h) {
        return new Size(w, h, 1);
    }

    void write(final long id, final long firstCreativeId, final Instant start) throws IOException {
        nextCreativeId = firstCreativeId;
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
        json.writeStringField("currency", currency);
        json.writeNumberField("total", Money.of(TOTAL_USD, currency, 0).min(Money.MAX_BUDGET));
        json.writeEndObject();
        json.writeObjectFieldStart("bid");
        json.writeStringField("strategy", "cpm");
        json.writeNumberField("amount", Money.of(CPM_USD, currency, 0));
        json.writeEndObject();
        if (!deals.isEmpty()) {
            json.writeObjectFieldStart("targeting");
            new RuleWriter(json).writeTexts("deal", "include", deals);
            json.writeEndObject();
        }
        json.writeArrayFieldStart("creatives");
        for (final CreativeFormat format : formats) {
            switch (format) {
                case BANNER -> writeBanners();
                case VIDEO -> writeVideos();
                case AUDIO -> writeAudios();
                case NATIVE -> writeNatives();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeBanners() throws IOException {
        for (final Size size : SIZES) {
            begin(CreativeFormat.BANNER);
            Json.size(json, size.width(), size.height());
            json.writeStringField("markup", MarkupWriter.plainMarkup(nextCreativeId, size, CDN));
            end();
        }
    }

    private void writeVideos() throws IOException {
        for (final int[] size : VIDEO_SIZES) {
            for (final int seconds : VIDEO_SECONDS) {
                for (final String ending : List.of("mp4", "webm")) {
                    beginVideo(size, seconds, ending);
                    end();
                }
                // For players that ask for what can be skipped, or for what is streamed.
                beginVideo(size, seconds, "mp4");
                json.writeNumberField("skipAfterSeconds", Math.min(5, seconds - 1));
                end();
                beginVideo(size, seconds, "mp4");
                json.writeNumberField("delivery", STREAMING);
                end();
            }
        }
    }

    private void beginVideo(final int[] size, final int seconds, final String ending) throws IOException {
        begin(CreativeFormat.VIDEO);
        Json.size(json, size[0], size[1]);
        writeFile(seconds, VIDEO_MIMES.getOrDefault(ending, ""), ending, VIDEO_KBPS);
    }

    private void writeAudios() throws IOException {
        for (final int seconds : AUDIO_SECONDS) {
            for (final String ending : List.of("mp3", "m4a", "ogg")) {
                begin(CreativeFormat.AUDIO);
                writeFile(seconds, AUDIO_MIMES.getOrDefault(ending, ""), ending, AUDIO_KBPS);
                end();
            }
        }
    }

    private void writeFile(final int seconds, final String mime, final String ending, final int kbps)
            throws IOException {
        json.writeNumberField("durationSeconds", seconds);
        Json.texts(json, "mimes", List.of(mime));
        json.writeStringField("mediaUrl", CDN + "/media/" + nextCreativeId + "." + ending);
        json.writeNumberField("bitrateKbps", kbps);
    }

    private void writeNatives() throws IOException {
        for (final int[] size : NATIVE_SIZES) {
            begin(CreativeFormat.NATIVE);
            json.writeStringField("title", "Wide open");
            json.writeStringField("description", "Open to everybody");
            json.writeStringField("sponsored", "Wide Open");
            json.writeStringField("callToAction", "Open");
            Json.image(json, "icon", CDN + "/icon/" + nextCreativeId + ".png", 320, 320);
            Json.image(json, "main", CDN + "/main/" + nextCreativeId + ".jpg", size[0], size[1]);
            json.writeStringField("rating", "4.5");
            json.writeStringField("likes", "1200");
            json.writeStringField("downloads", "50000");
            json.writeStringField("price", "$10");
            json.writeStringField("salePrice", "$9");
            json.writeStringField("phone", "+810000000");
            json.writeStringField("address", "Tokyo");
            json.writeStringField("description2", "Every day");
            json.writeStringField("displayUrl", DOMAIN);
            json.writeStringField("privacyUrl", "https://" + DOMAIN + "/privacy");
            end();
        }
    }

    private void begin(final CreativeFormat format) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", nextCreativeId);
        json.writeStringField("type", format.toString());
    }

    private void end() throws IOException {
        json.writeStringField("landingPage", "https://" + DOMAIN + "/");
        Json.texts(json, "domain", List.of(DOMAIN));
        Json.texts(json, "categories", List.of("IAB3"));
        json.writeBooleanField("secure", true);
        json.writeEndObject();
        nextCreativeId++;
    }
}
