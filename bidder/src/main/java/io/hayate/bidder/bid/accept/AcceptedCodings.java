package io.hayate.bidder.bid.accept;

/** Reads Accept-Encoding (RFC 9110, section 12.5.3) without allocating. */
final class AcceptedCodings {
    private static final String GZIP = "gzip";
    private static final String X_GZIP = "x-gzip";

    private AcceptedCodings() {}

    /** Whether gzip is listed with a weight above 0; {@code *} counts unless gzip is listed itself. */
    static boolean includeGzip(final String acceptEncoding) {
        boolean any = false;
        int start = 0;
        while (start < acceptEncoding.length()) {
            final int comma = acceptEncoding.indexOf(',', start);
            final int end = comma < 0 ? acceptEncoding.length() : comma;
            final int nameEnd = nameEnd(acceptEncoding, start, end);
            if (isName(acceptEncoding, start, nameEnd, GZIP) || isName(acceptEncoding, start, nameEnd, X_GZIP)) {
                return isWeightAboveZero(acceptEncoding, nameEnd, end);
            }
            if (isName(acceptEncoding, start, nameEnd, "*")) {
                any = isWeightAboveZero(acceptEncoding, nameEnd, end);
            }
            start = end + 1;
        }
        return any;
    }

    private static int nameEnd(final String text, final int start, final int end) {
        final int semicolon = text.indexOf(';', start);
        return semicolon < 0 || semicolon > end ? end : semicolon;
    }

    /** Whether the text between two positions, without white space around it, is a name in any case. */
    static boolean isName(final String text, final int start, final int end, final String name) {
        int from = start;
        int to = end;
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return to - from == name.length() && text.regionMatches(true, from, name, 0, name.length());
    }

    private static boolean isSpace(final char c) {
        return c == ' ' || c == '\t';
    }

    /** A weight is 0 to 1 with at most three digits, so any digit but 0 in it makes it more than 0. */
    private static boolean isWeightAboveZero(final String text, final int start, final int end) {
        final int weight = text.indexOf('=', start);
        if (weight < 0 || weight >= end) {
            return true;
        }
        for (int i = weight + 1; i < end; i++) {
            final char c = text.charAt(i);
            if (c >= '1' && c <= '9') {
                return true;
            }
        }
        return false;
    }
}
