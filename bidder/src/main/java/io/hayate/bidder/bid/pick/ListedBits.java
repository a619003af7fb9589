package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** The small numbers of one list of the request, as bits; read once and not for each candidate. Owned by the bid loop. */
final class ListedBits {
    /** Of no list: nothing was read since {@link #forget}. */
    private static final long NO_LIST = -1;

    private long list = NO_LIST;
    private long bits;

    /** A new request: its lists may lie where those of the one before did. */
    void forget() {
        list = NO_LIST;
    }

    /** A bit for each number of the list; numbers above the highest bit share that one, what is no number has none. */
    long of(final BidRequestView request, final long newList) {
        if (newList != list) {
            list = newList;
            bits = 0;
            for (int i = Slice.offset(newList); i < Slice.end(newList); i++) {
                if (request.items[i] >= 0) {
                    bits |= 1L << Math.min(request.items[i], Long.SIZE - 1);
                }
            }
        }
        return bits;
    }
}
