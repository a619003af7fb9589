package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Device object (OpenRTB 2.6 section 3.2.18). Owned by the bid loop. */
final class DeviceReader {
    private final JsonCursor cursor;
    private final FieldReader fields;
    private final GeoReader geo;

    DeviceReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        geo = new GeoReader(cursor, fields);
    }

    static void reset(final BidRequestView view) {
        view.deviceType = BidRequestView.UNKNOWN;
        view.os = Slice.ABSENT;
        view.osVersion = Slice.ABSENT;
        view.language = Slice.ABSENT;
        view.languageB = Slice.ABSENT;
        view.deviceWidth = BidRequestView.UNKNOWN;
        view.deviceHeight = BidRequestView.UNKNOWN;
        view.make = Slice.ABSENT;
        view.carrier = Slice.ABSENT;
        view.connectionType = BidRequestView.UNKNOWN;
        view.limitTracking = false;
        GeoReader.reset(view);
    }

    void read(final BidRequestView view) {
        reset(view);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            // Whether it is to say so cannot be told.
            view.limitTracking = first != 'n';
            return;
        }
        boolean limitAdTracking = false;
        boolean doNotTrack = false;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case DEVICETYPE -> view.deviceType = fields.readInteger();
                case OS -> view.os = fields.readTextIfAny();
                case OSV -> view.osVersion = fields.readTextIfAny();
                case LANGUAGE -> view.language = fields.readTextIfAny();
                case LANGB -> view.languageB = fields.readTextIfAny();
                case W -> view.deviceWidth = fields.readInteger();
                case H -> view.deviceHeight = fields.readInteger();
                case MAKE -> view.make = fields.readTextIfAny();
                case CARRIER -> view.carrier = fields.readTextIfAny();
                case CONNECTIONTYPE -> view.connectionType = fields.readInteger();
                case LMT -> limitAdTracking = fields.readRestriction();
                case DNT -> doNotTrack = fields.readRestriction();
                case GEO -> geo.read(view);
                default -> cursor.skipValue();
            }
        }
        view.limitTracking = limitAdTracking || doNotTrack;
    }
}
