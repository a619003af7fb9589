package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;

/**
 * Reads a Native object (OpenRTB 2.6 section 3.2.9) and the native request in it (OpenRTB Native Ads 1.2, section 4), which
 * is a JSON text of its own in a string, or, with many exchanges, plainly an object. Owned by the bid loop.
 */
final class NativeReader {
    private static final int DEFAULT_VERSION = 12;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final NativeAssetReader asset;
    private final EventTrackerReader eventTrackers;

    NativeReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        asset = new NativeAssetReader(cursor, fields);
        eventTrackers = new EventTrackerReader(cursor, fields);
    }

    /** The impression being read is the last, so its assets are the last of all. */
    private static void resetAssets(final NativeOffers offers, final int i) {
        offers.assetTotal = offers.firstAsset[i];
        offers.assetCount[i] = 0;
    }

    private static void resetRequest(final NativeOffers offers, final int i) {
        offers.wrapped[i] = false;
        offers.asObject[i] = false;
        offers.version[i] = BidRequestView.UNKNOWN;
        offers.privacy[i] = false;
        offers.eventTrackers[i] = 0;
        resetAssets(offers, i);
    }

    /**
     * Reads the value at hand as the offers of impression {@code i}; whether there are any, and all that restricts them
     * could be read. If not, the fields say nothing.
     */
    boolean read(final BidRequestView view, final int i) {
        final NativeOffers offers = view.nativeAds;
        resetRequest(offers, i);
        offers.blockedAttributes[i] = Slice.ABSENT;
        offers.apis[i] = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        int version = BidRequestView.UNKNOWN;
        boolean readable = false;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.REQUEST -> readable = readRequest(view, i);
                case Key.VER -> version = readVersion();
                case Key.BATTR -> offers.blockedAttributes[i] = fields.readIntegerList(view);
                case Key.API -> offers.apis[i] = Math.max(Slice.ABSENT, fields.readIntegerList(view));
                default -> cursor.skipValue();
            }
        }
        if (offers.version[i] == BidRequestView.UNKNOWN) {
            offers.version[i] = version == BidRequestView.UNKNOWN ? DEFAULT_VERSION : version;
        }
        final boolean offered = readable && offers.blockedAttributes[i] >= 0 && offers.assetCount[i] > 0;
        if (!offered) {
            resetAssets(offers, i);
        }
        return offered;
    }

    /** Whether the value at hand is a native request, in one form or another. */
    private boolean readRequest(final BidRequestView view, final int i) {
        resetRequest(view.nativeAds, i);
        final byte first = cursor.peek();
        if (first == '{') {
            readRoot(view, i);
            view.nativeAds.asObject[i] = true;
            return true;
        }
        if (first != '"') {
            cursor.skipValue();
            return false;
        }
        final long text = cursor.readStringAside();
        if (text == Slice.ABSENT) {
            return false;
        }
        cursor.enterText(text);
        final boolean object = cursor.peek() == '{';
        if (object) {
            readRoot(view, i);
        }
        return cursor.leaveText() && object;
    }

    /** The object at hand is the request, or, as in version 1.0, has it as {@code native}. */
    private void readRoot(final BidRequestView view, final int i) {
        final int wrappedAt = readFields(view, i);
        final int end = cursor.position();
        if (wrappedAt >= 0 && cursor.moveTo(wrappedAt)) {
            resetRequest(view.nativeAds, i);
            readFields(view, i);
            view.nativeAds.wrapped[i] = true;
            cursor.moveTo(end);
        }
    }

    /** Answers where the object {@code native} in it is, or -1. */
    private int readFields(final BidRequestView view, final int i) {
        final NativeOffers offers = view.nativeAds;
        int wrappedAt = -1;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.VER -> offers.version[i] = readVersion();
                case Key.ASSETS -> readAssets(view, i);
                case Key.PRIVACY -> offers.privacy[i] = fields.readFlag();
                case Key.EVENTTRACKERS -> offers.eventTrackers[i] = eventTrackers.read();
                case Key.NATIVE -> {
                    wrappedAt = cursor.peek() == '{' ? cursor.position() : -1;
                    cursor.skipValue();
                }
                default -> cursor.skipValue();
            }
        }
        return wrappedAt;
    }

    /** Ten times the version, or UNKNOWN. */
    private int readVersion() {
        final long text = fields.readTextIfAny();
        final int length = Slice.length(text);
        final byte[] bytes = cursor.bytes();
        final int at = Slice.offset(text);
        if (length == 0 || !JsonNumbers.isDigit(bytes[at])) {
            return BidRequestView.UNKNOWN;
        }
        final int major = bytes[at] - '0';
        if (length == 1) {
            return major * 10;
        }
        return length > 2 && bytes[at + 1] == '.' && JsonNumbers.isDigit(bytes[at + 2])
                ? major * 10 + bytes[at + 2] - '0'
                : BidRequestView.UNKNOWN;
    }

    private void readAssets(final BidRequestView view, final int i) {
        final NativeOffers offers = view.nativeAds;
        resetAssets(offers, i);
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return;
        }
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            if (cursor.peek() == 'n') {
                cursor.skipValue();
            } else if (offers.assetTotal == BidLimits.MAX_NATIVE_ASSETS) {
                view.tooComplex = true;
                cursor.skipValue();
            } else {
                offers.assetCount[i]++;
                asset.read(view, offers.assetTotal);
                offers.assetTotal++;
            }
        }
    }

    /**
     * Takes the id from assets of impression {@code i} that have the id of one before them, maybe written in another way:
     * only the first can be meant by an answer. Once for each impression, for it looks at each pair.
     */
    static void forgetRepeatedIds(final BidRequestView view, final int i) {
        final NativeOffers offers = view.nativeAds;
        for (int asset = offers.firstAsset[i] + 1; asset < offers.firstAsset[i] + offers.assetCount[i]; asset++) {
            if (hasIdOfAnother(view, i, asset)) {
                offers.assetIdToken[asset] = Slice.ABSENT;
            }
        }
    }

    private static boolean hasIdOfAnother(final BidRequestView view, final int i, final int asset) {
        final NativeOffers offers = view.nativeAds;
        final long id = offers.assetId[asset];
        final long number = offers.assetNumber[asset];
        for (int other = offers.firstAsset[i]; other < asset; other++) {
            if (number != NativeOffers.NO_NUMBER && number == offers.assetNumber[other]) {
                return true;
            }
            final long otherId = offers.assetId[other];
            if (Slice.length(id) > 0
                    && Arrays.equals(
                            view.body,
                            Slice.offset(id),
                            Slice.end(id),
                            view.body,
                            Slice.offset(otherId),
                            Slice.end(otherId))) {
                return true;
            }
        }
        return false;
    }
}
