package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads an Imp object (OpenRTB 2.6 section 3.2.4). Owned by the bid loop. */
final class ImpressionReader {
    private final JsonCursor cursor;
    private final FieldReader fields;
    private final BannerReader banner;
    private final DealReader deals;

    ImpressionReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        banner = new BannerReader(cursor, fields);
        deals = new DealReader(cursor, fields);
    }

    /** Reads the object at hand as impression {@code i}. */
    void read(final BidRequestView view, final int i) {
        reset(view, i);
        boolean readableBanner = true;
        boolean readableDeals = true;
        boolean readableCurrency = true;
        for (Key key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case ID -> readId(view, i);
                case BANNER -> readableBanner = banner.read(view, i);
                case VIDEO -> readFormat(view, i, BidRequestView.VIDEO, cursor.peek() == '{');
                case AUDIO -> readFormat(view, i, BidRequestView.AUDIO, cursor.peek() == '{');
                case NATIVE -> readFormat(view, i, BidRequestView.NATIVE, cursor.peek() != 'n');
                case INSTL -> view.interstitial[i] = fields.readFlag();
                case SECURE -> view.secure[i] = fields.readRestriction();
                case BIDFLOOR -> view.floorCpmMicros[i] = fields.readFloorMicros();
                case BIDFLOORCUR -> {
                    final long currency = fields.readText();
                    // Not to be mistaken for the default, USD.
                    readableCurrency = currency != FieldReader.UNREADABLE;
                    view.floorCurrency[i] = Math.max(Slice.ABSENT, currency);
                }
                case PMP -> readableDeals = deals.readPmp(view, i);
                default -> cursor.skipValue();
            }
        }
        view.impressionUnusable[i] = !(readableBanner && readableDeals && readableCurrency);
    }

    private static void reset(final BidRequestView view, final int i) {
        view.impressionIdToken[i] = Slice.ABSENT;
        view.impressionId[i] = Slice.ABSENT;
        view.formats[i] = 0;
        view.impressionUnusable[i] = false;
        view.interstitial[i] = false;
        view.secure[i] = false;
        view.multiplierMicros[i] = 1_000_000;
        view.floorCpmMicros[i] = 0;
        view.floorCurrency[i] = Slice.ABSENT;
        view.firstDeal[i] = view.dealTotal;
        DealReader.reset(view, i);
        BannerReader.reset(view, i);
    }

    private void readId(final BidRequestView view, final int i) {
        final long token = cursor.readToken();
        final long id = cursor.textOf(token);
        view.impressionId[i] = id;
        view.impressionIdToken[i] = id == Slice.ABSENT ? Slice.ABSENT : token;
    }

    private void readFormat(final BidRequestView view, final int i, final int format, final boolean present) {
        view.formats[i] = present ? view.formats[i] | format : view.formats[i] & ~format;
        cursor.skipValue();
    }
}
