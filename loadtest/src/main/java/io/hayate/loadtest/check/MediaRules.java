package io.hayate.loadtest.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the media object that a bid is for asks of it: its kind, attributes, banner types, APIs. Immutable; shared. */
final class MediaRules {
    static final List<BidRule> ALL = List.of(
            MediaRules::checkMediaType,
            MediaRules::checkAttributes,
            MediaRules::checkBannerType,
            MediaRules::checkApi,
            BannerSizeRule::check);

    private static final Pattern SCRIPT = Pattern.compile("<script\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern IFRAME = Pattern.compile("<iframe\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLED_PICTURE = Pattern.compile("(?i)url\\(");
    private static final Pattern PICTURE =
            Pattern.compile("<(?:img|picture|svg|canvas|video|object|embed)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern PIXEL = Pattern.compile(
            "\\b(?:width|height)\\s*[=:]\\s*\\\\?[\"']?[01](?:px)?\\b|display\\s*:\\s*none|/notice/imp\\b",
            Pattern.CASE_INSENSITIVE);

    /** OpenRTB's banner ad types; the ordinal plus 1 is the code. */
    enum BannerType {
        XHTML_TEXT,
        XHTML_BANNER,
        JAVASCRIPT,
        IFRAME;

        int code() {
            return ordinal() + 1;
        }
    }

    private MediaRules() {}

    private static void checkMediaType(final Offer offer, final Findings findings) {
        final Json mtype = offer.bid().at("mtype");
        if (!mtype.is(Json.Kind.NUMBER)
                || offer.mediaName().isEmpty()
                || !offer.media().is(Json.Kind.OBJECT)) {
            findings.add(
                    Rule.MEDIA_TYPE, offer.path("mtype"), "is " + mtype + ", which the impression does not offer.");
        }
    }

    private static void checkAttributes(final Offer offer, final Findings findings) {
        final List<Long> blocked = offer.media().at("battr").integers();
        final List<Long> hit = new ArrayList<>(offer.bid().at("attr").integers());
        hit.retainAll(blocked);
        if (!hit.isEmpty()) {
            findings.add(Rule.ATTRIBUTE, offer.path("attr"), hit + " blocked by battr " + blocked + ".");
        }
    }

    private static void checkBannerType(final Offer offer, final Findings findings) {
        final String markup = offer.bid().at("adm").textOr("");
        if (!offer.isBanner() || markup.isEmpty()) {
            return;
        }
        final List<Long> blocked = offer.media().at("btype").integers();
        for (final BannerType type : typesOf(markup)) {
            if (blocked.contains((long) type.code())) {
                findings.add(Rule.BANNER_TYPE, offer.path("adm"), type + " is blocked by btype " + blocked + ".");
            }
        }
    }

    /** Script and iframe may both be in one markup; without either it is a picture or, pixels apart, text. */
    static Set<BannerType> typesOf(final String markup) {
        final Set<BannerType> types = EnumSet.noneOf(BannerType.class);
        if (SCRIPT.matcher(markup).find()) {
            types.add(BannerType.JAVASCRIPT);
        }
        if (IFRAME.matcher(markup).find()) {
            types.add(BannerType.IFRAME);
        }
        if (types.isEmpty()) {
            types.add(hasPicture(markup) ? BannerType.XHTML_BANNER : BannerType.XHTML_TEXT);
        }
        return types;
    }

    private static boolean hasPicture(final String markup) {
        if (STYLED_PICTURE.matcher(markup).find()) {
            return true;
        }
        final Matcher pictures = PICTURE.matcher(markup);
        while (pictures.find()) {
            if (!PIXEL.matcher(pictures.group()).find()) {
                return true;
            }
        }
        return false;
    }

    private static void checkApi(final Offer offer, final Findings findings) {
        final List<Long> supported = offer.media().at("api").integers();
        final List<Long> used = new ArrayList<>(offer.bid().at("apis").integers());
        used.addAll(offer.bid().at("api").integers());
        for (final Long api : used) {
            if (!supported.contains(api)) {
                findings.add(Rule.API, offer.path("apis"), api + " is not in api " + supported + ".");
            }
        }
    }
}
