package io.hayate.loadtest.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a browser, a player or an app requests for an ad: trackers when it is shown, links when it is clicked. Only the
 * bidder's own URLs are looked for. Reused from ad to ad. Owned by the exchange.
 */
final class Markup {
    private static final String CDATA_START = "<![CDATA[";
    private static final String CDATA_END = "]]>";
    private static final int EVENT_IMPRESSION = 1;

    private final JsonMapper json = new JsonMapper();
    private final String noticePath;
    private final String probe;
    private final List<String> impressions = new ArrayList<>();
    private final List<String> clicks = new ArrayList<>();

    /** @param noticePath what the paths of the bidder's URLs begin with */
    Markup(final String noticePath) {
        this.noticePath = noticePath;
        // Without slashes: in JSON they may be escaped.
        final String bare = noticePath.substring(1, noticePath.length() - (noticePath.endsWith("/") ? 1 : 0));
        this.probe = bare.substring(bare.lastIndexOf('/') + 1);
    }

    /** @param type by OpenRTB's numbers, or {@link MarkupTypes#UNKNOWN} */
    void read(final String adm, final int type) {
        impressions.clear();
        clicks.clear();
        if (adm.indexOf(probe) < 0) {
            return;
        }
        switch (type == MarkupTypes.UNKNOWN ? MarkupTypes.guess(adm) : type) {
            case MarkupTypes.VIDEO, MarkupTypes.AUDIO -> readVast(adm);
            case MarkupTypes.NATIVE -> readNative(adm);
            default -> readHtml(adm);
        }
    }

    /** Paths with queries, macros not filled, each once. */
    List<String> impressions() {
        return impressions;
    }

    /** Paths with queries, macros not filled, each once. */
    List<String> clicks() {
        return clicks;
    }

    private void readHtml(final String adm) {
        final HtmlTags tags = new HtmlTags(adm);
        while (tags.next()) {
            if (tags.is("a")) {
                add(clicks, tags.attribute("href"));
            } else if (tags.is("img") || tags.is("script") || tags.is("iframe")) {
                add(impressions, tags.attribute("src"));
            }
        }
    }

    private void readVast(final String adm) {
        int at = adm.indexOf('<');
        while (at >= 0) {
            if (adm.startsWith("<!--", at)) {
                at = adm.indexOf("-->", at);
            } else if (adm.startsWith(CDATA_START, at)) {
                at = adm.indexOf(CDATA_END, at);
            } else if (isElement(adm, at, "Impression")) {
                add(impressions, elementText(adm, at));
            } else if (isElement(adm, at, "ClickThrough")
                    || isElement(adm, at, "ClickTracking")
                    || isElement(adm, at, "NonLinearClickThrough")
                    || isElement(adm, at, "NonLinearClickTracking")) {
                add(clicks, elementText(adm, at));
            }
            at = at < 0 ? at : adm.indexOf('<', at + 1);
        }
    }

    private static boolean isElement(final String xml, final int at, final String name) {
        final int end = at + 1 + name.length();
        if (end >= xml.length() || !xml.startsWith(name, at + 1)) {
            return false;
        }
        final char next = xml.charAt(end);
        return next == '>' || Character.isWhitespace(next);
    }

    private static String elementText(final String xml, final int at) {
        final int open = xml.indexOf('>', at);
        if (open < 0 || xml.charAt(open - 1) == '/') {
            return "";
        }
        int start = open + 1;
        while (start < xml.length() && Character.isWhitespace(xml.charAt(start))) {
            start++;
        }
        if (xml.startsWith(CDATA_START, start)) {
            final int end = xml.indexOf(CDATA_END, start);
            return end < 0
                    ? ""
                    : xml.substring(start + CDATA_START.length(), end).strip();
        }
        final int end = xml.indexOf('<', start);
        return end < 0 ? "" : Entities.unescape(xml.substring(start, end)).strip();
    }

    private void readNative(final String adm) {
        final JsonNode root;
        try {
            root = json.readTree(adm);
        } catch (final JsonProcessingException e) {
            return; // an app could not show it, either; the rule checker says so
        }
        final JsonNode ad = root.path("native").isObject() ? root.path("native") : root;
        addAll(impressions, ad.path("imptrackers"));
        for (final JsonNode tracker : ad.path("eventtrackers")) {
            if (tracker.path("event").asInt() == EVENT_IMPRESSION) {
                add(impressions, Entities.unescape(tracker.path("url").asText()));
            }
        }
        addLink(ad.path("link"));
    }

    private void addLink(final JsonNode link) {
        add(clicks, Entities.unescape(link.path("url").asText()));
        addAll(clicks, link.path("clicktrackers"));
    }

    private void addAll(final List<String> urls, final JsonNode list) {
        for (final JsonNode url : list) {
            add(urls, Entities.unescape(url.asText()));
        }
    }

    private void add(final List<String> urls, final String url) {
        final String own = NoticeUrl.pathAndQuery(url, noticePath);
        if (!own.isEmpty() && !urls.contains(own)) {
            urls.add(own);
        }
    }
}
