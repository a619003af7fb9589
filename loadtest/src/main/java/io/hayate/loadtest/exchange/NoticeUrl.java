package io.hayate.loadtest.exchange;

import java.nio.charset.StandardCharsets;

/** URLs of the bidder, of which only path and query are used: scheme and host lead to wherever it is in production. */
final class NoticeUrl {
    private static final String HEX = "0123456789ABCDEF";

    private NoticeUrl() {}

    /** Empty if the path does not begin with that. */
    static String pathAndQuery(final String url, final String noticePath) {
        final int path = pathStart(url);
        if (path < 0 || !url.startsWith(noticePath, path)) {
            return "";
        }
        final int fragment = url.indexOf('#', path);
        return url.substring(path, fragment < 0 ? url.length() : fragment);
    }

    private static int pathStart(final String url) {
        if (url.startsWith("//")) {
            return url.indexOf('/', 2);
        }
        if (url.startsWith("/")) {
            return 0;
        }
        final int scheme = url.indexOf("://");
        return scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    }

    /** As it may stand in a request line: what must not be there is percent-encoded, as browsers do. */
    static String encoded(final String pathAndQuery) {
        for (int i = 0; i < pathAndQuery.length(); i++) {
            if (isForbidden(pathAndQuery.charAt(i))) {
                return encode(pathAndQuery);
            }
        }
        return pathAndQuery;
    }

    private static String encode(final String text) {
        final StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isForbidden((char) (b & 0xff))) {
                encoded.append('%').append(HEX.charAt((b & 0xf0) >> 4)).append(HEX.charAt(b & 0xf));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    private static boolean isForbidden(final char c) {
        return c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>';
    }
}
