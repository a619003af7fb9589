package io.hayate.bidder.bid.decode;

/** The words {@code true}, {@code false} and {@code null}. Immutable; shared. */
final class JsonLiterals {
    private static final int TRUE = 'e' << 24 | 'u' << 16 | 'r' << 8 | 't';
    private static final int ALSE = 'e' << 24 | 's' << 16 | 'l' << 8 | 'a';
    private static final int NULL = 'l' << 24 | 'l' << 16 | 'u' << 8 | 'n';

    private JsonLiterals() {}

    /** Position behind the word at {@code at}, or {@link JsonStrings#INVALID}. */
    static int end(final byte[] bytes, final int at) {
        return switch (bytes[at]) {
            case 't' -> Words.intAt(bytes, at) == TRUE ? at + 4 : JsonStrings.INVALID;
            case 'f' -> Words.intAt(bytes, at + 1) == ALSE ? at + 5 : JsonStrings.INVALID;
            case 'n' -> Words.intAt(bytes, at) == NULL ? at + 4 : JsonStrings.INVALID;
            default -> JsonStrings.INVALID;
        };
    }
}
