package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Regs object (OpenRTB 2.6 section 3.2.3) and its ext, where 2.5 has most of it. Owned by the bid loop. */
final class RegsReader {
    /** Of dsarequired: 2 and above require the data, 1 welcomes it. */
    private static final int SUPPORTED = 1;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final GppSectionsReader sections;

    RegsReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        sections = new GppSectionsReader(cursor, fields);
    }

    static void reset(final BidRequestView view) {
        view.coppa = false;
        view.gdpr = BidRequestView.UNKNOWN;
        view.usPrivacy = Slice.ABSENT;
        view.gpp = Slice.ABSENT;
        view.gppSections = 0;
        resetExt(view);
    }

    private static void resetExt(final BidRequestView view) {
        view.gdprExt = BidRequestView.UNKNOWN;
        view.usPrivacyExt = Slice.ABSENT;
        view.gppExt = Slice.ABSENT;
        view.gppSectionsExt = 0;
        view.globalPrivacyControl = false;
        view.transparencyRequired = false;
    }

    void read(final BidRequestView view) {
        reset(view);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            // What it is to say cannot be told; so nothing is allowed.
            view.gdpr = first == 'n' ? BidRequestView.UNKNOWN : 1;
            view.coppa = first != 'n';
            return;
        }
        boolean readableExt = true;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.COPPA -> view.coppa = fields.readRestriction();
                case Key.GDPR -> view.gdpr = readGdpr();
                case Key.US_PRIVACY -> view.usPrivacy = fields.readText();
                case Key.GPP -> view.gpp = fields.readText();
                case Key.GPP_SID -> view.gppSections = sections.read(view);
                case Key.EXT -> readableExt = readExt(view);
                default -> cursor.skipValue();
            }
        }
        view.coppa |= !readableExt;
    }

    /** Whether it can be told what it says. */
    private boolean readExt(final BidRequestView view) {
        resetExt(view);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            view.gdprExt = first == 'n' ? BidRequestView.UNKNOWN : 1;
            return first == 'n';
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.GDPR -> view.gdprExt = readGdpr();
                case Key.US_PRIVACY -> view.usPrivacyExt = fields.readText();
                case Key.GPP -> view.gppExt = fields.readText();
                case Key.GPP_SID -> view.gppSectionsExt = sections.read(view);
                case Key.GPC -> view.globalPrivacyControl = fields.readRestriction();
                case Key.DSA -> view.transparencyRequired = readTransparency();
                default -> cursor.skipValue();
            }
        }
        return true;
    }

    /** Whether the Dsa object at hand (an extension of the IAB's for 2.x) requires its data of bids; an odd value does. */
    private boolean readTransparency() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        int required = BidRequestView.UNKNOWN;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.DSAREQUIRED) {
                required = fields.readInteger();
            } else {
                cursor.skipValue();
            }
        }
        return required > SUPPORTED || required == BidRequestView.UNUSABLE;
    }

    /** An odd value is no permission. */
    private int readGdpr() {
        final int value = fields.readInteger();
        return value == 0 || value == BidRequestView.UNKNOWN ? value : 1;
    }
}
