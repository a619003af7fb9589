package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.privacy.GppString;

/**
 * Reads gpp_sid: which sections of GPP are in force, as a list of numbers or of texts, as one number, or as one text such
 * as {@code 7,8}. What is no section is one that cannot be told. Owned by the bid loop.
 */
final class GppSectionsReader {
    /** No section has an id of more digits. */
    private static final int MAX_DIGITS = 4;

    private final JsonCursor cursor;
    private final FieldReader fields;

    GppSectionsReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /** A mask of {@link GppString}; 0 if nothing is said. */
    long read(final BidRequestView view) {
        if (cursor.peek() != '[') {
            return sections(view, fields.readText());
        }
        long mask = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            mask |= sections(view, fields.readText());
        }
        return mask;
    }

    private static long sections(final BidRequestView view, final long text) {
        if (text < 0) {
            return GppString.UNKNOWN_IN_FORCE;
        }
        long mask = 0;
        final int end = Slice.end(text);
        for (int at = Slice.offset(text); at < end; ) {
            int itemEnd = at;
            while (itemEnd < end && view.body[itemEnd] != ',') {
                itemEnd++;
            }
            mask |= section(view.body, at, itemEnd);
            at = itemEnd + 1;
        }
        return mask;
    }

    private static long section(final byte[] body, final int from, final int to) {
        int start = from;
        int end = to;
        while (start < end && body[start] == ' ') {
            start++;
        }
        while (start < end && body[end - 1] == ' ') {
            end--;
        }
        if (start == end) {
            return 0;
        }
        if (end - start == 2 && body[start] == '-' && body[start + 1] == '1') {
            return GppString.NONE_IN_FORCE;
        }
        if (end - start > MAX_DIGITS) {
            return GppString.UNKNOWN_IN_FORCE;
        }
        int id = 0;
        for (int i = start; i < end; i++) {
            if (body[i] < '0' || body[i] > '9') {
                return GppString.UNKNOWN_IN_FORCE;
            }
            id = id * 10 + body[i] - '0';
        }
        return GppString.sectionBit(id);
    }
}
