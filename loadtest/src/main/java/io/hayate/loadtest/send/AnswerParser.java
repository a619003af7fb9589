package io.hayate.loadtest.send;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 answer after the other off a connection: status, length, body. It knows just what a bid port may
 * answer: a length and no chunks, no 1xx; anything else is malformed.
 *
 * Owned by the sender loop.
 */
final class AnswerParser {
    /** Longer answers are taken as malformed. */
    static final int MAX_ANSWER_BYTES = 1024 * 1024;

    private static final int FIRST_CAPACITY_BYTES = 8 * 1024;
    private static final int STATUS_OFFSET = "HTTP/1.1 ".length();
    private static final byte[] VERSION = bytes("HTTP/1.");
    private static final byte[] CONTENT_LENGTH = bytes("content-length:");
    private static final byte[] TRANSFER_ENCODING = bytes("transfer-encoding:");
    private static final byte[] CONNECTION = bytes("connection:");
    private static final byte[] CLOSE = bytes("close");
    private static final byte[] LOCATION = bytes("location:");
    private static final byte[] SEAT_BID = bytes("\"seatbid\"");
    private static final byte[] IMPRESSION_ID = bytes("\"impid\"");
    private static final byte[] NO_BID_REASON = bytes("\"nbr\"");

    private static final int HEAD_UNREAD = -1;
    private static final int NO_LENGTH = -1;

    enum State {
        INCOMPLETE,
        COMPLETE,
        MALFORMED
    }

    private byte[] bytes = new byte[FIRST_CAPACITY_BYTES];
    private int length;
    private int bodyOffset;
    private int bodyLength;
    private int status;
    private boolean closing;

    AnswerParser() {
        reset();
    }

    /** Makes ready for the next answer. */
    void reset() {
        length = 0;
        bodyOffset = HEAD_UNREAD;
        bodyLength = 0;
        status = 0;
        closing = false;
    }

    /** Takes all that is readable. */
    State read(final ByteBuf in) {
        final int count = in.readableBytes();
        if (length + count > MAX_ANSWER_BYTES) {
            return State.MALFORMED;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        final int searchFrom = Math.max(0, length - 3);
        in.readBytes(bytes, length, count);
        length += count;
        if (bodyOffset == HEAD_UNREAD) {
            final int headEnd = findHeadEnd(searchFrom);
            if (headEnd < 0) {
                return State.INCOMPLETE;
            }
            if (!readHead(headEnd)) {
                return State.MALFORMED;
            }
        }
        final int missing = bodyOffset + bodyLength - length;
        // Nothing is pipelined, so more than the answer is not an answer.
        return missing > 0 ? State.INCOMPLETE : missing == 0 ? State.COMPLETE : State.MALFORMED;
    }

    int status() {
        return status;
    }

    /** Whether the answer says that the connection ends with it. */
    boolean isClosing() {
        return closing;
    }

    /** Where a redirect leads, as written; null without one. */
    @Nullable
    String location() {
        final int headEnd = bodyOffset - 4;
        int lineStart = lineEnd(0, headEnd) + 2;
        while (lineStart < headEnd) {
            final int end = lineEnd(lineStart, headEnd);
            if (startsWithIgnoringCase(LOCATION, lineStart, end)) {
                final int start = skipSpaces(lineStart + LOCATION.length, end);
                return new String(bytes, start, end - start, StandardCharsets.UTF_8);
            }
            lineStart = end + 2;
        }
        return null;
    }

    /** Of head and body together. */
    int lengthBytes() {
        return length;
    }

    int bodyLength() {
        return bodyLength;
    }

    void copyBodyTo(final byte[] target) {
        System.arraycopy(bytes, bodyOffset, target, 0, bodyLength);
    }

    /** Whether the body has a {@code seatbid} with a bid in it: every bid names its impression. */
    boolean hasBid() {
        final int end = bodyOffset + bodyLength;
        for (int at = bodyOffset; at <= end - SEAT_BID.length; at++) {
            if (bytes[at] == '"' && startsWith(SEAT_BID, at)) {
                int next = skipSpaces(at + SEAT_BID.length, end);
                if (next < end && bytes[next] == ':') {
                    next = skipSpaces(next + 1, end);
                    final int inner = skipSpaces(next + 1, end);
                    return inner < end
                            && bytes[next] == '['
                            && bytes[inner] == '{'
                            && contains(IMPRESSION_ID, inner, end);
                }
            }
        }
        return false;
    }

    /** The {@code nbr} of an answer without bids; -1 if it has none. */
    int noBidReason() {
        final int end = bodyOffset + bodyLength;
        for (int at = bodyOffset; at <= end - NO_BID_REASON.length; at++) {
            if (bytes[at] == '"' && startsWith(NO_BID_REASON, at)) {
                final int colon = skipSpaces(at + NO_BID_REASON.length, end);
                if (colon < end && bytes[colon] == ':') {
                    final int from = skipSpaces(colon + 1, end);
                    int to = from;
                    while (to < end && bytes[to] >= '0' && bytes[to] <= '9') {
                        to++;
                    }
                    return number(from, to);
                }
            }
        }
        return -1;
    }

    private boolean contains(final byte[] text, final int from, final int end) {
        for (int at = from; at <= end - text.length; at++) {
            if (bytes[at] == '"' && startsWith(text, at)) {
                return true;
            }
        }
        return false;
    }

    private int findHeadEnd(final int from) {
        for (int at = from; at <= length - 4; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r' && bytes[at + 3] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private boolean readHead(final int headEnd) {
        if (!startsWith(VERSION, 0) || headEnd < STATUS_OFFSET + 3) {
            return false;
        }
        status = number(STATUS_OFFSET, STATUS_OFFSET + 3);
        if (status < 200 || status > 599) {
            return false;
        }
        int contentLength = NO_LENGTH;
        int lineStart = lineEnd(0, headEnd) + 2;
        while (lineStart < headEnd) {
            final int end = lineEnd(lineStart, headEnd);
            if (startsWithIgnoringCase(CONTENT_LENGTH, lineStart, end)) {
                contentLength = number(skipSpaces(lineStart + CONTENT_LENGTH.length, end), end);
                if (contentLength < 0 || contentLength > MAX_ANSWER_BYTES) {
                    return false;
                }
            } else if (startsWithIgnoringCase(TRANSFER_ENCODING, lineStart, end)) {
                return false;
            } else if (startsWithIgnoringCase(CONNECTION, lineStart, end)) {
                closing = startsWithIgnoringCase(CLOSE, skipSpaces(lineStart + CONNECTION.length, end), end);
            }
            lineStart = end + 2;
        }
        bodyOffset = headEnd + 4;
        bodyLength = status == 204 ? 0 : contentLength;
        return bodyLength >= 0;
    }

    private int lineEnd(final int from, final int headEnd) {
        int at = from;
        while (at < headEnd && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    private int skipSpaces(final int from, final int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }

    /** -1 if it is not a number of at most nine digits. */
    private int number(final int from, final int end) {
        int value = 0;
        if (from >= end || end - from > 9) {
            return -1;
        }
        for (int at = from; at < end; at++) {
            final int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private boolean startsWith(final byte[] prefix, final int at) {
        return at + prefix.length <= length && Arrays.equals(bytes, at, at + prefix.length, prefix, 0, prefix.length);
    }

    /** @param prefix in lower case */
    private boolean startsWithIgnoringCase(final byte[] prefix, final int at, final int end) {
        if (end - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            final byte character = bytes[at + i];
            final int lower = character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
            if (lower != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
