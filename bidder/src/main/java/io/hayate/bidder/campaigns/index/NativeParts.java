package io.hayate.bidder.campaigns.index;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.List;
import java.util.TreeMap;

/**
 * The parts from which an answer to a native request is put together (OpenRTB Native Ads 1.2, section 5): which of them,
 * and in which order, the request says. Immutable; shared.
 */
final class NativeParts {
    private NativeParts() {}

    static CreativeSegments of(final Creative creative, final CreativeContent.Native content) {
        final CreativeSegments parts = CreativeSegments.ofJson();
        parts.group(
                CreativeLayout.NATIVE_LINK,
                link(parts.newInner(), creative.trackers().click()));
        if (content.title() != null) {
            part(parts, SlotTable.NATIVE_TITLE, "\"title\":{\"text\":" + quoted(content.title()) + "}");
        }
        // In the order of the types: equal creatives must have equal bytes.
        new TreeMap<>(content.data())
                .forEach((type, text) ->
                        part(parts, SlotTable.NATIVE_DATA + type, "\"data\":{\"value\":" + quoted(text) + "}"));
        if (content.icon() != null) {
            image(parts, SlotTable.NATIVE_ICON, content.icon());
        }
        if (content.main() != null) {
            image(parts, SlotTable.NATIVE_MAIN, content.main());
        }
        parts.group(CreativeLayout.NATIVE_TRACKER, parts.newInner().hole(CreativeLayout.IMPRESSION_URL));
        for (final String tracker : creative.trackers().impression()) {
            parts.group(CreativeLayout.NATIVE_TRACKER, url(parts.newInner(), tracker));
        }
        if (content.privacyUrl() != null) {
            parts.group(CreativeLayout.NATIVE_PRIVACY, url(parts.newInner(), content.privacyUrl()));
        }
        return parts;
    }

    private static CreativeSegments link(final CreativeSegments link, final List<String> clickTrackers) {
        link.literal("\"url\":\"").hole(CreativeLayout.CLICK_URL).literal("\"");
        for (int i = 0; i < clickTrackers.size(); i++) {
            link.literal(i == 0 ? ",\"clicktrackers\":[\"" : ",\"");
            url(link, clickTrackers.get(i)).literal("\"");
        }
        return clickTrackers.isEmpty() ? link : link.literal("]");
    }

    private static void image(final CreativeSegments parts, final int place, final CreativeContent.Image image) {
        final CreativeSegments part = url(parts.newInner().literal("\"img\":{\"url\":\""), image.url())
                .literal("\",\"w\":" + image.w() + ",\"h\":" + image.h() + "}");
        parts.group(CreativeLayout.NATIVE_PART, part, place);
    }

    private static void part(final CreativeSegments parts, final int place, final String json) {
        parts.group(CreativeLayout.NATIVE_PART, parts.newInner().literal(json), place);
    }

    /** Admitted URLs hold nothing to escape; this does not rely on it. */
    private static CreativeSegments url(final CreativeSegments segments, final String url) {
        return segments.withMacros(escaped(url));
    }

    private static String quoted(final String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(final String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
