package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/**
 * Reads what a User object says of ids, segments and consent (OpenRTB 2.6 sections 3.2.20 to 3.2.22), and its ext, where 2.5
 * has eids and consent. Owned by the bid loop.
 */
final class UserReader {
    private final JsonCursor cursor;
    private final FieldReader fields;
    private final EidsReader eids;
    private long eidsExt;

    UserReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        eids = new EidsReader(cursor, fields);
    }

    static void reset(final BidRequestView view) {
        view.userId = Slice.ABSENT;
        view.buyerUserId = Slice.ABSENT;
        view.eids = Slice.ABSENT;
        view.segments = Slice.ABSENT;
        view.userCountry = Slice.ABSENT;
        view.consent = Slice.ABSENT;
        view.consentExt = Slice.ABSENT;
    }

    void read(final BidRequestView view) {
        reset(view);
        eidsExt = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.ID -> view.userId = fields.readTextIfAny();
                case Key.BUYERUID -> view.buyerUserId = fields.readTextIfAny();
                case Key.EIDS -> view.eids = eids.read(view);
                case Key.DATA -> view.segments = readData(view);
                case Key.GEO -> view.userCountry = readCountry();
                case Key.CONSENT -> view.consent = fields.readText();
                case Key.EXT -> readExt(view);
                default -> cursor.skipValue();
            }
        }
        view.eids = fields.joinedLists(view, view.eids, eidsExt);
    }

    private void readExt(final BidRequestView view) {
        view.consentExt = Slice.ABSENT;
        eidsExt = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.CONSENT -> view.consentExt = fields.readText();
                case Key.EIDS -> eidsExt = eids.read(view);
                default -> cursor.skipValue();
            }
        }
    }

    private long readCountry() {
        long country = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return country;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.COUNTRY) {
                country = fields.readTextIfAny();
            } else {
                cursor.skipValue();
            }
        }
        return country;
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
