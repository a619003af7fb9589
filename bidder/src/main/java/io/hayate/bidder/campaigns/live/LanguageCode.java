package io.hayate.bidder.campaigns.live;

/** A language's primary subtag (ISO 639), lower case, its ASCII letters packed in a long. Immutable; shared. */
public final class LanguageCode {
    /** No language: the text was empty, or its first subtag longer than any language's. */
    public static final long NONE = 0;

    private static final int MAX_LETTERS = 8;

    private LanguageCode() {}

    /** The code of {@code ja}, {@code JA} or {@code ja-JP}. */
    public static long of(final byte[] bytes, final int offset, final int length) {
        long code = NONE;
        for (int i = 0; i < length; i++) {
            int b = bytes[offset + i] & 0xff;
            if (b == '-' || b == '_') {
                break;
            }
            if (i == MAX_LETTERS) {
                return NONE;
            }
            if (b >= 'A' && b <= 'Z') {
                b += 'a' - 'A';
            }
            code = code << 8 | b;
        }
        return code;
    }

    /** How many bytes of a language tag are its primary subtag. */
    public static int primaryLength(final byte[] bytes, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] == '-' || bytes[offset + i] == '_') {
                return i;
            }
        }
        return length;
    }
}
