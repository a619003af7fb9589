package io.hayate.bidder.campaigns.live;

/**
 * Version of an operating system as one number that orders versions: its first four parts, 15 bits each, missing ones 0,
 * too large ones the largest. Immutable; shared.
 */
public final class OsVersion {
    /** There is no number in the text. */
    public static final long UNKNOWN = -1;

    /** Above every version. */
    public static final long HIGHEST = (1L << 60) - 1;

    public static final int MAX_PARTS = 4;

    private static final int PART_BITS = 15;
    public static final int MAX_PART = (1 << PART_BITS) - 1;

    private OsVersion() {}

    /** The version in {@code 15.1}, {@code 10_3_3}, {@code NT 10.0} or {@code 9.0-beta}. */
    public static long of(final byte[] bytes, final int offset, final int length) {
        return packed(bytes, offset, length, 0);
    }

    /** The highest version that begins so: of {@code 17} it is above 17.99, below 18. */
    public static long highestOf(final byte[] bytes, final int offset, final int length) {
        return packed(bytes, offset, length, MAX_PART);
    }

    private static long packed(final byte[] bytes, final int offset, final int length, final int missingPart) {
        final int end = offset + length;
        int at = offset;
        while (at < end && !isDigit(bytes[at])) {
            at++;
        }
        if (at == end) {
            return UNKNOWN;
        }
        long version = 0;
        boolean more = true;
        for (int part = 0; part < MAX_PARTS; part++) {
            int number = missingPart;
            if (more) {
                number = 0;
                while (at < end && isDigit(bytes[at])) {
                    number = Math.min(number * 10 + bytes[at] - '0', MAX_PART);
                    at++;
                }
                more = at + 1 < end && (bytes[at] == '.' || bytes[at] == '_') && isDigit(bytes[at + 1]);
                at++;
            }
            version = version << PART_BITS | number;
        }
        return version;
    }

    private static boolean isDigit(final byte b) {
        return b >= '0' && b <= '9';
    }
}
