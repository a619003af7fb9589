package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.NativeOffers;

/** Reads the event trackers that a native request accepts (OpenRTB Native Ads 1.2, section 4.7). Owned by the bid loop. */
final class EventTrackerReader {
    private static final int LAST_EVENT = 4;

    private final JsonCursor cursor;
    private final FieldReader fields;

    EventTrackerReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /** Bits of {@link NativeOffers#trackerBit}; what is unreadable or not in the specification is not accepted. */
    long read() {
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return 0;
        }
        long trackers = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            trackers |= readTracker();
        }
        return trackers;
    }

    private long readTracker() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return 0;
        }
        int event = 0;
        int methods = 0;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.EVENT -> event = fields.readInteger();
                case Key.METHODS -> methods = readMethods();
                default -> cursor.skipValue();
            }
        }
        if (event < NativeOffers.EVENT_IMPRESSION || event > LAST_EVENT) {
            return NativeOffers.TRACKERS_LISTED;
        }
        return NativeOffers.TRACKERS_LISTED
                | trackers(event, methods, NativeOffers.METHOD_IMAGE)
                | trackers(event, methods, NativeOffers.METHOD_SCRIPT);
    }

    private static long trackers(final int event, final int methods, final int method) {
        return (methods & 1 << method) == 0 ? 0 : NativeOffers.trackerBit(event, method);
    }

    /** As bits. */
    private int readMethods() {
        if (cursor.peek() != '[') {
            return readMethod();
        }
        int methods = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            methods |= readMethod();
        }
        return methods;
    }

    private int readMethod() {
        final int method = fields.readInteger();
        return method == NativeOffers.METHOD_IMAGE || method == NativeOffers.METHOD_SCRIPT ? 1 << method : 0;
    }
}
