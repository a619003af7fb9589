package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads the Geo object of a device (OpenRTB 2.6 section 3.2.19). Owned by the bid loop. */
final class GeoReader {
    private static final int MAX_LATITUDE_MICROS = 90_000_000;
    private static final int MAX_LONGITUDE_MICROS = 180_000_000;

    private final JsonCursor cursor;
    private final FieldReader fields;

    GeoReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        view.country = Slice.ABSENT;
        view.region = Slice.ABSENT;
        view.metro = Slice.ABSENT;
        view.city = Slice.ABSENT;
        view.postalCode = Slice.ABSENT;
        view.latitudeMicros = BidRequestView.NO_COORDINATE;
        view.longitudeMicros = BidRequestView.NO_COORDINATE;
    }

    void read(final BidRequestView view) {
        reset(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.COUNTRY -> view.country = fields.readTextIfAny();
                case Key.REGION -> view.region = fields.readTextIfAny();
                case Key.METRO -> view.metro = fields.readTextIfAny();
                case Key.CITY -> view.city = fields.readTextIfAny();
                case Key.ZIP -> view.postalCode = fields.readTextIfAny();
                case Key.LAT -> view.latitudeMicros = fields.readDegreesMicros(MAX_LATITUDE_MICROS);
                case Key.LON -> view.longitudeMicros = fields.readDegreesMicros(MAX_LONGITUDE_MICROS);
                default -> cursor.skipValue();
            }
        }
    }
}
