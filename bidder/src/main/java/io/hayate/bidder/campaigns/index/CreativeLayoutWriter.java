package io.hayate.bidder.campaigns.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a creative as {@link CreativeLayout}, so that a bid only copies bytes. Immutable; shared. */
final class CreativeLayoutWriter {
    private static final int IAB_CONTENT_1_0 = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CreativeLayoutWriter() {}

    static byte[] encode(final Campaign campaign, final Creative creative) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeBlock(out, attributes(campaign, creative));
        writeBlock(out, creative.landingPage().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(markup(creative).toBytes());
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
        putNumbers(bid, "attr", creative.attributes());
        putNumbers(bid, "apis", creative.apis());
        if (creative.language() != null) {
            // ISO 639-1 has two letters; what has no such code is said in the field for BCP 47.
            bid.put(creative.language().length() == 2 ? "language" : "langb", creative.language());
        }
        if (creative.bundle() != null) {
            bid.put("bundle", creative.bundle());
        }
        putContent(bid, creative.content());
        bid.put("mtype", creative.format().mtype());
        try {
            final String json = JSON.writeValueAsString(bid);
            return json.substring(1, json.length() - 1).getBytes(StandardCharsets.UTF_8);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always written", e);
        }
    }

    private static void putNumbers(final ObjectNode bid, final String name, final List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            final ArrayNode list = bid.putArray(name);
            numbers.forEach(list::add);
        }
    }

    private static void putContent(final ObjectNode bid, final CreativeContent content) {
        if (content instanceof final CreativeContent.Banner banner) {
            bid.put("w", banner.w());
            bid.put("h", banner.h());
        } else if (content instanceof final CreativeContent.Media media) {
            if (media.size() != null) {
                bid.put("w", media.size().w());
                bid.put("h", media.size().h());
            }
            bid.put("dur", media.durationSeconds());
        }
    }

    private static CreativeSegments markup(final Creative creative) {
        final CreativeContent content = creative.content();
        if (content instanceof final CreativeContent.Banner banner) {
            return BannerMarkup.of(creative, banner);
        }
        return content instanceof final CreativeContent.Media media
                ? VastTemplate.of(creative, media)
                : NativeParts.of(creative, (CreativeContent.Native) content);
    }

    private static void writeBlock(final ByteArrayOutputStream out, final byte[] bytes) {
        CreativeSegments.writeInt(out, bytes.length);
        out.writeBytes(bytes);
    }
}
