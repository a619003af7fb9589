package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.JsonStrings.INVALID;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.Slice;

/**
 * A place in the JSON of one body, moved on value by value; strict (RFC 8259).
 *
 * <p>Each move starts at the first byte of a value and ends behind its last. What is not JSON, or nested deeper than
 * {@link BidLimits#MAX_DEPTH}, moves the cursor onto the zero byte behind the body for good: objects and arrays end there,
 * values are absent. Strings that need unescaping are written behind that zero byte, each with a zero byte of its own, so
 * that the cursor can go into one that is JSON itself. Owned by the bid loop.
 */
final class JsonCursor {
    /** Instead of a number. */
    static final long NOT_SHORT = Long.MIN_VALUE;

    private static final int SHORT_DIGITS = 9;
    private static final int MICROS_DIGITS = 6;
    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final JsonStrings strings = new JsonStrings();
    private byte[] bytes = new byte[Long.BYTES];
    private int end;
    private int position;
    private int depth;
    private boolean failed;
    private boolean outOfRoom;
    // Of the body, while the cursor is in a text of its own
    private int outerPosition;
    private int outerEnd;
    private int outerDepth;
    /** Where the next unescaped string goes. */
    private int spare;

    /** Puts the cursor on the first value; {@code bytes} must have room behind the body. */
    void wrap(final byte[] bytes, final int lengthBytes) {
        this.bytes = bytes;
        end = lengthBytes;
        bytes[end] = 0;
        spare = end + 1;
        depth = 0;
        failed = false;
        outOfRoom = false;
        position = firstValue(0);
    }

    private int firstValue(final int at) {
        final boolean byteOrderMark =
                bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB && bytes[at + 2] == (byte) 0xBF;
        return spaceEnd(bytes, byteOrderMark ? at + 3 : at);
    }

    /**
     * Goes into a text that {@link #readStringAside} answered, which is JSON by itself: with levels of its own, and if it
     * is broken, it alone is. To be left before another is entered.
     */
    void enterText(final long text) {
        outerPosition = position;
        outerEnd = end;
        outerDepth = depth;
        end = Slice.end(text);
        depth = 0;
        position = firstValue(Slice.offset(text));
    }

    /** Goes back to where the text was entered; whether all of it was JSON, and the cursor at its end. */
    boolean leaveText() {
        final boolean complete = isAtEnd();
        failed = false;
        position = outerPosition;
        end = outerEnd;
        depth = outerDepth;
        return complete;
    }

    /** First byte of the value at hand; 0 when there is none. */
    byte peek() {
        return bytes[position];
    }

    /** Where the value at hand begins, for {@link #moveTo}. */
    int position() {
        return position;
    }

    /** Goes to the beginning or end of a value that the cursor has passed; not after a failure (false). */
    boolean moveTo(final int position) {
        if (!failed) {
            this.position = position;
        }
        return !failed;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean outOfRoom() {
        return outOfRoom;
    }

    /** Whether all was JSON, and only white space is left. */
    boolean isAtEnd() {
        return !failed && spaceEnd(bytes, position) == end;
    }

    /** Enters the object at hand: moves to the value of its first key that is read, or behind it ({@link Key#NONE}). */
    int firstKey() {
        if (++depth > BidLimits.MAX_DEPTH) {
            return noKey();
        }
        final int at = spaceEnd(bytes, position + 1);
        return bytes[at] == '}' ? objectEnd(at) : keyFrom(at);
    }

    /** Moves to the value of the next key that is read, or behind the object ({@link Key#NONE}). */
    int nextKey() {
        final int at = spaceEnd(bytes, position);
        return bytes[at] == ',' ? keyFrom(spaceEnd(bytes, at + 1)) : objectEnd(at);
    }

    /** Most members are not read: they are passed in one go, on locals. */
    private int keyFrom(final int first) {
        final byte[] b = bytes;
        int at = first;
        while (b[at] == '"') {
            final long word = Words.longAt(b, at + 1);
            final long quotes = JsonStrings.quotes(word);
            final long upToQuote = quotes ^ (quotes - 1);
            final int key;
            final int to;
            if (quotes != 0 && (JsonStrings.others(word) & upToQuote) == 0) {
                key = KeyTable.OPENRTB.findShort(word & upToQuote);
                to = at + 1 + (Long.numberOfTrailingZeros(quotes) >>> 3);
            } else {
                strings.escaped = false;
                to = strings.end(b, at + 1);
                if (to < 0) {
                    return noKey();
                }
                key = strings.escaped ? escapedKey(at + 1, to) : KeyTable.OPENRTB.find(b, at + 1, to - at - 1);
            }
            final int value = behindColon(to + 1);
            if (value < 0) {
                return noKey();
            }
            if (key != Key.OTHER) {
                position = value;
                return key;
            }
            final int valueEnd = valueEnd(value);
            if (valueEnd < 0) {
                return noKey();
            }
            at = spaceEnd(b, valueEnd);
            if (b[at] != ',') {
                return objectEnd(at);
            }
            at = spaceEnd(b, at + 1);
        }
        return noKey();
    }

    private int escapedKey(final int from, final int to) {
        if (!hasRoomFor(to - from)) {
            return Key.OTHER;
        }
        final int lengthBytes = JsonStrings.unescape(bytes, from, to, spare) - spare;
        return KeyTable.OPENRTB.find(bytes, spare, lengthBytes);
    }

    private int behindColon(final int from) {
        final int colon = spaceEnd(bytes, from);
        return bytes[colon] == ':' ? spaceEnd(bytes, colon + 1) : INVALID;
    }

    private int objectEnd(final int at) {
        if (bytes[at] != '}') {
            return noKey();
        }
        depth--;
        position = at + 1;
        return Key.NONE;
    }

    private int noKey() {
        fail();
        return Key.NONE;
    }

    /** Enters the array at hand: moves to its first element, or behind the array (false). */
    boolean firstElement() {
        if (++depth > BidLimits.MAX_DEPTH) {
            fail();
            return false;
        }
        position = spaceEnd(bytes, position + 1);
        return !leftArray();
    }

    /** Moves to the next element, or behind the array (false). */
    boolean nextElement() {
        position = spaceEnd(bytes, position);
        if (bytes[position] == ',') {
            position = spaceEnd(bytes, position + 1);
            return true;
        }
        if (!leftArray()) {
            fail();
        }
        return false;
    }

    private boolean leftArray() {
        if (bytes[position] != ']') {
            return false;
        }
        depth--;
        position++;
        return true;
    }

    /** Moves behind the string at hand; answers what it says. */
    long readString() {
        final int from = position + 1;
        strings.escaped = false;
        final int to = strings.end(bytes, from);
        if (to < 0) {
            fail();
            return Slice.ABSENT;
        }
        position = to + 1;
        return strings.escaped ? unescaped(from, to) : Slice.of(from, to - from);
    }

    /** {@link #readString}, for {@link #enterText}: copied behind the body though it may hold no escape. */
    long readStringAside() {
        final int from = position + 1;
        skipValue();
        return failed ? Slice.ABSENT : unescaped(from, position - 1);
    }

    /** Moves behind the number at hand; answers its text. */
    long readNumber() {
        final int from = position;
        final int to = JsonNumbers.end(bytes, from);
        if (to < 0) {
            fail();
            return Slice.ABSENT;
        }
        position = to;
        return Slice.of(from, to - from);
    }

    /**
     * Moves behind the value at hand if it is a number of one to nine digits and nothing else; answers it, or -1 without
     * having moved.
     */
    int readShortInteger() {
        final byte[] b = bytes;
        final int from = position;
        int at = from;
        int value = b[at] - '0';
        if (value < 0 || value > 9) {
            return -1;
        }
        at++;
        if (value != 0) {
            while (JsonNumbers.isDigit(b[at])) {
                if (at - from == SHORT_DIGITS) {
                    return -1;
                }
                value = value * 10 + b[at] - '0';
                at++;
            }
        }
        if (!endsNumber(b[at])) {
            return -1;
        }
        position = at;
        return value;
    }

    /**
     * Moves behind the value at hand if it is a number of one to nine digits and at most six more behind a point, and
     * nothing else; answers its micros, or {@link #NOT_SHORT} without having moved.
     */
    long readShortMicros() {
        final byte[] b = bytes;
        final boolean negative = b[position] == '-';
        final int from = negative ? position + 1 : position;
        int at = from;
        long value = 0;
        while (JsonNumbers.isDigit(b[at]) && at - from < SHORT_DIGITS) {
            value = value * 10 + b[at] - '0';
            at++;
        }
        if (at == from || (b[from] == '0' && at - from > 1)) {
            return NOT_SHORT;
        }
        int scale = MICROS_DIGITS;
        if (b[at] == '.') {
            at++;
            while (JsonNumbers.isDigit(b[at]) && scale > 0) {
                value = value * 10 + b[at] - '0';
                at++;
                scale--;
            }
            if (scale == MICROS_DIGITS) {
                return NOT_SHORT;
            }
        }
        if (!endsNumber(b[at])) {
            return NOT_SHORT;
        }
        position = at;
        final long micros = value * POWERS_OF_TEN[scale];
        return negative ? -micros : micros;
    }

    private static boolean endsNumber(final byte next) {
        return next == ',' || next == '}' || next == ']';
    }

    /**
     * Moves over elements that are strings of plain ASCII with no space before their comma, and adds what they say to
     * {@code items}; stops at any other element, at the last, and at {@code limit}. Answers how many items there are.
     */
    int readPlainStrings(final long[] items, final int itemCount, final int limit) {
        final byte[] b = bytes;
        int at = position;
        int count = itemCount;
        while (b[at] == '"' && count < limit) {
            final int from = at + 1;
            final int to = JsonStrings.plainEnd(b, from);
            if (to <= from || b[to + 1] != ',') {
                break;
            }
            items[count++] = Slice.of(from, to - from);
            at = spaceEnd(b, to + 2);
        }
        position = at;
        return count;
    }

    /** Moves behind the value at hand; answers its token if it is a string (with its quotes) or a number, else ABSENT. */
    long readToken() {
        final byte first = peek();
        final int from = position;
        skipValue();
        final boolean echoable = first == '"' || JsonNumbers.startsNumber(first);
        return echoable && !failed ? Slice.of(from, position - from) : Slice.ABSENT;
    }

    /** What the token of {@link #readToken} says. */
    long textOf(final long token) {
        final int from = Slice.offset(token);
        final int to = Slice.end(token);
        if (token == Slice.ABSENT || bytes[from] != '"') {
            return token;
        }
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] == '\\') {
                return unescaped(from + 1, to - 1);
            }
        }
        return Slice.of(from + 1, to - from - 2);
    }

    private long unescaped(final int from, final int to) {
        if (!hasRoomFor(to - from)) {
            return Slice.ABSENT;
        }
        final int start = spare;
        final int stop = JsonStrings.unescape(bytes, from, to, start);
        // A number in a string is read up to the first byte that cannot belong to it.
        bytes[stop] = 0;
        spare = stop + 1;
        return Slice.of(start, stop - start);
    }

    private boolean hasRoomFor(final int lengthBytes) {
        if (spare + lengthBytes + Long.BYTES < bytes.length) {
            return true;
        }
        outOfRoom = true;
        return false;
    }

    /** Moves behind the value at hand, whatever it is; all of it is checked. */
    void skipValue() {
        final int to = valueEnd(position);
        if (to < 0) {
            fail();
        } else {
            position = to;
        }
    }

    private int valueEnd(final int at) {
        final byte first = bytes[at];
        return first == '{' || first == '[' ? containerEnd(at) : scalarEnd(at);
    }

    private int scalarEnd(final int at) {
        if (bytes[at] == '"') {
            final int to = strings.end(bytes, at + 1);
            return to < 0 ? INVALID : to + 1;
        }
        return JsonNumbers.startsNumber(bytes[at]) ? JsonNumbers.end(bytes, at) : JsonLiterals.end(bytes, at);
    }

    /** Without recursion: one bit per level tells objects from arrays, and {@link BidLimits#MAX_DEPTH} bits suffice. */
    private int containerEnd(final int from) {
        final byte[] b = bytes;
        final int levelLimit = BidLimits.MAX_DEPTH - depth;
        long objects = 0;
        int level = 0;
        int at = from;
        while (at >= 0) {
            final byte first = b[at];
            if (first == '{' || first == '[') {
                if (++level > levelLimit) {
                    return INVALID;
                }
                objects = objects << 1 | (first == '{' ? 1 : 0);
                at = spaceEnd(b, at + 1);
                if (b[at] != closing(objects)) {
                    at = first == '{' ? memberValue(at) : at;
                    continue;
                }
            } else {
                at = scalarEnd(at);
                if (at < 0) {
                    return INVALID;
                }
                at = spaceEnd(b, at);
            }
            while (b[at] == closing(objects)) {
                at++;
                objects >>>= 1;
                if (--level == 0) {
                    return at;
                }
                at = spaceEnd(b, at);
            }
            if (b[at] != ',') {
                return INVALID;
            }
            at = spaceEnd(b, at + 1);
            at = (objects & 1) != 0 ? memberValue(at) : at;
        }
        return INVALID;
    }

    private static byte closing(final long objects) {
        return (objects & 1) != 0 ? (byte) '}' : (byte) ']';
    }

    /** From a key to its value. */
    private int memberValue(final int keyAt) {
        if (bytes[keyAt] != '"') {
            return INVALID;
        }
        final int to = strings.end(bytes, keyAt + 1);
        return to < 0 ? INVALID : behindColon(to + 1);
    }

    private void fail() {
        failed = true;
        position = end;
    }

    private static int spaceEnd(final byte[] bytes, final int from) {
        int at = from;
        while (isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(final byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }
}
