package io.hayate.bidder.bid.write;

import java.nio.charset.StandardCharsets;

/**
 * Appends to the answer's array; what does not fit is left out and remembered, so that callers need not look at every
 * step. Owned by the bid loop.
 */
final class AnswerBuffer {
    private static final int MICROS = 1_000_000;
    private static final int LONGEST_NUMBER_BYTES = 24;

    private byte[] bytes = new byte[0];
    private int length;
    private boolean overflow;

    /** What is put often, encoded once. */
    static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void wrap(final byte[] answer) {
        bytes = answer;
        length = 0;
        overflow = false;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Goes back to an earlier length: what came after it is not wanted. */
    void cutTo(final int earlierLength) {
        length = earlierLength;
        overflow = false;
    }

    /**
     * Whether this many bytes fit behind {@link #length}, and all before did. Somebody else may then write them and call
     * {@link #advanceTo}.
     */
    boolean hasRoom(final int count) {
        overflow |= bytes.length - length < count;
        return !overflow;
    }

    void advanceTo(final int newLength) {
        length = newLength;
    }

    void put(final byte[] source) {
        put(source, 0, source.length);
    }

    void put(final byte[] source, final int offset, final int count) {
        if (hasRoom(count)) {
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }

    void put(final char ascii) {
        if (hasRoom(1)) {
            bytes[length++] = (byte) ascii;
        }
    }

    /** A currency's code as its three letters. */
    void putLetters(final int currency) {
        put((char) (currency >> 16));
        put((char) (currency >> 8 & 0xff));
        put((char) (currency & 0xff));
    }

    /** Makes JSON written since an earlier length the inside of a JSON string; JSON holds no raw control characters. */
    void escapeFrom(final int earlierLength) {
        int escapes = 0;
        for (int i = earlierLength; i < length; i++) {
            escapes += needsEscape(bytes[i]) ? 1 : 0;
        }
        if (!hasRoom(escapes)) {
            return;
        }
        // From behind, so that nothing is overwritten before it is moved.
        int to = length + escapes;
        for (int from = length; from > earlierLength && to > from; ) {
            from--;
            bytes[--to] = bytes[from];
            if (needsEscape(bytes[from])) {
                bytes[--to] = '\\';
            }
        }
        length += escapes;
    }

    private static boolean needsEscape(final byte b) {
        return b == '"' || b == '\\';
    }

    /** A non-negative number. */
    void putDecimal(final long value) {
        if (!hasRoom(LONGEST_NUMBER_BYTES)) {
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A non-negative number of millionths, as decimal without trailing zeros. */
    void putMicros(final long micros) {
        putDecimal(micros / MICROS);
        int rest = (int) (micros % MICROS);
        if (rest == 0 || !hasRoom(LONGEST_NUMBER_BYTES)) {
            return;
        }
        bytes[length++] = '.';
        for (int unit = MICROS / 10; rest > 0; unit /= 10) {
            bytes[length++] = (byte) ('0' + rest / unit);
            rest %= unit;
        }
    }
}
