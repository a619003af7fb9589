package io.hayate.bidder.bid;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The host in what exchanges send as domain: a bare domain, a URL with or without scheme, user, port and path, a domain
 * with {@code *.} or a dot before it or behind it. Immutable; shared.
 */
public final class HostText {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOWER_CASE = 0x20 * EVERY_BYTE;
    private static final long SLASHES = '/' * EVERY_BYTE;

    // Added to seven bits, they set the eighth from the one character on, and behind the other.
    private static final long FROM_A = (0x80 - 'a') * EVERY_BYTE;
    private static final long BEHIND_Z = (0x80 - 'z' - 1) * EVERY_BYTE;
    private static final long FROM_HYPHEN = (0x80 - '-') * EVERY_BYTE;
    private static final long BEHIND_NINE = (0x80 - '9' - 1) * EVERY_BYTE;

    private HostText() {}

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

    /** Whether it is ASCII letters, digits, hyphens and dots only, the dots inside: a host as it stands. */
    private static boolean isPlain(final byte[] body, final long text) {
        final int start = Slice.offset(text);
        final int end = Slice.end(text);
        if (end - start < Long.BYTES || body[start] == '.' || body[end - 1] == '.') {
            return false;
        }
        long plain = plainBytes((long) LONG.get(body, end - Long.BYTES));
        for (int i = start; i < end - Long.BYTES; i += Long.BYTES) {
            plain &= plainBytes((long) LONG.get(body, i));
        }
        return plain == HIGH_BITS;
    }

    /** The highest bit of each byte that may stand in a host. */
    private static long plainBytes(final long word) {
        final long low = word & ~HIGH_BITS;
        final long letters = ((low | LOWER_CASE) + FROM_A) & ~((low | LOWER_CASE) + BEHIND_Z);
        final long hyphenToNine = (low + FROM_HYPHEN) & ~(low + BEHIND_NINE);
        final long noSlash = (low ^ SLASHES) + ~HIGH_BITS;
        return (letters | (hyphenToNine & noSlash)) & ~word & HIGH_BITS;
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
        return b == '.' || b == '*' || (b >= 0 && b <= ' ');
    }
}
