package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Banner object and the Formats in it (OpenRTB 2.6 sections 3.2.6, 3.2.10). Owned by the bid loop. */
final class BannerReader {
    private final JsonCursor cursor;
    private final FieldReader fields;

    BannerReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view, final int i) {
        view.formats[i] &= ~BidRequestView.BANNER;
        view.bannerWidth[i] = BidRequestView.UNKNOWN;
        view.bannerHeight[i] = BidRequestView.UNKNOWN;
        view.bannerMinWidth[i] = BidRequestView.UNKNOWN;
        view.bannerMaxWidth[i] = BidRequestView.UNKNOWN;
        view.bannerMinHeight[i] = BidRequestView.UNKNOWN;
        view.bannerMaxHeight[i] = BidRequestView.UNKNOWN;
        view.bannerSizes[i] = Slice.ABSENT;
        view.bannerBlockedAttributes[i] = Slice.ABSENT;
        view.bannerBlockedTypes[i] = Slice.ABSENT;
        view.bannerPosition[i] = BidRequestView.UNKNOWN;
    }

    /** Reads the value at hand as banner of impression {@code i}; whether all that restricts it could be read. */
    boolean read(final BidRequestView view, final int i) {
        reset(view, i);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            return first == 'n';
        }
        view.formats[i] |= BidRequestView.BANNER;
        long sizes = Slice.ABSENT;
        long attributes = Slice.ABSENT;
        long types = Slice.ABSENT;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case W -> view.bannerWidth[i] = fields.readInteger();
                case H -> view.bannerHeight[i] = fields.readInteger();
                case WMIN -> view.bannerMinWidth[i] = fields.readInteger();
                case WMAX -> view.bannerMaxWidth[i] = fields.readInteger();
                case HMIN -> view.bannerMinHeight[i] = fields.readInteger();
                case HMAX -> view.bannerMaxHeight[i] = fields.readInteger();
                case POS -> view.bannerPosition[i] = fields.readInteger();
                case FORMAT -> sizes = readSizes(view);
                case BATTR -> attributes = fields.readIntegerList(view);
                case BTYPE -> types = fields.readIntegerList(view);
                default -> cursor.skipValue();
            }
        }
        view.bannerSizes[i] = Math.max(Slice.ABSENT, sizes);
        view.bannerBlockedAttributes[i] = Math.max(Slice.ABSENT, attributes);
        view.bannerBlockedTypes[i] = Math.max(Slice.ABSENT, types);
        return sizes != FieldReader.UNREADABLE
                && attributes != FieldReader.UNREADABLE
                && types != FieldReader.UNREADABLE;
    }

    private long readSizes(final BidRequestView view) {
        if (cursor.peek() != '[') {
            return fields.readText() == Slice.ABSENT ? Slice.ABSENT : FieldReader.UNREADABLE;
        }
        final int start = fields.itemCount();
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            fields.addItem(view, readSize());
        }
        return fields.listSince(start);
    }

    private long readSize() {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return BidRequestView.UNKNOWN;
        }
        int width = BidRequestView.UNKNOWN;
        int height = BidRequestView.UNKNOWN;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case W -> width = fields.readInteger();
                case H -> height = fields.readInteger();
                default -> cursor.skipValue();
            }
        }
        return width < 0 || height < 0 ? BidRequestView.UNKNOWN : BidRequestView.size(width, height);
    }
}
