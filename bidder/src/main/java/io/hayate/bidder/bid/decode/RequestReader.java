package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;

/** Reads a BidRequest object (OpenRTB 2.6 section 3.2.1). Owned by the bid loop. */
final class RequestReader {
    private static final int SECOND_PRICE_PLUS = 2;
    private static final int CONTENT_TAXONOMY_1 = 1;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final InventoryReader inventory;
    private final DeviceReader device;
    private final UserReader user;
    private final RegsReader regs;
    private final SourceReader source;
    private final ImpressionReader impression;
    private final RewardReader rewards;
    /** Bits of the keys whose last value could not be read. */
    private long unreadableKeys;

    RequestReader(final JsonCursor cursor) {
        this.cursor = cursor;
        fields = new FieldReader(cursor);
        inventory = new InventoryReader(cursor, fields);
        device = new DeviceReader(cursor, fields);
        user = new UserReader(cursor, fields);
        regs = new RegsReader(cursor, fields);
        source = new SourceReader(cursor, fields);
        impression = new ImpressionReader(cursor, fields);
        rewards = new RewardReader(cursor, fields);
    }

    /** Reads the object at hand; whether it has an id and impressions. */
    boolean read(final BidRequestView view) {
        reset(view);
        boolean hasImpressions = false;
        boolean rewardedExt = false;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.ID -> view.idToken = cursor.readToken();
                case Key.TEST -> view.test = fields.readFlag();
                case Key.AT -> view.auctionType = fields.readInteger(SECOND_PRICE_PLUS);
                case Key.TMAX -> view.tmaxMs = fields.readTimeMs();
                case Key.CATTAX -> view.categoryTaxonomy = fields.readInteger(CONTENT_TAXONOMY_1);
                case Key.IMP -> hasImpressions = readImpressions(view);
                case Key.SITE -> inventory.readSite(view);
                case Key.APP -> inventory.readApp(view);
                case Key.DOOH -> inventory.readDooh(view);
                case Key.DEVICE -> device.read(view);
                case Key.USER -> user.read(view);
                case Key.REGS -> regs.read(view);
                case Key.SOURCE -> source.read(view);
                case Key.CUR -> view.currencies = readRule(view, key);
                case Key.WSEAT -> view.allowedSeats = readRule(view, key);
                case Key.BSEAT -> view.blockedSeats = readRule(view, key);
                case Key.BCAT -> view.blockedCategories = readRule(view, key);
                case Key.ACAT -> view.allowedCategories = readRule(view, key);
                case Key.BADV -> view.blockedAdvertiserDomains = readRule(view, key);
                case Key.BAPP -> view.blockedApps = readRule(view, key);
                case Key.WLANG -> view.allowedLanguages = readLanguages(view, key);
                case Key.WLANGB -> view.allowedLanguagesB = readLanguages(view, key);
                case Key.EXT -> rewardedExt = rewards.read(view);
                default -> cursor.skipValue();
            }
        }
        for (int i = 0; rewardedExt && i < view.impressionCount; i++) {
            view.rewarded[i] = true;
        }
        view.unusable = unreadableKeys != 0;
        return hasImpressions && view.idToken != Slice.ABSENT;
    }

    private void reset(final BidRequestView view) {
        fields.reset();
        unreadableKeys = 0;
        view.idToken = Slice.ABSENT;
        view.test = false;
        view.auctionType = SECOND_PRICE_PLUS;
        view.tmaxMs = BidRequestView.UNKNOWN;
        view.unusable = false;
        view.tooComplex = false;
        view.currencies = Slice.ABSENT;
        view.allowedSeats = Slice.ABSENT;
        view.blockedSeats = Slice.ABSENT;
        view.blockedCategories = Slice.ABSENT;
        view.allowedCategories = Slice.ABSENT;
        view.categoryTaxonomy = CONTENT_TAXONOMY_1;
        view.blockedAdvertiserDomains = Slice.ABSENT;
        view.blockedApps = Slice.ABSENT;
        view.allowedLanguages = Slice.ABSENT;
        view.allowedLanguagesB = Slice.ABSENT;
        InventoryReader.reset(view);
        DeviceReader.reset(view);
        UserReader.reset(view);
        RegsReader.reset(view);
        SourceReader.reset(view);
        resetImpressions(view);
    }

    private static void resetImpressions(final BidRequestView view) {
        view.impressionCount = 0;
        view.impressionsOverLimit = 0;
        view.dealTotal = 0;
        view.nativeAds.assetTotal = 0;
    }

    private long readRule(final BidRequestView view, final int key) {
        final long list = fields.readTextList(view);
        if (list == FieldReader.UNREADABLE) {
            unreadableKeys |= Key.bit(key);
            return Slice.ABSENT;
        }
        unreadableKeys &= ~Key.bit(key);
        return list;
    }

    private long readLanguages(final BidRequestView view, final int key) {
        return FieldReader.bounded(view, readRule(view, key), BidLimits.MAX_LANGUAGES);
    }

    /** Whether the value at hand is an array of one object or more, and nothing else. */
    private boolean readImpressions(final BidRequestView view) {
        resetImpressions(view);
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return false;
        }
        boolean onlyObjects = true;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            if (cursor.peek() != '{') {
                onlyObjects = false;
                cursor.skipValue();
            } else if (view.impressionCount == BidLimits.MAX_IMPRESSIONS) {
                view.impressionsOverLimit++;
                cursor.skipValue();
            } else {
                impression.read(view, view.impressionCount++);
            }
        }
        return onlyObjects && view.impressionCount > 0;
    }
}
