package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import java.nio.charset.StandardCharsets;

/**
 * Reads of an ext object, in one of the ways exchanges had before {@code imp.rwdd} of OpenRTB 2.6, whether the viewer is
 * rewarded for watching. Owned by the bid loop.
 */
final class RewardReader {
    private static final byte[] REWARDED = "rewarded".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor cursor;
    private final FieldReader fields;

    /** By field, as a bit of its place among them, since of a key that comes twice the last counts. */
    private int told;

    RewardReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /** Reads the value at hand as an ext object; whether it says so. */
    boolean read(final BidRequestView view) {
        begin();
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            readMember(view, key);
        }
        return told();
    }

    /** Begins another ext object, whose members somebody else walks through. */
    void begin() {
        told = 0;
    }

    /** Reads, or skips, the value at hand. */
    void readMember(final BidRequestView view, final int key) {
        switch (key) {
            case Key.RWDD -> note(0, fields.readFlag());
            case Key.REWARD -> note(1, fields.readFlag());
            case Key.REWARDED -> note(2, fields.readFlag());
            case Key.IS_REWARDED -> note(3, fields.readFlag());
            case Key.IS_REWARDED_INVENTORY -> note(4, fields.readFlag());
            case Key.PREBID -> note(5, readPrebid());
            case Key.VIDEOTYPE -> note(6, view.equalsIgnoreCase(fields.readTextIfAny(), REWARDED));
            case Key.PLACEMENTTYPE -> note(7, view.equalsIgnoreCase(fields.readTextIfAny(), REWARDED));
            default -> cursor.skipValue();
        }
    }

    /** Whether a member since {@link #begin} says so. */
    boolean told() {
        return told != 0;
    }

    private void note(final int place, final boolean rewarded) {
        told = rewarded ? told | 1 << place : told & ~(1 << place);
    }

    private boolean readPrebid() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        boolean rewarded = false;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.IS_REWARDED_INVENTORY) {
                rewarded = fields.readFlag();
            } else {
                cursor.skipValue();
            }
        }
        return rewarded;
    }
}
