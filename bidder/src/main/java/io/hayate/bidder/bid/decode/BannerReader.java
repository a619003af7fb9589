package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Banner object (OpenRTB 2.6 section 3.2.6). Owned by the bid loop. */
final class BannerReader {
    private final JsonCursor cursor;
    private final FieldReader fields;
    private final FormatReader formats;

    BannerReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        formats = new FormatReader(cursor, fields);
    }

    static void reset(final BidRequestView view, final int i) {
        view.bannerWidth[i] = BidRequestView.UNKNOWN;
        view.bannerHeight[i] = BidRequestView.UNKNOWN;
        view.bannerMinWidth[i] = BidRequestView.UNKNOWN;
        view.bannerMaxWidth[i] = BidRequestView.UNKNOWN;
        view.bannerMinHeight[i] = BidRequestView.UNKNOWN;
        view.bannerMaxHeight[i] = BidRequestView.UNKNOWN;
        view.bannerSizes[i] = Slice.ABSENT;
        view.bannerRatios[i] = Slice.ABSENT;
        view.bannerBlockedAttributes[i] = Slice.ABSENT;
        view.bannerBlockedTypes[i] = Slice.ABSENT;
        view.bannerPosition[i] = BidRequestView.UNKNOWN;
        view.bannerMimes[i] = Slice.ABSENT;
        view.bannerApis[i] = Slice.ABSENT;
        view.bannerExpandDirections[i] = Slice.ABSENT;
    }

    /**
     * Reads the value at hand as banner of impression {@code i}; whether there is one, and all that restricts it could be
     * read. If not, the fields want a {@link #reset}.
     */
    boolean read(final BidRequestView view, final int i) {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        reset(view, i);
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.W -> view.bannerWidth[i] = fields.readInteger();
                case Key.H -> view.bannerHeight[i] = fields.readInteger();
                case Key.WMIN -> view.bannerMinWidth[i] = fields.readInteger();
                case Key.WMAX -> view.bannerMaxWidth[i] = fields.readInteger();
                case Key.HMIN -> view.bannerMinHeight[i] = fields.readInteger();
                case Key.HMAX -> view.bannerMaxHeight[i] = fields.readInteger();
                case Key.POS -> view.bannerPosition[i] = fields.readInteger();
                case Key.FORMAT -> readFormats(view, i);
                case Key.BATTR -> view.bannerBlockedAttributes[i] = fields.readIntegerList(view);
                case Key.BTYPE -> view.bannerBlockedTypes[i] = fields.readIntegerList(view);
                case Key.MIMES -> view.bannerMimes[i] = fields.readOfferedTexts(view);
                case Key.API -> view.bannerApis[i] = Math.max(Slice.ABSENT, fields.readIntegerList(view));
                case Key.EXPDIR -> view.bannerExpandDirections[i] = fields.readIntegerList(view);
                default -> cursor.skipValue();
            }
        }
        final long anyUnreadable = view.bannerSizes[i]
                | view.bannerBlockedAttributes[i]
                | view.bannerBlockedTypes[i]
                | view.bannerMimes[i]
                | view.bannerExpandDirections[i];
        return anyUnreadable >= 0;
    }

    private void readFormats(final BidRequestView view, final int i) {
        view.bannerRatios[i] = Slice.ABSENT;
        if (cursor.peek() != '[') {
            view.bannerSizes[i] = fields.readText() == Slice.ABSENT ? Slice.ABSENT : FieldReader.UNREADABLE;
            return;
        }
        final int formatsAt = cursor.position();
        final int start = fields.itemCount();
        boolean ratios = false;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final long size = formats.readSize();
            ratios |= size == FormatReader.FLEXIBLE;
            fields.addItem(view, Math.max(BidRequestView.UNKNOWN, size));
        }
        view.bannerSizes[i] = fields.listSince(start);
        // Two lists cannot grow side by side; flexible formats are rare.
        if (ratios && cursor.moveTo(formatsAt)) {
            view.bannerRatios[i] = readRatios(view);
        }
    }

    private long readRatios(final BidRequestView view) {
        final int start = fields.itemCount();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            formats.readRatio(view);
        }
        return fields.listSince(start);
    }
}
