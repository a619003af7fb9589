package io.hayate.bidder.campaigns.live;

/**
 * Texts with their letters in lower case, code point by code point, so that a text is the same however it was written;
 * in a campaign's strings and in a request's bytes alike. Immutable; shared.
 */
public final class LetterCase {
    private LetterCase() {}

    public static String fold(final String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Whether a text is ASCII only, whose case {@link ByteDictionary} ignores by itself. */
    public static boolean isAscii(final byte[] bytes, final int offset, final int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /** Writes the folded text, which is valid UTF-8, to the start of {@code target}; its length, or 0 if it has no room. */
    public static int fold(final byte[] bytes, final int offset, final int length, final byte[] target) {
        int written = 0;
        int at = offset;
        while (at < offset + length) {
            final int size = size(bytes[at]);
            if (written + Integer.BYTES > target.length) {
                return 0;
            }
            written = write(Character.toLowerCase(codePoint(bytes, at, size)), target, written);
            at += size;
        }
        return written;
    }

    private static int size(final byte first) {
        if (first >= 0) {
            return 1;
        }
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    }

    private static int codePoint(final byte[] bytes, final int at, final int size) {
        if (size == 1) {
            return bytes[at];
        }
        int codePoint = bytes[at] & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            codePoint = codePoint << 6 | (bytes[at + i] & 0x3F);
        }
        return codePoint;
    }

    private static int write(final int codePoint, final byte[] target, final int at) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            target[at] = (byte) (0xC0 | codePoint >> 6);
            target[at + 1] = (byte) (0x80 | (codePoint & 0x3F));
            return at + 2;
        }
        if (codePoint < 0x10000) {
            target[at] = (byte) (0xE0 | codePoint >> 12);
            target[at + 1] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
            target[at + 2] = (byte) (0x80 | (codePoint & 0x3F));
            return at + 3;
        }
        target[at] = (byte) (0xF0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
        target[at + 2] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        target[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        return at + 4;
    }
}
