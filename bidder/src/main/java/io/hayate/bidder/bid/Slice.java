package io.hayate.bidder.bid;

/**
 * A run of bytes (or of list items), as offset and length packed in one long.
 *
 * <p>An empty run and an absent one are the same, as OpenRTB in the wild treats them. Immutable; shared.
 */
public final class Slice {
    /** Neither bytes nor items: the value was absent, null or empty. */
    public static final long ABSENT = 0;

    private Slice() {}

    public static long of(final int offset, final int length) {
        return length == 0 ? ABSENT : (long) offset << 32 | length;
    }

    public static int offset(final long slice) {
        return (int) (slice >>> 32);
    }

    public static int length(final long slice) {
        return (int) slice;
    }

    public static int end(final long slice) {
        return offset(slice) + length(slice);
    }
}
