package io.hayate.bidder.campaigns.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a creative as {@link CreativeLayout}, so that a bid only copies bytes. Immutable; shared. */
final class CreativeLayoutWriter {
    /** OpenRTB 2.6, 4.2.3: the bid is for the impression's banner. */
    private static final int MTYPE_BANNER = 1;

    private static final int IAB_CONTENT_1_0 = 1;
    private static final String IMPRESSION_MACRO = "${IMPRESSION_URL}";
    private static final Map<String, Integer> KIND_BY_MACRO = Map.of(
            "${CLICK_URL}",
            CreativeLayout.CLICK_URL,
            "${CLICK_URL_ENC}",
            CreativeLayout.CLICK_URL_ENCODED,
            IMPRESSION_MACRO,
            CreativeLayout.IMPRESSION_URL,
            "${CACHEBUSTER}",
            CreativeLayout.CACHEBUSTER);

    private static final ObjectMapper JSON = new ObjectMapper();

    private CreativeLayoutWriter() {}

    static byte[] encode(final Campaign campaign, final Creative creative) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeBlock(out, attributes(campaign, creative));
        writeBlock(out, creative.landingPage().getBytes(StandardCharsets.UTF_8));
        writeSegments(out, markup(creative, banner(creative)));
        return out.toByteArray();
    }

    /** The fields of the bid that hold for every request, without the braces around them. */
    private static byte[] attributes(final Campaign campaign, final Creative creative) {
        final ObjectNode bid = JSON.createObjectNode();
        bid.put("cid", Long.toString(campaign.id()));
        bid.put("crid", Long.toString(creative.id()));
        creative.domains().forEach(bid.putArray("adomain")::add);
        if (!creative.categories().isEmpty()) {
            creative.categories().forEach(bid.putArray("cat")::add);
            if (creative.cattax() != IAB_CONTENT_1_0) {
                bid.put("cattax", creative.cattax());
            }
        }
        if (!creative.attributes().isEmpty()) {
            final ArrayNode attr = bid.putArray("attr");
            creative.attributes().forEach(attr::add);
        }
        if (creative.language() != null) {
            // ISO 639-1 has two letters; what has no such code is said in the field for BCP 47.
            bid.put(creative.language().length() == 2 ? "language" : "langb", creative.language());
        }
        if (creative.bundle() != null) {
            bid.put("bundle", creative.bundle());
        }
        bid.put("w", banner(creative).w());
        bid.put("h", banner(creative).h());
        bid.put("mtype", MTYPE_BANNER);
        try {
            final String json = JSON.writeValueAsString(bid);
            return json.substring(1, json.length() - 1).getBytes(StandardCharsets.UTF_8);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always written", e);
        }
    }

    private static CreativeContent.Banner banner(final Creative creative) {
        return (CreativeContent.Banner) creative.content();
    }

    /** The markup with what counts its impressions. */
    private static String markup(final Creative creative, final CreativeContent.Banner banner) {
        final StringBuilder markup = new StringBuilder(banner.markup());
        if (markup.indexOf(IMPRESSION_MACRO) < 0) {
            appendPixel(markup, IMPRESSION_MACRO);
        }
        for (final String tracker : creative.impressionTrackers()) {
            appendPixel(markup, tracker.replace("&", "&amp;").replace("\"", "&quot;"));
        }
        return markup.toString();
    }

    private static void appendPixel(final StringBuilder markup, final String url) {
        markup.append("<img src=\"")
                .append(url)
                .append("\" width=\"1\" height=\"1\" alt=\"\" style=\"position:absolute;visibility:hidden\">");
    }

    private static void writeSegments(final ByteArrayOutputStream out, final String markup) {
        int literalStart = 0;
        int at = markup.indexOf("${");
        while (at >= 0) {
            final int end = markup.indexOf('}', at) + 1;
            final Integer kind = end == 0 ? null : KIND_BY_MACRO.get(markup.substring(at, end));
            if (kind != null) {
                writeLiteral(out, markup.substring(literalStart, at));
                writeInt(out, kind);
                writeInt(out, 0);
                literalStart = end;
            }
            at = markup.indexOf("${", kind == null ? at + 2 : end);
        }
        writeLiteral(out, markup.substring(literalStart));
    }

    private static void writeLiteral(final ByteArrayOutputStream out, final String text) {
        if (!text.isEmpty()) {
            writeInt(out, CreativeLayout.LITERAL);
            writeBlock(out, JsonStringEncoder.getInstance().quoteAsUTF8(text));
        }
    }

    private static void writeBlock(final ByteArrayOutputStream out, final byte[] bytes) {
        writeInt(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void writeInt(final ByteArrayOutputStream out, final int value) {
        final byte[] bytes = new byte[4];
        CreativeLayout.writeInt(bytes, 0, value);
        out.writeBytes(bytes);
    }
}
