package io.hayate.bidder.bid.decode;

/**
 * The inside of JSON strings: finds their end, refuses what RFC 8259 section 7 and strict UTF-8 forbid, and unescapes.
 * Relies on a zero byte behind the text. Owned by the bid loop.
 */
final class JsonStrings {
    /** In place of a position: the bytes are not JSON. */
    static final int INVALID = -1;

    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * EVERY_BYTE;
    private static final long QUOTES = '"' * EVERY_BYTE;
    private static final long BACKSLASHES = '\\' * EVERY_BYTE;

    /** What stands for half a surrogate pair, so that unescaped text is always valid UTF-8. */
    private static final int REPLACEMENT = 0xFFFD;

    /** Set by {@link #end} when it passed an escape; whoever wants to know clears it before. */
    boolean escaped;

    /**
     * Position of the closing quote of the string whose first byte is at {@code from}, or {@link #INVALID}.
     *
     * <p>The next string cannot be looked at before this one's end is known, so what counts is the longest chain of
     * dependent steps: the way from the word to the quote is kept short, all other checks lie beside it.
     */
    int end(final byte[] bytes, final int from) {
        int at = from;
        while (true) {
            final long word = Words.longAt(bytes, at);
            final long quotes = quotes(word);
            final long upToQuote = quotes ^ (quotes - 1);
            if ((others(word) & upToQuote) != 0) {
                return endOfOther(bytes, at);
            }
            if (quotes != 0) {
                return at + (Long.numberOfTrailingZeros(quotes) >>> 3);
            }
            at += Long.BYTES;
        }
    }

    /** The lowest bit that is set belongs to the first quote of a word of which {@link #others} are none up to there. */
    static long quotes(final long word) {
        return ((word ^ QUOTES) - EVERY_BYTE) & HIGH_BITS;
    }

    /**
     * High bit of each byte that is a backslash, a control character or not ASCII. As in every such word here, a borrow
     * makes the bytes behind the first of them unreliable: only the lowest bit counts.
     */
    static long others(final long word) {
        return ((word - SPACES) | ((word ^ BACKSLASHES) - EVERY_BYTE) | word) & HIGH_BITS;
    }

    /** {@link #end} of a string that is plain ASCII, without an escape; else {@link #INVALID}. */
    static int plainEnd(final byte[] bytes, final int from) {
        int at = from;
        while (true) {
            final long word = Words.longAt(bytes, at);
            final long quotes = quotes(word);
            if ((others(word) & (quotes ^ (quotes - 1))) != 0) {
                return INVALID;
            }
            if (quotes != 0) {
                return at + (Long.numberOfTrailingZeros(quotes) >>> 3);
            }
            at += Long.BYTES;
        }
    }

    /** The rest of {@link #end}, for strings that are not plain ASCII up to their end. */
    private int endOfOther(final byte[] bytes, final int from) {
        int at = from;
        while (at >= 0) {
            final long word = Words.longAt(bytes, at);
            final long stops = (others(word) | ((word ^ QUOTES) - EVERY_BYTE)) & HIGH_BITS;
            at += stops == 0 ? Long.BYTES : Long.numberOfTrailingZeros(stops) >>> 3;
            if (stops != 0) {
                if (bytes[at] == '"') {
                    return at;
                }
                at = pass(bytes, at);
            }
        }
        return INVALID;
    }

    private int pass(final byte[] bytes, final int at) {
        if (bytes[at] == '\\') {
            escaped = true;
            return escapeEnd(bytes, at + 1);
        }
        int end = at;
        // A control character makes no step here: it is neither.
        while (end >= 0 && bytes[end] < 0) {
            end = characterEnd(bytes, end);
        }
        return end == at ? INVALID : end;
    }

    private static int escapeEnd(final byte[] bytes, final int at) {
        switch (bytes[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 1;
            }
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (hex(bytes[at + i]) < 0) {
                        return INVALID;
                    }
                }
                return at + 5;
            }
            default -> {
                return INVALID;
            }
        }
    }

    /** End of a multi-byte character: no overlong form, no surrogate, nothing above U+10FFFF (RFC 3629 section 4). */
    private static int characterEnd(final byte[] bytes, final int at) {
        final int lead = bytes[at] & 0xFF;
        final int second = bytes[at + 1] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4 || (second & 0xC0) != 0x80) {
            return INVALID;
        }
        if (lead < 0xE0) {
            return at + 2;
        }
        if (!isContinuation(bytes[at + 2])) {
            return INVALID;
        }
        if (lead < 0xF0) {
            final boolean overlong = lead == 0xE0 && second < 0xA0;
            final boolean surrogate = lead == 0xED && second > 0x9F;
            return overlong || surrogate ? INVALID : at + 3;
        }
        final boolean overlong = lead == 0xF0 && second < 0x90;
        final boolean beyondUnicode = lead == 0xF4 && second > 0x8F;
        return overlong || beyondUnicode || !isContinuation(bytes[at + 3]) ? INVALID : at + 4;
    }

    private static boolean isContinuation(final byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** Writes what a valid string says to {@code target}, never more bytes than the string has; answers where it ends. */
    static int unescape(final byte[] bytes, final int from, final int to, final int target) {
        int at = from;
        int out = target;
        while (at < to) {
            if (to - at >= Long.BYTES) {
                // A whole word is written though less of it may count: what follows is written over the rest.
                final long word = Words.longAt(bytes, at);
                final int plain = firstBackslash(word);
                Words.putLong(bytes, out, word);
                at += plain;
                out += plain;
                if (plain == Long.BYTES) {
                    continue;
                }
            }
            final byte b = bytes[at++];
            if (b != '\\') {
                bytes[out++] = b;
                continue;
            }
            final byte kind = bytes[at++];
            if (kind != 'u') {
                bytes[out++] = plain(kind);
                continue;
            }
            int codePoint = hex4(bytes, at);
            at += 4;
            if (isHighSurrogateBeforeLow(codePoint, bytes, at, to)) {
                codePoint = Character.toCodePoint((char) codePoint, (char) hex4(bytes, at + 2));
                at += 6;
            } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                codePoint = REPLACEMENT;
            }
            out = writeUtf8(codePoint, bytes, out);
        }
        return out;
    }

    /** Its place in the word; that behind the word if there is none. */
    private static int firstBackslash(final long word) {
        final long other = word ^ BACKSLASHES;
        // Exact for the lowest; bytes that are not ASCII must not count.
        final long backslashes = (other - EVERY_BYTE) & ~other & HIGH_BITS;
        return Long.numberOfTrailingZeros(backslashes) >>> 3;
    }

    private static boolean isHighSurrogateBeforeLow(final int unit, final byte[] bytes, final int next, final int to) {
        return Character.isHighSurrogate((char) unit)
                && next + 6 <= to
                && bytes[next] == '\\'
                && bytes[next + 1] == 'u'
                && Character.isLowSurrogate((char) hex4(bytes, next + 2));
    }

    private static byte plain(final byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int writeUtf8(final int codePoint, final byte[] bytes, final int target) {
        int out = target;
        if (codePoint < 0x80) {
            bytes[out++] = (byte) codePoint;
            return out;
        }
        if (codePoint < 0x800) {
            bytes[out++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                bytes[out++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                bytes[out++] = (byte) (0xF0 | codePoint >> 18);
                bytes[out++] = continuation(codePoint >> 12);
            }
            bytes[out++] = continuation(codePoint >> 6);
        }
        bytes[out++] = continuation(codePoint);
        return out;
    }

    private static byte continuation(final int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private static int hex4(final byte[] bytes, final int at) {
        return hex(bytes[at]) << 12 | hex(bytes[at + 1]) << 8 | hex(bytes[at + 2]) << 4 | hex(bytes[at + 3]);
    }

    private static int hex(final byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        final int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
