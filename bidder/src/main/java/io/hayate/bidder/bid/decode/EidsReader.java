package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads eids: EID objects and the UID objects in them (OpenRTB 2.6 sections 3.2.27, 3.2.28). Owned by the bid loop. */
final class EidsReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    EidsReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /** As {@link BidRequestView#eids}. */
    long read(final BidRequestView view) {
        final int start = fields.itemCount();
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return Slice.ABSENT;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            readEid(view);
        }
        return fields.listSince(start);
    }

    private void readEid(final BidRequestView view) {
        long source = Slice.ABSENT;
        long id = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.SOURCE -> source = fields.readTextIfAny();
                case Key.UIDS -> id = readFirstId();
                default -> cursor.skipValue();
            }
        }
        if (source != Slice.ABSENT && id != Slice.ABSENT) {
            fields.addItem(view, source);
            fields.addItem(view, id);
        }
    }

    private long readFirstId() {
        long first = Slice.ABSENT;
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return first;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final long id = fields.readIdOfObject();
            first = first == Slice.ABSENT ? id : first;
        }
        return first;
    }
}
