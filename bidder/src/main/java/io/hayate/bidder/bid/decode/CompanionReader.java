package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.PictureType;

/**
 * Reads the companion banners of a video or audio object: an array of banners, or as in OpenRTB 2.2 an object with the
 * array as {@code banner}. Companions are optional, so what is unreadable, or takes no picture, is left out and forbids
 * nothing. Owned by the bid loop.
 */
final class CompanionReader {
    private static final int END_CARD = 1;
    /** The banner ad type that a picture with a link is. */
    private static final int XHTML_BANNER = 2;
    /** Attributes from this one on are not told apart. */
    private static final int SHARED_ATTRIBUTE_BIT = Long.SIZE - 1;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final FormatReader formats;

    // Of the companions read so far, by place
    private final long[] blockedAttributes = new long[MediaOffers.MAX_COMPANIONS];
    private final int[] pictures = new int[MediaOffers.MAX_COMPANIONS];

    // Of the companion at hand
    private boolean endCard;
    private boolean usable;
    private boolean attributesReadable;
    private long ownBlockedAttributes;
    private int ownPictures;

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

    static void reset(final MediaOffers media, final int i) {
        media.companionSizes[i] = Slice.ABSENT;
        media.companionEndCards[i] = 0;
        media.companionBlockedAttributes[i] = Slice.ABSENT;
        media.companionPictures[i] = Slice.ABSENT;
    }

    private void readBanners(final BidRequestView view, final MediaOffers media, final int i) {
        reset(media, i);
        if (cursor.peek() != '[') {
            cursor.skipValue();
            return;
        }
        final int start = fields.itemCount();
        long endCards = 0;
        long anyBlocked = 0;
        boolean anyPicture = true;
        for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
            final int place = fields.itemCount() - start;
            readBanner(view);
            final int next = fields.itemCount() - start;
            if (!usable || next > MediaOffers.MAX_COMPANIONS) {
                fields.forgetSince(start + place);
                continue;
            }
            for (int each = place; each < next; each++) {
                blockedAttributes[each] = ownBlockedAttributes;
                pictures[each] = ownPictures;
                anyBlocked |= ownBlockedAttributes;
                anyPicture &= ownPictures == PictureType.ANY;
                endCards |= endCard ? 1L << each : 0;
            }
        }
        media.companionSizes[i] = fields.listSince(start);
        media.companionEndCards[i] = endCards;
        addRules(view, media, i, anyBlocked != 0, !anyPicture);
    }

    /** Behind the sizes, since two lists cannot grow side by side; only where a companion has such rules. */
    private void addRules(
            final BidRequestView view,
            final MediaOffers media,
            final int i,
            final boolean anyBlocked,
            final boolean anyTypes) {
        final int count = Slice.length(media.companionSizes[i]);
        int start = fields.itemCount();
        for (int place = 0; anyBlocked && place < count; place++) {
            fields.addItem(view, blockedAttributes[place]);
        }
        media.companionBlockedAttributes[i] = fields.listSince(start);
        start = fields.itemCount();
        for (int place = 0; anyTypes && place < count; place++) {
            fields.addItem(view, pictures[place]);
        }
        media.companionPictures[i] = fields.listSince(start);
    }

    /** Adds the sizes of the companion at hand, if it tells any. */
    private void readBanner(final BidRequestView view) {
        endCard = false;
        attributesReadable = true;
        ownBlockedAttributes = 0;
        ownPictures = PictureType.ANY;
        usable = cursor.peek() == '{';
        if (!usable) {
            cursor.skipValue();
            return;
        }
        final int start = fields.itemCount();
        int width = BidRequestView.UNKNOWN;
        int height = BidRequestView.UNKNOWN;
        boolean allowed = true;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.W -> width = fields.readInteger();
                case Key.H -> height = fields.readInteger();
                case Key.VCM -> endCard = fields.readInteger() == END_CARD;
                case Key.FORMAT -> {
                    fields.forgetSince(start);
                    readFormats(view);
                }
                case Key.BATTR -> readBlockedAttributes(view);
                case Key.BTYPE -> allowed = readAllowsPictures(view);
                case Key.MIMES -> ownPictures = readPictures(view);
                default -> cursor.skipValue();
            }
        }
        usable = attributesReadable && allowed && ownPictures != 0;
        if (fields.itemCount() == start && width >= 0 && height >= 0) {
            fields.addItem(view, BidRequestView.size(width, height));
        }
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

    private void readBlockedAttributes(final BidRequestView view) {
        final int start = fields.itemCount();
        final long list = fields.readIntegerList(view);
        attributesReadable = list != FieldReader.UNREADABLE;
        ownBlockedAttributes = 0;
        for (int i = start; i < fields.itemCount(); i++) {
            ownBlockedAttributes |= 1L << Math.min(view.items[i], SHARED_ATTRIBUTE_BIT);
        }
        fields.forgetSince(start);
    }

    /** Whether btype can be read and does not block what our companions are. */
    private boolean readAllowsPictures(final BidRequestView view) {
        final int start = fields.itemCount();
        boolean allowed = fields.readIntegerList(view) != FieldReader.UNREADABLE;
        for (int i = start; i < fields.itemCount(); i++) {
            allowed &= view.items[i] != XHTML_BANNER;
        }
        fields.forgetSince(start);
        return allowed;
    }

    /** The set of pictures that mimes lists; 0 if it cannot be read. */
    private int readPictures(final BidRequestView view) {
        final int start = fields.itemCount();
        final long list = fields.readOfferedTexts(view);
        int named = list == Slice.ABSENT ? PictureType.ANY : 0;
        for (int i = start; i < fields.itemCount(); i++) {
            final long text = view.items[i];
            named |= PictureType.named(view.body, Slice.offset(text), Slice.length(text));
        }
        fields.forgetSince(start);
        return named;
    }
}
