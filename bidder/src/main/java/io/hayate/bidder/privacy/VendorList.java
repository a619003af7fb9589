package io.hayate.bidder.privacy;

/**
 * A list of vendor ids in a TC string, looked at for one of them: a bit for each, or ranges. Owned by the bid loop.
 */
final class VendorList {
    /** Instead of the highest id of a list that tells none. */
    static final int ANY_ID = Integer.MAX_VALUE;

    private static final int ID_BITS = 16;
    private static final int COUNT_BITS = 12;

    private final BitText bits;
    private boolean contains;
    private boolean broken;

    VendorList(final BitText bits) {
        this.bits = bits;
    }

    /** Whether the list read last has the vendor. */
    boolean contains() {
        return contains;
    }

    /** Whether a list since {@link #begin} had a range that is none. */
    boolean broken() {
        return broken;
    }

    /** Begins with a segment of the string. */
    void begin() {
        broken = false;
    }

    /** Reads highest id, kind and list from there; answers where it ends. */
    int read(final int from, final int vendorId) {
        final int maxId = bits.bits(from, ID_BITS);
        final boolean ranges = bits.bit(from + ID_BITS);
        final int listAt = from + ID_BITS + 1;
        if (ranges) {
            return readRanges(listAt, vendorId, maxId);
        }
        contains = vendorId <= maxId && bits.bit(listAt + vendorId - 1);
        if (maxId > 0) {
            bits.bit(listAt + maxId - 1); // the whole list must be there
        }
        return listAt + maxId;
    }

    /** Reads a number of ranges and the ranges; answers where they end. */
    int readRanges(final int from, final int vendorId, final int maxId) {
        contains = false;
        final int count = bits.bits(from, COUNT_BITS);
        int at = from + COUNT_BITS;
        for (int i = 0; i < count && !bits.exhausted(); i++) {
            final boolean range = bits.bit(at);
            final int first = bits.bits(at + 1, ID_BITS);
            at += 1 + ID_BITS;
            int last = first;
            if (range) {
                last = bits.bits(at, ID_BITS);
                at += ID_BITS;
                broken |= first > last || last > maxId;
            }
            contains |= vendorId >= first && vendorId <= last;
        }
        return at;
    }
}
