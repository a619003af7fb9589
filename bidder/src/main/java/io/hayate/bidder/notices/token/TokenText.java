package io.hayate.bidder.notices.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64url without padding (RFC 4648, section 5), strict: one text for one run of bytes, so that a token cannot be
 * rewritten into another that still verifies. Immutable; shared.
 */
final class TokenText {
    /** What {@link #decode} returns for a text that is not canonical. */
    static final int NOT_CANONICAL = -1;

    private static final byte[] CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < CHARACTERS.length; i++) {
            VALUES[CHARACTERS[i]] = (byte) i;
        }
    }

    private TokenText() {}

    static int encodedLength(final int lengthBytes) {
        return (lengthBytes * 4 + 2) / 3;
    }

    /** Returns the offset behind the text. */
    static int encode(final byte[] bytes, final int offset, final int length, final byte[] out, final int outOffset) {
        int in = offset;
        int o = outOffset;
        final int end = offset + length;
        for (; in + 3 <= end; in += 3) {
            final int bits = (bytes[in] & 0xff) << 16 | (bytes[in + 1] & 0xff) << 8 | (bytes[in + 2] & 0xff);
            out[o++] = CHARACTERS[bits >>> 18];
            out[o++] = CHARACTERS[bits >>> 12 & 0x3f];
            out[o++] = CHARACTERS[bits >>> 6 & 0x3f];
            out[o++] = CHARACTERS[bits & 0x3f];
        }
        if (end - in == 1) {
            final int bits = bytes[in] & 0xff;
            out[o++] = CHARACTERS[bits >>> 2];
            out[o++] = CHARACTERS[bits << 4 & 0x3f];
        } else if (end - in == 2) {
            final int bits = (bytes[in] & 0xff) << 8 | (bytes[in + 1] & 0xff);
            out[o++] = CHARACTERS[bits >>> 10];
            out[o++] = CHARACTERS[bits >>> 4 & 0x3f];
            out[o++] = CHARACTERS[bits << 2 & 0x3f];
        }
        return o;
    }

    /**
     * Decodes to the start of {@code out} and returns the number of bytes, or {@link #NOT_CANONICAL} for a foreign
     * character, a length that no bytes have, or bits behind the last byte.
     */
    static int decode(final byte[] text, final int offset, final int length, final byte[] out) {
        if ((length & 3) == 1) {
            return NOT_CANONICAL;
        }
        int pending = 0;
        int pendingBits = 0;
        int o = 0;
        for (int i = offset; i < offset + length; i++) {
            final int value = VALUES[text[i] & 0xff];
            if (value < 0) {
                return NOT_CANONICAL;
            }
            pending = pending << 6 | value;
            pendingBits += 6;
            if (pendingBits >= 8) {
                pendingBits -= 8;
                out[o++] = (byte) (pending >>> pendingBits);
                pending &= (1 << pendingBits) - 1;
            }
        }
        return pending == 0 ? o : NOT_CANONICAL;
    }
}
