package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.PictureType;
import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What texts in a campaign must look like. Immutable; shared. */
final class Texts {
    private static final int MAX_DOMAIN_CHARS = 253;
    private static final int MAX_SHOWN_CHARS = 64;

    /** Absolute, ASCII, nothing that would break a header or an attribute; macros in braces may stand in it. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9\\[$][!#-;=?-\\[\\]_a-~]*");

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_][a-z0-9_-]{0,62})*");

    /** Type and subtype as registered (RFC 6838, 4.2), without parameters: impressions list them so. */
    private static final Pattern MIME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*");
    private static final int SCRIPT_CHARS = 4;
    private static final int COUNTRY_CHARS = 2;

    private static final Map<String, String> IMAGE_MIME_BY_ENDING = Map.of(
            "avif", PictureType.AVIF.mime,
            "gif", PictureType.GIF.mime,
            "jpeg", PictureType.JPEG.mime,
            "jpg", PictureType.JPEG.mime,
            "png", PictureType.PNG.mime,
            "svg", PictureType.SVG.mime,
            "webp", PictureType.WEBP.mime);

    private Texts() {}

    /** Whether UTF-8 can hold it, and no NUL is in it. */
    static boolean isEncodable(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean hasControls(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is nothing to see in it. */
    static boolean isBlank(final String text) {
        for (int i = 0; i < text.length(); i++) {
            // Every space is a single char of UTF-16.
            if (!Character.isWhitespace(text.charAt(i)) && !Character.isSpaceChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isUrl(final String text) {
        return URL.matcher(text).matches();
    }

    static boolean isHttps(final String url) {
        return url.startsWith("https://");
    }

    static boolean isMime(final String text) {
        return MIME.matcher(text).matches();
    }

    /** What kind of picture a URL's path ends as; null if that does not tell. */
    static @Nullable String imageMime(final String url) {
        final String path = url.split("[?#]", 2)[0];
        return IMAGE_MIME_BY_ENDING.get(
                path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** A language tag with the letter case that BCP 47 advises: {@code zh-Hant-TW}; null if it is none. */
    static @Nullable String languageTag(final String text) {
        if (!LANGUAGE_TAG.matcher(text).matches()) {
            return null;
        }
        final String[] subtags = text.toLowerCase(Locale.ROOT).split("[-_]", -1);
        for (int i = 1; i < subtags.length && subtags[i].length() > 1; i++) {
            if (subtags[i].length() == SCRIPT_CHARS && !Character.isDigit(subtags[i].charAt(0))) {
                subtags[i] = subtags[i].substring(0, 1).toUpperCase(Locale.ROOT) + subtags[i].substring(1);
            } else if (subtags[i].length() == COUNTRY_CHARS) {
                subtags[i] = subtags[i].toUpperCase(Locale.ROOT);
            }
        }
        return String.join("-", subtags);
    }

    /** A domain in lower case ASCII; null if it is none. */
    static @Nullable String domain(final String text) {
        final String ascii;
        try {
            ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (final IllegalArgumentException e) {
            return null;
        }
        return ascii.length() <= MAX_DOMAIN_CHARS && DOMAIN.matcher(ascii).matches() ? ascii : null;
    }

    /** What a stranger wrote, short enough to stand in an answer. */
    static String shown(final String text) {
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
