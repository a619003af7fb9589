package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Device object and the Geo in it (OpenRTB 2.6 sections 3.2.18, 3.2.19). Owned by the bid loop. */
final class DeviceReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    DeviceReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        view.deviceType = BidRequestView.UNKNOWN;
        view.os = Slice.ABSENT;
        view.osVersion = Slice.ABSENT;
        view.language = Slice.ABSENT;
        view.languageB = Slice.ABSENT;
        view.country = Slice.ABSENT;
        view.deviceWidth = BidRequestView.UNKNOWN;
        view.deviceHeight = BidRequestView.UNKNOWN;
    }

    void read(final BidRequestView view) {
        reset(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case DEVICETYPE -> view.deviceType = fields.readInteger();
                case OS -> view.os = fields.readTextIfAny();
                case OSV -> view.osVersion = fields.readTextIfAny();
                case LANGUAGE -> view.language = fields.readTextIfAny();
                case LANGB -> view.languageB = fields.readTextIfAny();
                case W -> view.deviceWidth = fields.readInteger();
                case H -> view.deviceHeight = fields.readInteger();
                case GEO -> view.country = readCountry();
                default -> cursor.skipValue();
            }
        }
    }

    private long readCountry() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return Slice.ABSENT;
        }
        long country = Slice.ABSENT;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.COUNTRY) {
                country = fields.readTextIfAny();
            } else {
                cursor.skipValue();
            }
        }
        return country;
    }
}
