package io.hayate.bidder.notices.token;

/**
 * The text of a bid's id: replica epoch, lane and sequence in lower-case hexadecimal, such as {@code 6a1f03c2-2-1b9}.
 * Unique over all replicas and restarts, because an epoch is never used twice. Immutable; shared.
 */
public final class BidId {
    /** Room that one id needs at most. */
    public static final int MAX_LENGTH_BYTES = 8 + 1 + 8 + 1 + 16;

    private BidId() {}

    /** Writes the id and returns the offset behind it. Allocates nothing. */
    public static int write(final int epoch, final int lane, final long sequence, final byte[] out, final int offset) {
        int o = writeHex(epoch & 0xffff_ffffL, out, offset);
        out[o++] = '-';
        o = writeHex(lane & 0xffff_ffffL, out, o);
        out[o++] = '-';
        return writeHex(sequence, out, o);
    }

    private static int writeHex(final long value, final byte[] out, final int offset) {
        final int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        for (int i = 0; i < digits; i++) {
            final int digit = (int) (value >>> (4 * (digits - 1 - i))) & 0xf;
            out[offset + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return offset + digits;
    }
}
