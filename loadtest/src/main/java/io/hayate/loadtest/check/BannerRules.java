package io.hayate.loadtest.check;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a banner's markup shows of its kind: types of content, script frameworks, expansion. Immutable; shared. */
final class BannerRules {
    static final List<BidRule> ALL =
            List.of(BannerRules::checkMimes, BannerRules::checkMraid, BannerRules::checkExpansion);

    private static final List<Long> EXPANDING = List.of(3L, 4L, 5L);
    private static final int LAST_DIRECTION = 6;
    private static final List<Long> MRAID = List.of(3L, 5L, 6L);
    private static final List<String> HTML = List.of("text/html", "application/xhtml+xml");
    private static final List<String> SCRIPT =
            List.of("text/javascript", "application/javascript", "application/x-javascript");
    private static final Pattern MRAID_CALL =
            Pattern.compile("\\bmraid\\s*\\.\\s*(?:js\\b|\\w+\\s*\\()", Pattern.CASE_INSENSITIVE);
    private static final Pattern VIDEO_TAG = Pattern.compile("<video\\b", Pattern.CASE_INSENSITIVE);

    private BannerRules() {}

    // Which type a creative was booked as does not show; the markup must be possible as one of the offered types.
    private static void checkMimes(final Offer offer, final Findings findings) {
        final List<String> offered = offer.media().at("mimes").strings().stream()
                .map(BannerRules::baseType)
                .toList();
        final String markup = offer.bid().at("adm").textOr("");
        if (!offer.isBanner() || markup.isEmpty() || offered.isEmpty()) {
            return;
        }
        if (offered.stream().noneMatch(type -> isPossible(type, markup))) {
            findings.add(Rule.MIME, offer.path("adm"), "can be of none of the offered types " + offered + ".");
        }
    }

    private static boolean isPossible(final String type, final String markup) {
        if (HTML.contains(type) || type.equals("*/*")) {
            return true;
        }
        return MediaRules.typesOf(markup).stream().anyMatch(kind -> switch (kind) {
            case JAVASCRIPT -> SCRIPT.contains(type);
            case IFRAME -> false;
            case XHTML_BANNER ->
                type.startsWith("image/")
                        || (type.startsWith("video/")
                                && VIDEO_TAG.matcher(markup).find());
            case XHTML_TEXT -> type.equals("text/plain");
        });
    }

    /** Without parameters, in lower case. */
    static String baseType(final String mime) {
        return mime.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static void checkMraid(final Offer offer, final Findings findings) {
        if (!offer.isBanner()) {
            return;
        }
        final Matcher call = MRAID_CALL.matcher(offer.bid().at("adm").textOr(""));
        final List<Long> supported = offer.media().at("api").integers();
        if (call.find() && supported.stream().noneMatch(MRAID::contains)) {
            findings.add(Rule.API, offer.path("adm"), "uses MRAID (" + call.group() + "), api is " + supported + ".");
        }
    }

    // A list that names no direction is a place where nothing expands; an empty one says nothing.
    private static void checkExpansion(final Offer offer, final Findings findings) {
        final Json directions = offer.media().at("expdir");
        final boolean expands = offer.bid().at("attr").integers().stream().anyMatch(EXPANDING::contains);
        if (!offer.isBanner()
                || !expands
                || !directions.says()
                || directions.allItems().isEmpty()) {
            return;
        }
        final boolean named = directions.integers().stream().anyMatch(code -> code >= 1 && code <= LAST_DIRECTION);
        if (!named) {
            findings.add(
                    Rule.EXPANSION, offer.path("attr"), "expands, and expdir " + directions + " has no direction.");
        }
    }
}
