package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;

/**
 * Reads the companion banners of a video or audio object: an array of banners, or as in OpenRTB 2.2 an object with the
 * array as {@code banner}. Companions are optional, so what is unreadable is left out and forbids nothing. Owned by the
 * bid loop.
 */
final class CompanionReader {
    private static final int END_CARD = 1;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final FormatReader formats;

    CompanionReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        formats = new FormatReader(cursor, fields);
    }

    void read(final BidRequestView view, final MediaOffers media, final int i) {
        if (cursor.peek() != '{') {
            readBanners(view, media, i);
            return;
        }
        reset(media, i);
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.BANNER) {
                readBanners(view, media, i);
            } else {
                cursor.skipValue();
            }
        }
    }

    /** An unreadable list of allowed types must not be mistaken for none, which allows any. */
    static void dropIfTypesUnreadable(final MediaOffers media, final int i) {
        if (media.companionTypes[i] == FieldReader.UNREADABLE) {
            media.companionTypes[i] = Slice.ABSENT;
            reset(media, i);
        }
    }

    private static void reset(final MediaOffers media, final int i) {
        media.companionSizes[i] = Slice.ABSENT;
        media.companionEndCards[i] = 0;
    }

    private void readBanners(final BidRequestView view, final MediaOffers media, final int i) {
        reset(media, i);
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return;
        }
        final int start = fields.itemCount();
        long endCards = 0;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final int place = fields.itemCount() - start;
            final boolean endCard = readBanner(view);
            final int next = fields.itemCount() - start;
            if (next > MediaOffers.MAX_COMPANIONS) {
                fields.forgetSince(start + place);
            } else if (endCard) {
                endCards |= bitsBelow(next) & ~bitsBelow(place);
            }
        }
        media.companionSizes[i] = fields.listSince(start);
        media.companionEndCards[i] = endCards;
    }

    private static long bitsBelow(final int place) {
        return place == Long.SIZE ? -1 : (1L << place) - 1;
    }

    /** Adds the sizes of the companion at hand, if it tells any; whether it is an end-card. */
    private boolean readBanner(final BidRequestView view) {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        final int start = fields.itemCount();
        int width = BidRequestView.UNKNOWN;
        int height = BidRequestView.UNKNOWN;
        boolean endCard = false;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.W -> width = fields.readInteger();
                case Key.H -> height = fields.readInteger();
                case Key.VCM -> endCard = fields.readInteger() == END_CARD;
                case Key.FORMAT -> {
                    fields.forgetSince(start);
                    readFormats(view);
                }
                default -> cursor.skipValue();
            }
        }
        if (fields.itemCount() == start && width >= 0 && height >= 0) {
            fields.addItem(view, BidRequestView.size(width, height));
        }
        return endCard;
    }

    private void readFormats(final BidRequestView view) {
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final long size = formats.readSize();
            if (size >= 0) {
                fields.addItem(view, size);
            }
        }
    }
}
