package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;

/** Looks for a text in a list of the request. Immutable; shared. */
final class RequestLists {
    private RequestLists() {}

    static boolean contain(final BidRequestView request, final long list, final String text) {
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            if (equal(request.body, request.items[i], text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the id at a place is also at an earlier one, from {@code first} on. */
    static boolean seenBefore(final BidRequestView request, final long[] ids, final int first, final int place) {
        final long id = ids[place];
        for (int other = first; other < place; other++) {
            final long otherId = ids[other];
            if (Slice.length(id) == Slice.length(otherId)
                    && Arrays.equals(
                            request.body,
                            Slice.offset(id),
                            Slice.end(id),
                            request.body,
                            Slice.offset(otherId),
                            Slice.end(otherId))) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(final byte[] body, final long slice, final String text) {
        if (Slice.length(slice) != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((body[Slice.offset(slice) + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
