package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.bid.Slice;

/**
 * Values as exchanges send them: numbers as strings, integers as floats or booleans, one text instead of a list; null
 * and "" are absent. Each method moves the cursor behind the value at hand. Owned by the bid loop.
 */
final class FieldReader {
    /** Instead of a slice: a value is there, but of a type that says nothing. */
    static final long UNREADABLE = -1;

    private final JsonCursor cursor;
    private int itemCount;

    FieldReader(final JsonCursor cursor) {
        this.cursor = cursor;
    }

    void reset() {
        itemCount = 0;
    }

    /** 0 or more, saturated; {@link BidRequestView#UNKNOWN} or {@link BidRequestView#UNUSABLE}. */
    int readInteger() {
        final int plain = cursor.readShortInteger();
        return plain >= 0 ? plain : readOddInteger();
    }

    private int readOddInteger() {
        final byte first = cursor.peek();
        if (first == 't' || first == 'f') {
            cursor.skipValue();
            return first == 't' ? 1 : 0;
        }
        final long number = readNumberText();
        if (number < 0) {
            return BidRequestView.UNUSABLE;
        }
        return number == Slice.ABSENT
                ? BidRequestView.UNKNOWN
                : JsonNumbers.integer(cursor.bytes(), Slice.offset(number), Slice.end(number));
    }

    /** {@link #readInteger}, or {@code absent} where nothing is said. */
    int readInteger(final int absent) {
        final int value = readInteger();
        return value == BidRequestView.UNKNOWN ? absent : value;
    }

    /** Whether the value says 1. */
    boolean readFlag() {
        return readInteger() == 1;
    }

    /** Whether the value says anything but 0: for flags that restrict, where an odd value must not set us free. */
    boolean readRestriction() {
        final int value = readInteger();
        return value != 0 && value != BidRequestView.UNKNOWN;
    }

    /** 1 or more, a fraction cut off, saturated; {@link BidRequestView#UNKNOWN} or {@link BidRequestView#UNUSABLE}. */
    int readTimeMs() {
        final long number = readNumberText();
        if (number < 0) {
            return BidRequestView.UNUSABLE;
        }
        return number == Slice.ABSENT
                ? BidRequestView.UNKNOWN
                : JsonNumbers.positive(cursor.bytes(), Slice.offset(number), Slice.end(number));
    }

    /** Micros, rounded up; 0 where nothing is said; {@link BidRequestView#FLOOR_OUT_OF_REACH}. */
    long readFloorMicros() {
        final long plain = cursor.readShortMicros();
        return plain != JsonCursor.NOT_SHORT ? Math.max(0, plain) : readOddFloorMicros();
    }

    private long readOddFloorMicros() {
        final long number = readNumberText();
        if (number < 0) {
            return BidRequestView.FLOOR_OUT_OF_REACH;
        }
        return number == Slice.ABSENT
                ? 0
                : JsonNumbers.floorMicros(cursor.bytes(), Slice.offset(number), Slice.end(number));
    }

    /** Micros, rounded up; {@code absent} where nothing is said, 0 where the value is no use as a factor. */
    long readFactorMicros(final long absent) {
        final long number = readNumberText();
        if (number == Slice.ABSENT) {
            return absent;
        }
        final long micros = number < 0
                ? BidRequestView.FLOOR_OUT_OF_REACH
                : JsonNumbers.floorMicros(cursor.bytes(), Slice.offset(number), Slice.end(number));
        return micros == BidRequestView.FLOOR_OUT_OF_REACH ? 0 : micros;
    }

    /** Degrees in micros, the rest cut off; {@link BidRequestView#NO_COORDINATE} if there are none from -max to max. */
    int readDegreesMicros(final int maxMicros) {
        final long plain = cursor.readShortMicros();
        if (plain != JsonCursor.NOT_SHORT) {
            return Math.abs(plain) > maxMicros ? BidRequestView.NO_COORDINATE : (int) plain;
        }
        final long number = readNumberText();
        return number <= Slice.ABSENT
                ? BidRequestView.NO_COORDINATE
                : JsonNumbers.degreesMicros(cursor.bytes(), Slice.offset(number), Slice.end(number), maxMicros);
    }

    /** Text of a number, plain or in a string; else ABSENT or {@link #UNREADABLE}. */
    private long readNumberText() {
        final byte first = cursor.peek();
        final long text = readText();
        if (first != '"' || text == Slice.ABSENT) {
            return text;
        }
        return JsonNumbers.end(cursor.bytes(), Slice.offset(text)) == Slice.end(text) ? text : UNREADABLE;
    }

    /** The whole number that a text says, negative as well; {@link NativeOffers#NO_NUMBER} if there is none within a long. */
    long wholeNumberOf(final long text) {
        return Slice.length(text) > 0 && JsonNumbers.end(cursor.bytes(), Slice.offset(text)) == Slice.end(text)
                ? JsonNumbers.whole(cursor.bytes(), Slice.offset(text), Slice.end(text))
                : NativeOffers.NO_NUMBER;
    }

    /** What a string says, or a number's text; else ABSENT or {@link #UNREADABLE}. */
    long readText() {
        final byte first = cursor.peek();
        if (first == '"') {
            return cursor.readString();
        }
        if (JsonNumbers.startsNumber(first)) {
            return cursor.readNumber();
        }
        cursor.skipValue();
        return first == 'n' ? Slice.ABSENT : UNREADABLE;
    }

    /** {@link #readText}, with ABSENT for what says nothing. */
    long readTextIfAny() {
        return Math.max(Slice.ABSENT, readText());
    }

    /** The {@code id} of the object at hand; ABSENT if there is none, or no object. */
    long readIdOfObject() {
        long id = Slice.ABSENT;
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return id;
        }
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            if (key == Key.ID) {
                id = readTextIfAny();
            } else {
                cursor.skipValue();
            }
        }
        return id;
    }

    /** List of texts, possibly ABSENT, or {@link #UNREADABLE}. */
    long readTextList(final BidRequestView view) {
        return readList(view, false);
    }

    /** The items of a list that say something, whatever the others are. */
    long readReadableTexts(final BidRequestView view) {
        final int start = itemCount;
        if (cursor.peek() != '[') {
            readItem(view, false);
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                readItem(view, false);
            }
        }
        return listSince(start);
    }

    /** List of integers of one format's offer, possibly ABSENT, or {@link #UNREADABLE}. */
    long readIntegerList(final BidRequestView view) {
        return bounded(view, readList(view, true), BidLimits.MAX_OFFER_ITEMS);
    }

    /** List of texts of one format's offer, possibly ABSENT, or {@link #UNREADABLE}. */
    long readOfferedTexts(final BidRequestView view) {
        return bounded(view, readList(view, false), BidLimits.MAX_OFFER_ITEMS);
    }

    /** The list; notes if it is longer than that. */
    static long bounded(final BidRequestView view, final long list, final int mostItems) {
        view.tooComplex |= list > Slice.ABSENT && Slice.length(list) > mostItems;
        return list;
    }

    private long readList(final BidRequestView view, final boolean integers) {
        final int start = itemCount;
        boolean readable = true;
        if (cursor.peek() != '[') {
            readable = readItem(view, integers) && (integers || !isJoined(view, start));
        } else {
            for (boolean more = cursor.firstElement(); more; more = cursor.nextElement()) {
                if (!integers) {
                    itemCount = cursor.readPlainStrings(view.items, itemCount, BidLimits.MAX_LIST_ITEMS);
                }
                readable &= readItem(view, integers);
            }
        }
        if (!readable) {
            itemCount = start;
            return UNREADABLE;
        }
        return listSince(start);
    }

    /** Whether the one text is several with commas between: what it forbids would be overlooked. */
    private boolean isJoined(final BidRequestView view, final int start) {
        if (itemCount == start) {
            return false;
        }
        final long text = view.items[start];
        for (int i = Slice.offset(text); i < Slice.end(text); i++) {
            if (cursor.bytes()[i] == ',') {
                return true;
            }
        }
        return false;
    }

    /** Whether the item says something, or is absent. */
    private boolean readItem(final BidRequestView view, final boolean integer) {
        final long item = integer ? readInteger() : readText();
        if (item == (integer ? BidRequestView.UNKNOWN : Slice.ABSENT)) {
            return true;
        }
        if (item < 0) {
            return false;
        }
        addItem(view, item);
        return true;
    }

    int itemCount() {
        return itemCount;
    }

    void addItem(final BidRequestView view, final long item) {
        if (itemCount == BidLimits.MAX_LIST_ITEMS) {
            view.tooComplex = true;
        } else {
            view.items[itemCount++] = item;
        }
    }

    /** Two lists as one. */
    long joinedLists(final BidRequestView view, final long first, final long second) {
        if (first == Slice.ABSENT || second == Slice.ABSENT) {
            return first | second;
        }
        final int start = itemCount;
        addItemsOf(view, first);
        addItemsOf(view, second);
        return listSince(start);
    }

    private void addItemsOf(final BidRequestView view, final long list) {
        for (int item = Slice.offset(list); item < Slice.end(list); item++) {
            addItem(view, view.items[item]);
        }
    }

    /** Gives the room of the items since then back; no list may name them. */
    void forgetSince(final int start) {
        itemCount = start;
    }

    long listSince(final int start) {
        return Slice.of(start, itemCount - start);
    }
}
