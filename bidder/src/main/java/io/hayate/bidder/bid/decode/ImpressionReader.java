package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads an Imp object (OpenRTB 2.6 section 3.2.4). Owned by the bid loop. */
final class ImpressionReader {
    private static final long ONE = 1_000_000;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final BannerReader banner;
    private final MediaReader media;
    private final NativeReader nativeAd;
    private final DealReader deals;
    private final RewardReader rewards;

    ImpressionReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        banner = new BannerReader(cursor, fields);
        media = new MediaReader(cursor, fields);
        nativeAd = new NativeReader(cursor, fields);
        deals = new DealReader(cursor, fields);
        rewards = new RewardReader(cursor, fields);
    }

    /** Reads the object at hand as impression {@code i}. */
    void read(final BidRequestView view, final int i) {
        reset(view, i);
        boolean readableDeals = true;
        boolean readableCurrency = true;
        boolean rewardedExt = false;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.ID -> readId(view, i);
                case Key.BANNER -> offer(view, i, BidRequestView.BANNER, banner.read(view, i));
                case Key.VIDEO -> offer(view, i, BidRequestView.VIDEO, media.read(view, view.video, i));
                case Key.AUDIO -> offer(view, i, BidRequestView.AUDIO, media.read(view, view.audio, i));
                case Key.NATIVE -> offer(view, i, BidRequestView.NATIVE, nativeAd.read(view, i));
                case Key.INSTL -> view.interstitial[i] = fields.readFlag();
                case Key.SECURE -> view.secure[i] = fields.readRestriction();
                case Key.RWDD -> view.rewarded[i] = fields.readRestriction();
                case Key.EXP -> view.expirySeconds[i] = Math.max(BidRequestView.UNKNOWN, fields.readInteger());
                case Key.QTY -> view.multiplierMicros[i] = readMultiplier();
                case Key.BIDFLOOR -> view.floorCpmMicros[i] = fields.readFloorMicros();
                case Key.BIDFLOORCUR -> {
                    final long currency = fields.readText();
                    // Not to be mistaken for the default, USD.
                    readableCurrency = currency != FieldReader.UNREADABLE;
                    view.floorCurrency[i] = Math.max(Slice.ABSENT, currency);
                }
                case Key.PMP -> readableDeals = deals.readPmp(view, i);
                case Key.EXT -> rewardedExt = readExt(view, i);
                default -> cursor.skipValue();
            }
        }
        view.rewarded[i] |= rewardedExt;
        if ((view.formats[i] & BidRequestView.NATIVE) != 0) {
            NativeReader.forgetRepeatedIds(view, i);
        }
        view.impressionUnusable[i] = !(readableDeals && readableCurrency);
        if ((view.formats[i] & BidRequestView.BANNER) == 0) {
            BannerReader.reset(view, i);
        }
    }

    private static void reset(final BidRequestView view, final int i) {
        view.impressionIdToken[i] = Slice.ABSENT;
        view.impressionId[i] = Slice.ABSENT;
        view.formats[i] = 0;
        view.interstitial[i] = false;
        view.secure[i] = false;
        view.rewarded[i] = false;
        view.billingIds[i] = Slice.ABSENT;
        view.expirySeconds[i] = BidRequestView.UNKNOWN;
        view.multiplierMicros[i] = ONE;
        view.floorCpmMicros[i] = 0;
        view.floorCurrency[i] = Slice.ABSENT;
        view.firstDeal[i] = view.dealTotal;
        view.nativeAds.firstAsset[i] = view.nativeAds.assetTotal;
        DealReader.reset(view, i);
    }

    private void readId(final BidRequestView view, final int i) {
        final long token = cursor.readToken();
        final long id = cursor.textOf(token);
        view.impressionId[i] = id;
        view.impressionIdToken[i] = id == Slice.ABSENT ? Slice.ABSENT : token;
    }

    private static void offer(final BidRequestView view, final int i, final int format, final boolean offered) {
        view.formats[i] = offered ? view.formats[i] | format : view.formats[i] & ~format;
    }

    /** Of a Qty object (section 3.2.31). */
    private long readMultiplier() {
        final byte first = cursor.peek();
        if (first != '{') {
            cursor.skipValue();
            return first == 'n' ? ONE : 0;
        }
        long multiplierMicros = ONE;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.MULTIPLIER) {
                multiplierMicros = fields.readFactorMicros(ONE);
            } else {
                cursor.skipValue();
            }
        }
        return multiplierMicros > BidLimits.MAX_MULTIPLIER_MICROS ? 0 : multiplierMicros;
    }

    /** Whether it says that the viewer is rewarded. */
    private boolean readExt(final BidRequestView view, final int i) {
        view.billingIds[i] = Slice.ABSENT;
        rewards.begin();
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.BILLING_ID) {
                view.billingIds[i] = readTokens(view);
            } else {
                rewards.readMember(view, key);
            }
        }
        return rewards.told();
    }

    /** The tokens of a list's texts and numbers, or of one; what else there is says nothing. */
    private long readTokens(final BidRequestView view) {
        final int start = fields.itemCount();
        if (cursor.peek() == '[') {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                addToken(view);
            }
        } else {
            addToken(view);
        }
        return FieldReader.bounded(view, fields.listSince(start), BidLimits.MAX_OFFER_ITEMS);
    }

    private void addToken(final BidRequestView view) {
        final long token = cursor.readToken();
        if (cursor.textOf(token) != Slice.ABSENT) {
            fields.addItem(view, token);
        }
    }
}
