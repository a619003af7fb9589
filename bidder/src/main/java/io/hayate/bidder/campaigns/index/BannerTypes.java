package io.hayate.bidder.campaigns.index;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which banner ad types (OpenRTB 2.6, AdCOM list of creative subtypes - display) a markup is, seen from its tags.
 * Immutable; shared.
 */
final class BannerTypes {
    private static final int XHTML_TEXT = 1;
    private static final int XHTML_BANNER = 2;
    private static final int JAVASCRIPT = 3;
    private static final int IFRAME = 4;

    private static final Pattern PICTURE = Pattern.compile("<(?:img|picture|svg|canvas|video|object|embed)\\b[^>]*");
    /** An image that only counts is not seen. */
    private static final Pattern PIXEL =
            Pattern.compile("(?<![-\\w])(?:width|height)\\s*[=:]\\s*[\"']?[01](?:px)?\\b|\\$\\{impression_url}");

    private BannerTypes() {}

    /** The types as bits; a markup can be several at once, and is blocked when any of them is. */
    static int of(final String markup) {
        final String lowerCase = markup.toLowerCase(Locale.ROOT);
        int types = 0;
        if (lowerCase.contains("<script")) {
            types |= 1 << JAVASCRIPT;
        }
        if (lowerCase.contains("<iframe")) {
            types |= 1 << IFRAME;
        }
        if (types == 0) {
            types = 1 << (lowerCase.contains("url(") || hasPicture(lowerCase) ? XHTML_BANNER : XHTML_TEXT);
        }
        return types;
    }

    private static boolean hasPicture(final String lowerCaseMarkup) {
        return PICTURE.matcher(lowerCaseMarkup)
                .results()
                .anyMatch(tag -> !PIXEL.matcher(tag.group()).find());
    }
}
