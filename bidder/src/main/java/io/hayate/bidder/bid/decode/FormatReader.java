package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;

/** Reads a Format object (OpenRTB 2.6 section 3.2.10): a size, or a ratio of width to height. Owned by the bid loop. */
final class FormatReader {
    /** Instead of a size: the format tells a ratio. Below all others. */
    static final long FLEXIBLE = BidRequestView.UNUSABLE;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private int widthRatio;
    private int heightRatio;
    private int minWidth;

    FormatReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    /** {@link BidRequestView#size}, {@link #FLEXIBLE}, or {@link BidRequestView#UNKNOWN} if neither is told. */
    long readSize() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return BidRequestView.UNKNOWN;
        }
        int width = BidRequestView.UNKNOWN;
        int height = BidRequestView.UNKNOWN;
        widthRatio = BidRequestView.UNKNOWN;
        heightRatio = BidRequestView.UNKNOWN;
        minWidth = BidRequestView.UNKNOWN;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.W -> width = fields.readInteger();
                case Key.H -> height = fields.readInteger();
                case Key.WRATIO -> widthRatio = fields.readInteger();
                case Key.HRATIO -> heightRatio = fields.readInteger();
                case Key.WMIN -> minWidth = fields.readInteger();
                default -> cursor.skipValue();
            }
        }
        if (width >= 0 && height >= 0) {
            return BidRequestView.size(width, height);
        }
        final boolean flexible = widthRatio > 0 && heightRatio > 0 && minWidth != BidRequestView.UNUSABLE;
        return flexible ? FLEXIBLE : BidRequestView.UNKNOWN;
    }

    /** Adds the ratio, if it is one, as an item of {@link BidRequestView#bannerRatios}. */
    void readRatio(final BidRequestView view) {
        if (readSize() == FLEXIBLE) {
            fields.addItem(view, widthRatio);
            fields.addItem(view, heightRatio);
            fields.addItem(view, minWidth);
        }
    }
}
