package io.hayate.loadtest.check;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What holds for the markup and the URLs of a bid. Immutable; shared. */
final class MarkupRules {
    static final List<BidRule> ALL = List.of(
            MarkupRules::checkMarkup, MarkupRules::checkSecure, MarkupRules::checkOwnMacros, MarkupRules::checkUrls);

    private static final String HTTP = "http:\\\\?/\\\\?/";
    // "src" counts as an attribute or a property, not as a parameter inside another URL (?src=http://...).
    private static final Pattern INSECURE_ASSET = Pattern.compile(
            "(?:^|[\\s\"'.;,{(\\\\])(?:src|data-src|poster|background)\\s*[=:]\\s*\\\\?[\"']?\\s*" + HTTP
                    + "|\\bsrcset\\s*=\\s*(?:\"[^\"]*|'[^']*)" + HTTP
                    + "|url\\(\\s*\\\\?[\"']?\\s*" + HTTP
                    + "|<link\\b[^>]*\\bhref\\s*=\\s*\\\\?[\"']?\\s*" + HTTP
                    + "|<object\\b[^>]*\\bdata\\s*=\\s*\\\\?[\"']?\\s*" + HTTP
                    + "|" + HTTP + "[^\\s\"'<>]*/notice/(?:imp|click)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_MACRO =
            Pattern.compile("\\$\\{(?:CLICK_URL|CLICK_URL_ENC|IMPRESSION_URL|CACHEBUSTER|CLICK_ID)}");
    private static final Pattern ANY_MACRO = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]*(?::[A-Za-z0-9_.-]+)?}");
    private static final List<String> URL_FIELDS = List.of("nurl", "burl", "lurl", "iurl");

    private MarkupRules() {}

    private static void checkMarkup(final Offer offer, final Findings findings) {
        final String markup = offer.bid().at("adm").textOr("");
        if (markup.isEmpty()) {
            if (offer.bid().at("nurl").textOr("").isEmpty()) {
                findings.add(Rule.MARKUP, offer.path("adm"), "neither adm nor nurl.");
            }
            return;
        }
        final String problem = switch (offer.mediaName()) {
            case "video" -> vastProblem(markup, List.of("VAST"));
            case "audio" -> vastProblem(markup, List.of("VAST", "DAAST"));
            case "native" -> nativeProblem(markup);
            default -> "";
        };
        if (!problem.isEmpty()) {
            findings.add(Rule.MARKUP, offer.path("adm"), problem);
        }
    }

    private static String vastProblem(final String markup, final List<String> roots) {
        final XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            final XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(markup));
            reader.nextTag();
            final String root = reader.getLocalName();
            while (reader.hasNext()) {
                reader.next();
            }
            return roots.contains(root) ? "" : "the root is <" + root + ">, not one of " + roots + ".";
        } catch (final XMLStreamException e) {
            return "is not well-formed XML.";
        }
    }

    private static String nativeProblem(final String markup) {
        try {
            final Json root =
                    JsonDocument.read(markup.getBytes(StandardCharsets.UTF_8)).root();
            final Json ad = root.at("native").isPresent() ? root.at("native") : root;
            return ad.at("link").is(Json.Kind.OBJECT) ? "" : "has no link.";
        } catch (final IOException e) {
            return "is not JSON.";
        }
    }

    private static void checkSecure(final Offer offer, final Findings findings) {
        if (!offer.imp().at("secure").isInteger(1)) {
            return;
        }
        final Matcher insecure = INSECURE_ASSET.matcher(offer.bid().at("adm").textOr(""));
        if (insecure.find()) {
            findings.add(
                    Rule.SECURE,
                    offer.path("adm"),
                    "loads over http: " + insecure.group().strip());
        }
    }

    private static void checkOwnMacros(final Offer offer, final Findings findings) {
        for (final String field : List.of("adm", "nurl", "burl", "lurl")) {
            final Matcher macro = OWN_MACRO.matcher(offer.bid().at(field).textOr(""));
            if (macro.find()) {
                findings.add(Rule.OWN_MACRO, offer.path(field), macro.group() + " is not filled in.");
            }
        }
    }

    private static void checkUrls(final Offer offer, final Findings findings) {
        for (final String field : URL_FIELDS) {
            final String url = offer.bid().at(field).text();
            if (url != null && !isAbsoluteUrl(ANY_MACRO.matcher(url).replaceAll("0"))) {
                findings.add(Rule.NOTICE_URL, offer.path(field), "is not an absolute URL.");
            }
        }
    }

    // java.net.URI lets letters beyond ASCII pass; a URL on the wire has none.
    private static boolean isAbsoluteUrl(final String url) {
        if (!url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        try {
            final URI uri = new URI(url);
            final String scheme = uri.getScheme();
            return scheme != null
                    && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (final URISyntaxException e) {
            return false;
        }
    }
}
