package io.hayate.bidder.bid;

/**
 * The host in what exchanges send as domain: a bare domain, a URL with or without scheme, user, port and path, a domain
 * with {@code *.} or a dot before it or behind it. Immutable; shared.
 */
public final class HostText {
    private static final boolean[] PLAIN = plain();

    private HostText() {}

    private static boolean[] plain() {
        final boolean[] plain = new boolean[256];
        for (final char c : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.".toCharArray()) {
            plain[c] = true;
        }
        return plain;
    }

    /** The host's bytes; ABSENT if there is none. */
    public static long of(final byte[] body, final long text) {
        if (isPlain(body, text)) {
            return text;
        }
        int start = authority(body, Slice.offset(text), Slice.end(text));
        int end = start;
        while (end < Slice.end(text) && !endsAuthority(body[end])) {
            if (body[end] == '@') {
                start = end + 1;
            }
            end++;
        }
        while (start < end && isDecoration(body[start])) {
            start++;
        }
        int hostEnd = start;
        while (hostEnd < end && body[hostEnd] != ':') {
            hostEnd++;
        }
        while (hostEnd > start && isDecoration(body[hostEnd - 1])) {
            hostEnd--;
        }
        return Slice.of(start, hostEnd - start);
    }

    /** Whether it is letters, digits, hyphens and dots only, the dots inside: a host as it stands. */
    private static boolean isPlain(final byte[] body, final long text) {
        final int end = Slice.end(text);
        boolean plain = true;
        for (int i = Slice.offset(text); i < end; i++) {
            plain &= PLAIN[body[i] & 0xFF];
        }
        return plain && text != Slice.ABSENT && body[Slice.offset(text)] != '.' && body[end - 1] != '.';
    }

    /** Behind the two slashes, if no path began before them: a query may hold a URL of its own. */
    private static int authority(final byte[] body, final int start, final int end) {
        for (int i = start; i + 1 < end; i++) {
            if (body[i] == '/' && body[i + 1] == '/' && (i == start || body[i - 1] == ':')) {
                return i + 2;
            }
            if (endsAuthority(body[i])) {
                return start;
            }
        }
        return start;
    }

    /** Browsers take a backslash for a slash. */
    private static boolean endsAuthority(final byte b) {
        return b == '/' || b == '?' || b == '#' || b == '\\';
    }

    private static boolean isDecoration(final byte b) {
        return b == '.' || b == '*' || b == ' ';
    }
}
