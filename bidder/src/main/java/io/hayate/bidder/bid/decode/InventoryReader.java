package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;

/** Reads site, app and dooh objects (OpenRTB 2.6 sections 3.2.13 to 3.2.16, 3.2.31). Owned by the bid loop. */
final class InventoryReader {
    // Places of the category lists of one kind of inventory.
    private static final int CAT = 0;
    private static final int SECTION_CAT = 1;
    private static final int PAGE_CAT = 2;
    private static final int CONTENT_CAT = 3;

    private final JsonCursor cursor;
    private final FieldReader fields;

    InventoryReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
    }

    static void reset(final BidRequestView view) {
        reset(view, BidRequestView.SITE);
        reset(view, BidRequestView.APP);
        reset(view, BidRequestView.DOOH);
    }

    private static void reset(final BidRequestView view, final int kind) {
        switch (kind) {
            case BidRequestView.SITE -> {
                view.site = false;
                view.siteDomain = Slice.ABSENT;
                view.sitePage = Slice.ABSENT;
            }
            case BidRequestView.APP -> {
                view.app = false;
                view.appBundle = Slice.ABSENT;
            }
            default -> view.dooh = false;
        }
        view.publisherId[kind] = Slice.ABSENT;
        final int lists = kind * BidRequestView.CATEGORY_LISTS;
        Arrays.fill(view.contentCategories, lists, lists + BidRequestView.CATEGORY_LISTS, Slice.ABSENT);
    }

    void readSite(final BidRequestView view) {
        if (begins(view, BidRequestView.SITE)) {
            view.site = true;
            for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
                switch (key) {
                    case Key.DOMAIN -> view.siteDomain = fields.readTextIfAny();
                    case Key.PAGE -> view.sitePage = fields.readTextIfAny();
                    default -> readOfAnyKind(view, BidRequestView.SITE, key);
                }
            }
        }
    }

    void readApp(final BidRequestView view) {
        if (begins(view, BidRequestView.APP)) {
            view.app = true;
            for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
                if (key == Key.BUNDLE) {
                    view.appBundle = fields.readTextIfAny();
                } else {
                    readOfAnyKind(view, BidRequestView.APP, key);
                }
            }
        }
    }

    void readDooh(final BidRequestView view) {
        if (begins(view, BidRequestView.DOOH)) {
            view.dooh = true;
            for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
                readOfAnyKind(view, BidRequestView.DOOH, key);
            }
        }
    }

    /** Whether an object is at hand; anything else is skipped and tells nothing. */
    private boolean begins(final BidRequestView view, final int kind) {
        reset(view, kind);
        if (cursor.peek() == '{') {
            return true;
        }
        cursor.skipValue();
        return false;
    }

    private void readOfAnyKind(final BidRequestView view, final int kind, final int key) {
        switch (key) {
            case Key.PUBLISHER -> view.publisherId[kind] = fields.readIdOfObject();
            case Key.CAT -> readCategories(view, kind, CAT);
            case Key.SECTIONCAT -> readCategories(view, kind, SECTION_CAT);
            case Key.PAGECAT -> readCategories(view, kind, PAGE_CAT);
            case Key.CONTENT -> readContent(view, kind);
            default -> cursor.skipValue();
        }
    }

    private void readContent(final BidRequestView view, final int kind) {
        view.contentCategories[kind * BidRequestView.CATEGORY_LISTS + CONTENT_CAT] = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.CAT) {
                readCategories(view, kind, CONTENT_CAT);
            } else {
                cursor.skipValue();
            }
        }
    }

    private void readCategories(final BidRequestView view, final int kind, final int list) {
        view.contentCategories[kind * BidRequestView.CATEGORY_LISTS + list] = fields.readReadableTexts(view);
    }
}
