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
        view.ifa = Slice.ABSENT;
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
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.DEVICETYPE -> view.deviceType = fields.readInteger();
                case Key.OS -> view.os = fields.readTextIfAny();
                case Key.OSV -> view.osVersion = fields.readTextIfAny();
                case Key.LANGUAGE -> view.language = fields.readTextIfAny();
                case Key.LANGB -> view.languageB = fields.readTextIfAny();
                case Key.W -> view.deviceWidth = fields.readInteger();
                case Key.H -> view.deviceHeight = fields.readInteger();
                case Key.MAKE -> view.make = fields.readTextIfAny();
                case Key.CARRIER -> view.carrier = fields.readTextIfAny();
                case Key.CONNECTIONTYPE -> view.connectionType = fields.readInteger();
                case Key.IFA -> view.ifa = fields.readTextIfAny();
                case Key.LMT -> limitAdTracking = fields.readRestriction();
                case Key.DNT -> doNotTrack = fields.readRestriction();
                case Key.GEO -> geo.read(view);
                default -> cursor.skipValue();
            }
        }
        view.limitTracking = limitAdTracking || doNotTrack;
    }
}
