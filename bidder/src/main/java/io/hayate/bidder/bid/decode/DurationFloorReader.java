package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;

/** Reads an array of DurFloors objects (OpenRTB 2.6 section 3.2.35). Owned by the bid loop. */
final class DurationFloorReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    DurationFloorReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /**
     * List of {@link MediaOffers#DURATION_FLOOR_ITEMS} numbers for each range, possibly ABSENT, or {@link
     * FieldReader#UNREADABLE}.
     */
    long read(final BidRequestView view) {
        if (cursor.peek() != '[') {
            return fields.readText() == Slice.ABSENT ? Slice.ABSENT : FieldReader.UNREADABLE;
        }
        final int start = fields.itemCount();
        boolean readable = true;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            readable &= readRange(view);
        }
        if (!readable) {
            fields.forgetSince(start);
            return FieldReader.UNREADABLE;
        }
        return FieldReader.bounded(
                view, fields.listSince(start), BidLimits.MAX_OFFER_ITEMS * MediaOffers.DURATION_FLOOR_ITEMS);
    }

    /** Whether the range at hand can be read, or says nothing. */
    private boolean readRange(final BidRequestView view) {
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            return first == 'n';
        }
        int min = BidRequestView.UNKNOWN;
        int max = BidRequestView.UNKNOWN;
        long floorMicros = 0;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.MINDUR -> min = fields.readInteger();
                case Key.MAXDUR -> max = fields.readInteger();
                case Key.BIDFLOOR -> floorMicros = fields.readFloorMicros();
                default -> cursor.skipValue();
            }
        }
        fields.addItem(view, min);
        fields.addItem(view, max);
        fields.addItem(view, floorMicros);
        return min != BidRequestView.UNUSABLE && max != BidRequestView.UNUSABLE;
    }
}
