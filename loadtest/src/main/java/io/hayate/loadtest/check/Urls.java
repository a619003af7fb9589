package io.hayate.loadtest.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a URL in an answer may look like, macros included. Immutable; shared. */
final class Urls {
    /** OpenRTB's, Google's and VAST's ways to write a macro. */
    private static final Pattern MACRO = Pattern.compile(
            "\\$\\{[A-Z][A-Z0-9_]*(?::[A-Za-z0-9_.-]+)?}|%%[A-Z][A-Z0-9_]*(?::[A-Za-z0-9_.-]+)?%%|\\[[A-Z][A-Z0-9_]*]");

    private Urls() {}

    /** Whether it is an absolute http or https URL once its macros are filled in. */
    static boolean isAbsolute(final String url) {
        final String filled = MACRO.matcher(url).replaceAll("0");
        // java.net.URI lets letters beyond ASCII pass; a URL on the wire has none.
        if (!filled.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return false;
        }
        try {
            final URI uri = new URI(filled);
            final String scheme = uri.getScheme();
            return scheme != null
                    && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
        } catch (final URISyntaxException e) {
            return false;
        }
    }

    static boolean isPlainHttp(final String url) {
        return url.strip().regionMatches(true, 0, "http:", 0, "http:".length());
    }
}
