package io.hayate.bidder.notices.token;

/**
 * Reads a token's fields one after the other, and stays malformed once one does not fit: the caller asks once, at the
 * end. Owned by the bid loop.
 */
final class TokenCursor {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private boolean malformed;

    void wrap(final byte[] in, final int offset, final int endOffset) {
        bytes = in;
        position = offset;
        end = endOffset;
        malformed = false;
    }

    boolean isMalformed() {
        return malformed;
    }

    int position() {
        return position;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                break;
            }
            final byte b = bytes[position++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        malformed = true;
        return 0;
    }

    long fixed(final int lengthBytes) {
        if (end - position < lengthBytes) {
            malformed = true;
            return 0;
        }
        long value = 0;
        for (int i = 0; i < lengthBytes; i++) {
            value = value << 8 | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** Copies a text to the start of {@code out} and returns its length. */
    int text(final byte[] out) {
        final int length = (int) fixed(1);
        if (length > out.length || length > end - position) {
            malformed = true;
            return 0;
        }
        System.arraycopy(bytes, position, out, 0, length);
        position += length;
        return length;
    }

    /** Begins a text that is read in pieces and returns the offset behind it; where it does not fit, that is where we are. */
    int textEnd() {
        final int length = (int) fixed(1);
        if (length > end - position) {
            malformed = true;
            return position;
        }
        return position + length;
    }

    /** @param lengthBytes that are known to be there */
    void skip(final int lengthBytes) {
        position += lengthBytes;
    }

    void refuse() {
        malformed = true;
    }

    /** Skips zeros up to the next multiple of three. */
    void padding() {
        while (position % 3 != 0) {
            if (fixed(1) != 0 || malformed) {
                malformed = true;
                return;
            }
        }
    }
}
