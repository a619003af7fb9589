package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a Pmp object and the Deals in it (OpenRTB 2.6 sections 3.2.11, 3.2.12). Owned by the bid loop. */
final class DealReader {
    private final JsonCursor cursor;
    private final FieldReader fields;
    private final DurationFloorReader durationFloors;

    DealReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        durationFloors = new DurationFloorReader(cursor, fields);
    }

    static void reset(final BidRequestView view, final int i) {
        view.privateAuction[i] = false;
        resetDeals(view, i);
    }

    /** The impression being read is the last, so its deals are the last of all. */
    private static void resetDeals(final BidRequestView view, final int i) {
        view.dealTotal = view.firstDeal[i];
        view.dealCount[i] = 0;
    }

    /** Reads the value at hand as pmp of impression {@code i}; whether it is of the right type. */
    boolean readPmp(final BidRequestView view, final int i) {
        reset(view, i);
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            return first == 'n';
        }
        boolean readable = true;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.PRIVATE_AUCTION -> view.privateAuction[i] = fields.readRestriction();
                case Key.DEALS -> readable = readDeals(view, i);
                default -> cursor.skipValue();
            }
        }
        return readable;
    }

    private boolean readDeals(final BidRequestView view, final int i) {
        resetDeals(view, i);
        final byte first = cursor.peek();
        if (first != '[') {
            cursor.skipValue();
            return first == 'n';
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            if (cursor.peek() != '{') {
                cursor.skipValue();
            } else if (view.dealTotal == BidLimits.MAX_DEALS) {
                view.tooComplex = true;
                cursor.skipValue();
            } else {
                view.dealCount[i]++;
                readDeal(view, view.dealTotal++);
            }
        }
        return true;
    }

    private void readDeal(final BidRequestView view, final int d) {
        resetDeal(view, d);
        long currency = Slice.ABSENT;
        long seats = Slice.ABSENT;
        long domains = Slice.ABSENT;
        long floors = Slice.ABSENT;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.ID -> readId(view, d);
                case Key.BIDFLOOR -> view.dealFloorCpmMicros[d] = fields.readFloorMicros();
                case Key.BIDFLOORCUR -> currency = fields.readText();
                case Key.AT -> view.dealAuctionType[d] = fields.readInteger();
                case Key.WSEAT -> seats = fields.readTextList(view);
                case Key.WADOMAIN -> domains = fields.readTextList(view);
                case Key.GUAR -> view.dealGuaranteed[d] = fields.readFlag();
                case Key.MINCPMPERSEC -> view.dealMinCpmPerSecondMicros[d] = fields.readFloorMicros();
                case Key.DURFLOORS -> floors = durationFloors.read(view);
                default -> cursor.skipValue();
            }
        }
        view.dealFloorCurrency[d] = Math.max(Slice.ABSENT, currency);
        view.dealAllowedSeats[d] = Math.max(Slice.ABSENT, seats);
        view.dealAllowedAdvertiserDomains[d] = Math.max(Slice.ABSENT, domains);
        view.dealDurationFloors[d] = Math.max(Slice.ABSENT, floors);
        // An unreadable currency must not be mistaken for the default, USD.
        // Nor may an unreadable auction type be mistaken for one that leaves the price to us.
        view.dealUnusable[d] = currency == FieldReader.UNREADABLE
                || view.dealAuctionType[d] == BidRequestView.UNUSABLE
                || seats == FieldReader.UNREADABLE
                || domains == FieldReader.UNREADABLE
                || floors == FieldReader.UNREADABLE;
    }

    private static void resetDeal(final BidRequestView view, final int d) {
        view.dealIdToken[d] = Slice.ABSENT;
        view.dealId[d] = Slice.ABSENT;
        view.dealFloorCpmMicros[d] = 0;
        view.dealAuctionType[d] = BidRequestView.UNKNOWN;
        view.dealGuaranteed[d] = false;
        view.dealMinCpmPerSecondMicros[d] = 0;
    }

    private void readId(final BidRequestView view, final int d) {
        final long token = cursor.readToken();
        final long id = cursor.textOf(token);
        view.dealId[d] = id;
        view.dealIdToken[d] = id == Slice.ABSENT ? Slice.ABSENT : token;
    }
}
