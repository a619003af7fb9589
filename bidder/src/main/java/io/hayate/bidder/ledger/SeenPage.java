package io.hayate.bidder.ledger;

import java.util.Arrays;

/**
 * Which of 65,536 bids in a row were seen: a sorted list while they are few, a bit set once that is smaller (as Roaring
 * bitmaps do). Owned by the owner of its ledger.
 */
final class SeenPage {
    static final int SHIFT = 16;
    private static final int BIDS = 1 << SHIFT;
    private static final int MAX_LISTED = BIDS / 64 * Long.BYTES / Character.BYTES;

    private char[] listed = new char[4];
    private int listedCount;
    private long[] bits = {};
    private long newestBidTimeMs = Long.MIN_VALUE;

    boolean contains(final int bid) {
        return bits.length > 0
                ? (bits[bid >> 6] >>> bid & 1) != 0
                : Arrays.binarySearch(listed, 0, listedCount, (char) bid) >= 0;
    }

    /** Returns false if the bid was there already. */
    boolean add(final int bid, final long bidTimeMs) {
        newestBidTimeMs = Math.max(newestBidTimeMs, bidTimeMs);
        if (bits.length == 0) {
            return addListed((char) bid);
        }
        final long before = bits[bid >> 6];
        bits[bid >> 6] = before | 1L << bid;
        return bits[bid >> 6] != before;
    }

    long newestBidTimeMs() {
        return newestBidTimeMs;
    }

    void writeTo(final StateWriter out) {
        out.number(newestBidTimeMs).small(bits.length > 0 ? -1 : listedCount);
        for (final long word : bits) {
            out.number(word);
        }
        for (int i = 0; i < listedCount; i++) {
            out.small(listed[i]);
        }
    }

    void readFrom(final StateReader in) {
        newestBidTimeMs = in.number();
        listedCount = in.small();
        if (listedCount < 0) {
            listedCount = 0;
            listed = new char[0];
            bits = new long[BIDS / 64];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = in.number();
            }
            return;
        }
        listed = new char[Math.max(4, listedCount)];
        for (int i = 0; i < listedCount; i++) {
            listed[i] = (char) in.small();
        }
    }

    private boolean addListed(final char bid) {
        final int found = Arrays.binarySearch(listed, 0, listedCount, bid);
        if (found >= 0) {
            return false;
        }
        if (listedCount == MAX_LISTED) {
            turnIntoBits();
            bits[bid >> 6] |= 1L << bid;
            return true;
        }
        if (listedCount == listed.length) {
            listed = Arrays.copyOf(listed, Math.min(MAX_LISTED, 2 * listedCount));
        }
        final int at = -found - 1;
        System.arraycopy(listed, at, listed, at + 1, listedCount - at);
        listed[at] = bid;
        listedCount++;
        return true;
    }

    private void turnIntoBits() {
        bits = new long[BIDS / 64];
        for (int i = 0; i < listedCount; i++) {
            bits[listed[i] >> 6] |= 1L << listed[i];
        }
        listed = new char[0];
        listedCount = 0;
    }
}
