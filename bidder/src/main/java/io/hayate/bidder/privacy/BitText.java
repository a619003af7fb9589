package io.hayate.bidder.privacy;

import java.util.Arrays;

/**
 * Web-safe base64 text (RFC 4648 section 5, without padding) as the bits it stands for, read in place.
 *
 * <p>A read beyond the end gives zeros and is remembered ({@link #exhausted}), so that readers need not look before each
 * step. Owned by the bid loop.
 */
final class BitText {
    private static final int BITS_PER_CHARACTER = 6;
    /** The most bits of one read. */
    static final int MAX_WIDTH = 24;

    private static final byte NONE = -1;
    private static final byte[] VALUES = values();

    private byte[] bytes = {};
    private int offset;
    private int lengthBits;
    private boolean exhausted;

    private static byte[] values() {
        final byte[] values = new byte[256];
        Arrays.fill(values, NONE);
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** Takes every bit of the text; false if it has other characters. */
    boolean wrap(final byte[] bytes, final int offset, final int lengthBytes) {
        this.bytes = bytes;
        this.offset = offset;
        lengthBits = lengthBytes * BITS_PER_CHARACTER;
        exhausted = false;
        int wrong = 0;
        for (int i = offset; i < offset + lengthBytes; i++) {
            wrong |= VALUES[bytes[i] & 0xFF];
        }
        return wrong >= 0;
    }

    /** {@link #wrap}, for text that encodes whole bytes: false also if its length cannot come of any. */
    boolean wrapBytes(final byte[] bytes, final int offset, final int lengthBytes) {
        final boolean readable = wrap(bytes, offset, lengthBytes);
        lengthBits &= -Byte.SIZE;
        return readable && lengthBytes % 4 != 1;
    }

    int lengthBits() {
        return lengthBits;
    }

    /** Whether a read went beyond the end. */
    boolean exhausted() {
        return exhausted;
    }

    boolean bit(final int at) {
        if (at >= lengthBits) {
            exhausted = true;
            return false;
        }
        return (VALUES[bytes[offset + at / BITS_PER_CHARACTER] & 0xFF]
                                >> (BITS_PER_CHARACTER - 1 - at % BITS_PER_CHARACTER)
                        & 1)
                != 0;
    }

    /** At most {@link #MAX_WIDTH} bits as a number, the first bit highest. */
    int bits(final int at, final int width) {
        assert width <= MAX_WIDTH;
        if (at + width > lengthBits) {
            exhausted = true;
            return 0;
        }
        int character = at / BITS_PER_CHARACTER;
        int have = BITS_PER_CHARACTER - at % BITS_PER_CHARACTER;
        int value = VALUES[bytes[offset + character] & 0xFF] & (1 << have) - 1;
        while (have < width) {
            character++;
            value = value << BITS_PER_CHARACTER | VALUES[bytes[offset + character] & 0xFF];
            have += BITS_PER_CHARACTER;
        }
        return value >>> have - width;
    }
}
