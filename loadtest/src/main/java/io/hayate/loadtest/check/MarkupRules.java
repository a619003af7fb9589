package io.hayate.loadtest.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for the markup and the URLs of a bid. Immutable; shared. */
final class MarkupRules {
    static final List<BidRule> ALL = List.of(
            MarkupRules::checkMarkup,
            MarkupRules::checkOneFormat,
            MarkupRules::checkSecure,
            MarkupRules::checkOwnMacros,
            MarkupRules::checkUrls);

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
    private static final Pattern NO_HTML =
            Pattern.compile("^\\s*(?:<\\?xml[^>]*\\?>\\s*)?(?:<VAST\\b|<DAAST\\b|\\{\\s*\")", Pattern.CASE_INSENSITIVE);
    private static final List<String> URL_FIELDS = List.of("nurl", "burl", "lurl", "iurl");

    private MarkupRules() {}

    private static void checkMarkup(final Offer offer, final Findings findings) {
        final Json markup = offer.bid().at("adm");
        if (!markup.says() && !offer.bid().at("nurl").says()) {
            findings.add(Rule.MARKUP, offer.path("adm"), "neither adm nor nurl.");
        }
    }

    private static void checkOneFormat(final Offer offer, final Findings findings) {
        final List<String> foreign = offer.isPlayable()
                ? List.of("wratio", "hratio")
                : offer.isNative()
                        ? List.of("wratio", "hratio", "protocol", "dur", "slotinpod")
                        : List.of("protocol", "dur", "slotinpod");
        for (final String field : foreign) {
            if (offer.bid().at(field).isPresent()) {
                findings.add(Rule.ONE_FORMAT, offer.path(field), "is not of a " + offer.mediaName() + ".");
            }
        }
        final Matcher other = NO_HTML.matcher(offer.bid().at("adm").textOr(""));
        if (offer.isBanner() && other.find()) {
            findings.add(Rule.ONE_FORMAT, offer.path("adm"), "begins with " + other.group() + ", and is no banner.");
        }
    }

    private static void checkSecure(final Offer offer, final Findings findings) {
        if (!offer.isSecure()) {
            return;
        }
        final Matcher insecure = INSECURE_ASSET.matcher(offer.markupText());
        if (insecure.find()) {
            findings.add(
                    Rule.SECURE,
                    offer.path("adm"),
                    "loads over http: " + insecure.group().strip());
        }
    }

    private static void checkOwnMacros(final Offer offer, final Findings findings) {
        for (final String field : List.of("adm", "nurl", "burl", "lurl")) {
            final Matcher macro = OWN_MACRO.matcher(
                    field.equals("adm")
                            ? offer.markupText()
                            : offer.bid().at(field).textOr(""));
            if (macro.find()) {
                findings.add(Rule.OWN_MACRO, offer.path(field), macro.group() + " is not filled in.");
            }
        }
    }

    private static void checkUrls(final Offer offer, final Findings findings) {
        for (final String field : URL_FIELDS) {
            final String url = offer.bid().at(field).text();
            if (url != null && !Urls.isAbsolute(url)) {
                findings.add(Rule.NOTICE_URL, offer.path(field), "is not an absolute URL.");
            }
        }
    }
}
