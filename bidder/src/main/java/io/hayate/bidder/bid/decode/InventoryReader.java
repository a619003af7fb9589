package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads site, app and dooh objects (OpenRTB 2.6 sections 3.2.13, 3.2.14, 3.2.31). Owned by the bid loop. */
final class InventoryReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    InventoryReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        resetSite(view);
        resetApp(view);
        view.dooh = false;
    }

    private static void resetSite(final BidRequestView view) {
        view.site = false;
        view.siteDomain = Slice.ABSENT;
        view.sitePage = Slice.ABSENT;
    }

    private static void resetApp(final BidRequestView view) {
        view.app = false;
        view.appBundle = Slice.ABSENT;
    }

    void readSite(final BidRequestView view) {
        resetSite(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        view.site = true;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case DOMAIN -> view.siteDomain = fields.readTextIfAny();
                case PAGE -> view.sitePage = fields.readTextIfAny();
                default -> cursor.skipValue();
            }
        }
    }

    void readApp(final BidRequestView view) {
        resetApp(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        view.app = true;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.BUNDLE) {
                view.appBundle = fields.readTextIfAny();
            } else {
                cursor.skipValue();
            }
        }
    }

    void readDooh(final BidRequestView view) {
        view.dooh = cursor.peek() == '{';
        cursor.skipValue();
    }
}
