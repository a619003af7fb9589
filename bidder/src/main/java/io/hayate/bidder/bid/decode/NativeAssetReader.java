package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.bid.Slice;

/**
 * Reads an asset of a native request (OpenRTB Native Ads 1.2, sections 4.2 to 4.6). An asset that says no kind or several,
 * or of whose fields one is unreadable, is {@link NativeOffers#NO_KIND}: it cannot be filled. Owned by the bid loop.
 */
final class NativeAssetReader {
    /** Instead of a place: the asset has no such key, or another type behind it. */
    private static final int NOWHERE = 0;

    private static final int UNREADABLE = -1;

    private final JsonCursor cursor;
    private final FieldReader fields;

    NativeAssetReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    private static void reset(final NativeOffers offers, final int a) {
        offers.assetIdToken[a] = Slice.ABSENT;
        offers.assetId[a] = Slice.ABSENT;
        offers.assetNumber[a] = NativeOffers.NO_NUMBER;
        offers.assetRequired[a] = false;
        offers.assetKind[a] = NativeOffers.NO_KIND;
        offers.assetType[a] = BidRequestView.UNKNOWN;
        offers.assetLength[a] = BidRequestView.UNKNOWN;
        offers.imageWidth[a] = BidRequestView.UNKNOWN;
        offers.imageHeight[a] = BidRequestView.UNKNOWN;
        offers.imageMinWidth[a] = BidRequestView.UNKNOWN;
        offers.imageMinHeight[a] = BidRequestView.UNKNOWN;
        offers.assetMimes[a] = Slice.ABSENT;
    }

    /** Reads the value at hand as asset {@code a}. */
    void read(final BidRequestView view, final int a) {
        final NativeOffers offers = view.nativeAds;
        reset(offers, a);
        if (cursor.peek() != '{') {
            cursor.skipValue();
            // Nobody can tell that it may be left out.
            offers.assetRequired[a] = true;
            return;
        }
        // Only when the asset is read is it known which kind it is: of repeated keys the last counts, null is none.
        int titleAt = NOWHERE;
        int imageAt = NOWHERE;
        int videoAt = NOWHERE;
        int dataAt = NOWHERE;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.ID -> readId(offers, a);
                case Key.REQUIRED -> offers.assetRequired[a] = fields.readRestriction();
                case Key.TITLE -> titleAt = skipKind();
                case Key.IMG -> imageAt = skipKind();
                case Key.VIDEO -> videoAt = skipKind();
                case Key.DATA -> dataAt = skipKind();
                default -> cursor.skipValue();
            }
        }
        final int end = cursor.position();
        final int kind = onlyKind(titleAt, imageAt, videoAt, dataAt);
        // Of the only kind the other three are 0.
        final int kindAt = titleAt + imageAt + videoAt + dataAt;
        if (kind != NativeOffers.NO_KIND && kindAt > NOWHERE && cursor.moveTo(kindAt)) {
            offers.assetKind[a] = readKind(view, a) ? kind : NativeOffers.NO_KIND;
            cursor.moveTo(end);
        }
    }

    private void readId(final NativeOffers offers, final int a) {
        final long token = cursor.readToken();
        offers.assetId[a] = cursor.textOf(token);
        offers.assetNumber[a] = fields.wholeNumberOf(offers.assetId[a]);
        offers.assetIdToken[a] = offers.assetId[a] == Slice.ABSENT ? Slice.ABSENT : token;
    }

    private int skipKind() {
        final byte first = cursor.peek();
        final int at = cursor.position();
        cursor.skipValue();
        if (first == '{') {
            return at;
        }
        return first == 'n' ? NOWHERE : UNREADABLE;
    }

    private static int onlyKind(final int titleAt, final int imageAt, final int videoAt, final int dataAt) {
        int kinds = 0;
        int kind = NativeOffers.NO_KIND;
        if (titleAt != NOWHERE) {
            kinds++;
            kind = NativeOffers.TITLE;
        }
        if (imageAt != NOWHERE) {
            kinds++;
            kind = NativeOffers.IMAGE;
        }
        if (videoAt != NOWHERE) {
            kinds++;
            kind = NativeOffers.VIDEO;
        }
        if (dataAt != NOWHERE) {
            kinds++;
            kind = NativeOffers.DATA;
        }
        return kinds == 1 ? kind : NativeOffers.NO_KIND;
    }

    /** Reads the object at hand, whichever kind it is; whether all of it could be read. */
    private boolean readKind(final BidRequestView view, final int a) {
        final NativeOffers offers = view.nativeAds;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.TYPE -> offers.assetType[a] = fields.readInteger();
                case Key.LEN -> offers.assetLength[a] = fields.readInteger();
                case Key.W -> offers.imageWidth[a] = fields.readInteger();
                case Key.H -> offers.imageHeight[a] = fields.readInteger();
                case Key.WMIN -> offers.imageMinWidth[a] = fields.readInteger();
                case Key.HMIN -> offers.imageMinHeight[a] = fields.readInteger();
                case Key.MIMES -> offers.assetMimes[a] = fields.readOfferedTexts(view);
                default -> cursor.skipValue();
            }
        }
        final boolean mimesReadable = offers.assetMimes[a] >= 0;
        offers.assetMimes[a] = Math.max(Slice.ABSENT, offers.assetMimes[a]);
        return mimesReadable
                && offers.assetType[a] != BidRequestView.UNUSABLE
                && offers.assetLength[a] != BidRequestView.UNUSABLE
                && offers.imageWidth[a] != BidRequestView.UNUSABLE
                && offers.imageHeight[a] != BidRequestView.UNUSABLE
                && offers.imageMinWidth[a] != BidRequestView.UNUSABLE
                && offers.imageMinHeight[a] != BidRequestView.UNUSABLE;
    }
}
