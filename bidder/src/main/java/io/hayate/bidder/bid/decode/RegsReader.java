package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Regs object (OpenRTB 2.6 section 3.2.3) and its ext, where 2.5 has most of it. Owned by the bid loop. */
final class RegsReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    RegsReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        view.coppa = false;
        view.gdpr = BidRequestView.UNKNOWN;
        view.usPrivacy = Slice.ABSENT;
        view.gppInForce = false;
        resetExt(view);
    }

    private static void resetExt(final BidRequestView view) {
        view.gdprExt = BidRequestView.UNKNOWN;
        view.usPrivacyExt = Slice.ABSENT;
        view.gppInForceExt = false;
        view.globalPrivacyControl = false;
    }

    void read(final BidRequestView view) {
        reset(view);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            // What it is to say cannot be told; so nothing is allowed.
            view.gdpr = first == 'n' ? BidRequestView.UNKNOWN : 1;
            return;
        }
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case COPPA -> view.coppa = fields.readRestriction();
                case GDPR -> view.gdpr = readGdpr();
                case US_PRIVACY -> view.usPrivacy = fields.readText();
                case GPP_SID -> view.gppInForce = readsSections(view);
                case EXT -> readExt(view);
                default -> cursor.skipValue();
            }
        }
    }

    private void readExt(final BidRequestView view) {
        resetExt(view);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case GDPR -> view.gdprExt = readGdpr();
                case US_PRIVACY -> view.usPrivacyExt = fields.readText();
                case GPP_SID -> view.gppInForceExt = readsSections(view);
                case GPC -> view.globalPrivacyControl = fields.readRestriction();
                default -> cursor.skipValue();
            }
        }
    }

    /** An odd value is no permission. */
    private int readGdpr() {
        final int value = fields.readInteger();
        return value == 0 || value == BidRequestView.UNKNOWN ? value : 1;
    }

    /** Whether there are sections in force, which the number -1 or an empty list denies. */
    private boolean readsSections(final BidRequestView view) {
        final int start = fields.itemCount();
        final long sections = fields.readTextList(view);
        final boolean none = sections == Slice.ABSENT
                || (sections != FieldReader.UNREADABLE
                        && Slice.length(sections) == 1
                        && isMinusOne(view, view.items[Slice.offset(sections)]));
        fields.forgetSince(start);
        return !none;
    }

    private static boolean isMinusOne(final BidRequestView view, final long text) {
        return Slice.length(text) == 2
                && view.body[Slice.offset(text)] == '-'
                && view.body[Slice.offset(text) + 1] == '1';
    }
}
