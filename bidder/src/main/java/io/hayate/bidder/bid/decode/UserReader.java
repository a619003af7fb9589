package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/**
 * Reads what a User object says of segments and consent (OpenRTB 2.6 sections 3.2.20 to 3.2.22), and its ext, where 2.5 has
 * the latter. Owned by the bid loop.
 */
final class UserReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    UserReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        view.segments = Slice.ABSENT;
        view.userCountry = Slice.ABSENT;
        view.consent = Slice.ABSENT;
        view.consentExt = Slice.ABSENT;
    }

    void read(final BidRequestView view) {
        reset(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.DATA -> view.segments = readData(view);
                case Key.GEO -> view.userCountry = Math.max(Slice.ABSENT, readMember(Key.COUNTRY));
                case Key.CONSENT -> view.consent = fields.readText();
                case Key.EXT -> view.consentExt = readMember(Key.CONSENT);
                default -> cursor.skipValue();
            }
        }
    }

    /** What {@link FieldReader#readText} says of that key in the object at hand; ABSENT if it is none. */
    private long readMember(final int member) {
        long text = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return text;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == member) {
                text = fields.readText();
            } else {
                cursor.skipValue();
            }
        }
        return text;
    }

    private long readData(final BidRequestView view) {
        final int start = fields.itemCount();
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return Slice.ABSENT;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            readProvider(view);
        }
        return fields.listSince(start);
    }

    /** One Data object; of two lists of segments in it the last counts, as for any key. */
    private void readProvider(final BidRequestView view) {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        final int start = fields.itemCount();
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.SEGMENT) {
                fields.forgetSince(start);
                readSegments(view);
            } else {
                cursor.skipValue();
            }
        }
    }

    private void readSegments(final BidRequestView view) {
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final long id = fields.readIdOfObject();
            if (id != Slice.ABSENT) {
                fields.addItem(view, id);
            }
        }
    }
}
