package io.hayate.loadtest.certify;

import static io.hayate.loadtest.certify.ExemplaryBidder.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the exemplary bidder shows: a banner of the size, a video or audio of an allowed length, the parts of a native
 * ad.
 */
final class ExemplaryMarkup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIZES = List.of("300x250", "320x50", "728x90", "160x600", "970x250");
    private static final int[] SECONDS = {15, 30, 6};
    private static final int KBPS = 1000;
    /** VAST by protocol, inline, the best first. */
    private static final Map<Integer, String> VAST_VERSIONS =
            Map.of(13, "4.2", 11, "4.1", 7, "4.0", 3, "3.0", 2, "2.0");

    private static final int VAST_4 = 7;
    private static final int VAST_4_1 = 11;
    private static final String UNIVERSAL_ID =
            "<UniversalAdId idRegistry=\"unknown\" idValue=\"unknown\">unknown</UniversalAdId>";

    private final boolean wrapsNative;
    private final Fault fault;

    ExemplaryMarkup(final boolean wrapsNative, final Fault fault) {
        this.wrapsNative = wrapsNative;
        this.fault = fault;
    }

    /** Fills the impression, if it can be. */
    boolean write(final JsonNode imp, final JsonNode device, final ObjectNode bid) {
        if (imp.has("banner") && writeBanner(imp, device, bid)) {
            return true;
        }
        if (imp.has("video") && writeMedia(imp.path("video"), "video/mp4", bid.put("mtype", 2))) {
            bid.put("w", 1280).put("h", 720);
            return true;
        }
        if (imp.has("audio") && writeMedia(imp.path("audio"), "audio/mpeg", bid.put("mtype", 3))) {
            return true;
        }
        return imp.has("native") && writeNative(imp.path("native"), bid.put("mtype", 4));
    }

    private boolean writeBanner(final JsonNode imp, final JsonNode device, final ObjectNode bid) {
        final JsonNode banner = imp.path("banner");
        final String size = size(imp, device);
        final List<String> mimes = texts(banner.path("mimes"));
        if (size.isEmpty()
                || (texts(banner.path("btype")).contains("2") && fault != Fault.IGNORES_BTYPE)
                || (!mimes.isEmpty() && !mimes.contains("text/html") && fault != Fault.IGNORES_MIMES)) {
            return false;
        }
        final String[] sides = size.split("x", -1);
        final String scheme = fault == Fault.HTTP_ASSETS ? "http" : "https";
        bid.put("mtype", 1).put("w", Integer.parseInt(sides[0])).put("h", Integer.parseInt(sides[1]));
        bid.put(
                "adm",
                "<a href=\"https://shop.example/\"><img src=\"" + scheme + "://cdn.shop.example/a.png\" width=\""
                        + sides[0] + "\" height=\"" + sides[1] + "\"></a>");
        return true;
    }

    private String size(final JsonNode imp, final JsonNode device) {
        final JsonNode banner = imp.path("banner");
        final List<JsonNode> offered = new ArrayList<>();
        banner.path("format").forEach(offered::add);
        if (offered.isEmpty()) {
            offered.add(banner);
        }
        for (final JsonNode format : offered) {
            final String size =
                    format.path("w").asInt() + "x" + format.path("h").asInt();
            if (SIZES.contains(size)) {
                return size;
            }
        }
        final boolean open = imp.path("instl").asInt() == 1
                && !banner.has("w")
                && device.path("w").asInt() >= 300;
        return open || fault == Fault.ANY_SIZE ? "300x250" : "";
    }

    private boolean writeMedia(final JsonNode media, final String mime, final ObjectNode bid) {
        final int seconds = seconds(media);
        final int protocol = List.of(13, 11, 7, 3, 2).stream()
                .filter(each -> texts(media.path("protocols")).contains(Integer.toString(each)))
                .findFirst()
                .orElse(0);
        if (!texts(media.path("mimes")).contains(mime)
                || seconds == 0
                || protocol == 0
                || media.path("maxbitrate").asInt(KBPS) < KBPS) {
            return false;
        }
        bid.put("dur", seconds).put("protocol", protocol);
        final String size = mime.startsWith("video") ? " width=\"1280\" height=\"720\"" : "";
        bid.put("adm", """
                <?xml version="1.0" encoding="UTF-8"?>
                <VAST version="%s"><Ad id="9001"><InLine><AdSystem>Exemplary</AdSystem><AdTitle>Shop</AdTitle>\
                <Impression><![CDATA[https://t.shop.example/imp]]></Impression>%s<Creatives><Creative id="9001">%s<Linear>\
                <Duration>00:00:%02d</Duration><VideoClicks>\
                <ClickThrough><![CDATA[https://shop.example/]]></ClickThrough></VideoClicks><MediaFiles>\
                <MediaFile delivery="progressive" type="%s" bitrate="%d"%s>\
                <![CDATA[https://cdn.shop.example/a]]></MediaFile></MediaFiles></Linear></Creative></Creatives>\
                </InLine></Ad></VAST>""".formatted(
                        VAST_VERSIONS.get(protocol),
                        protocol >= VAST_4_1 ? "<AdServingId>9001</AdServingId>" : "",
                        protocol >= VAST_4 ? UNIVERSAL_ID : "",
                        seconds,
                        mime,
                        KBPS,
                        size));
        return true;
    }

    private int seconds(final JsonNode media) {
        final List<String> exact = texts(media.path("rqddurs"));
        for (final int seconds : SECONDS) {
            final boolean fits = exact.isEmpty()
                    ? seconds >= media.path("minduration").asInt(0)
                            && seconds <= media.path("maxduration").asInt(3600)
                    : exact.contains(Integer.toString(seconds));
            if (fits) {
                return seconds;
            }
        }
        return fault == Fault.ANY_DURATION ? SECONDS[0] : 0;
    }

    private boolean writeNative(final JsonNode offer, final ObjectNode bid) {
        JsonNode request = offer.path("request");
        try {
            request = request.isTextual() ? JSON.readTree(request.asText()) : request;
        } catch (final IOException e) {
            return false;
        }
        final boolean wrapped = request.has("native");
        request = wrapped ? request.path("native") : request;
        final ObjectNode answer = JSON.createObjectNode();
        for (final JsonNode asset : request.path("assets")) {
            final ObjectNode filled = JSON.createObjectNode();
            filled.set("id", asset.path("id"));
            if (fill(asset, filled)) {
                answer.withArray("/assets").add(filled);
            } else if (asset.path("required").asInt() == 1) {
                return false;
            }
        }
        answer.put("ver", request.path("ver").asText("1.2")).putObject("link").put("url", "https://shop.example/");
        answer.putArray("imptrackers").add("https://t.shop.example/imp");
        final JsonNode whole = wrapped || wrapsNative ? JSON.createObjectNode().set("native", answer) : answer;
        if (fault == Fault.NATIVE_AS_OBJECT) {
            bid.set("adm", whole);
        } else {
            bid.put("adm", whole.toString());
        }
        return true;
    }

    private boolean fill(final JsonNode asset, final ObjectNode filled) {
        final boolean any = fault == Fault.ANY_NATIVE;
        if (asset.has("title")) {
            filled.putObject("title").put("text", "Shop");
            return any || asset.at("/title/len").asInt() >= 4;
        }
        final JsonNode image = asset.path("img");
        if (image.isObject()) {
            filled.putObject("img")
                    .put("url", "https://cdn.shop.example/m.jpg")
                    .put("w", 1200)
                    .put("h", 627);
            final boolean exact =
                    image.path("w").asInt(1200) == 1200 && image.path("h").asInt(627) == 627;
            return any || (image.path("type").asInt() == 3 && exact);
        }
        filled.putObject("data").put("value", "Shop");
        return asset.at("/data/len").asInt(25) >= 4;
    }
}
