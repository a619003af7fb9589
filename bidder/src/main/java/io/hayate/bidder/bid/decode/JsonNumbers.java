package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;

/**
 * JSON number tokens (RFC 8259 section 6): where they end, and what they are in exact integer arithmetic. Linear in the
 * token's length, whatever the exponent. Immutable; shared.
 */
final class JsonNumbers {
    /** Above every exponent that matters: no token has as many digits. */
    private static final int EXPONENT_CLAMP = 10_000_000;

    private static final int MICROS_DIGITS = 6;

    /** Instead of a result: the number is negative, or not whole where it must be. */
    private static final long OUT_OF_DOMAIN = -1;

    private enum Rounding {
        UP,
        DOWN,
        REFUSED
    }

    private JsonNumbers() {}

    static boolean isDigit(final byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean startsNumber(final byte b) {
        return isDigit(b) || b == '-';
    }

    /** Position behind the number at {@code from}, or {@link JsonStrings#INVALID}. A byte that is not part of one must follow. */
    static int end(final byte[] bytes, final int from) {
        int at = bytes[from] == '-' ? from + 1 : from;
        if (!isDigit(bytes[at])) {
            return JsonStrings.INVALID;
        }
        at = bytes[at] == '0' ? at + 1 : digitsEnd(bytes, at);
        if (bytes[at] == '.') {
            if (!isDigit(bytes[at + 1])) {
                return JsonStrings.INVALID;
            }
            at = digitsEnd(bytes, at + 1);
        }
        if ((bytes[at] | 0x20) == 'e') {
            at++;
            if (bytes[at] == '+' || bytes[at] == '-') {
                at++;
            }
            if (!isDigit(bytes[at])) {
                return JsonStrings.INVALID;
            }
            at = digitsEnd(bytes, at);
        }
        return at;
    }

    private static int digitsEnd(final byte[] bytes, final int from) {
        int at = from;
        while (isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /** A whole number of 0 or more, saturated; {@link BidRequestView#UNUSABLE} if it is negative or has a fraction. */
    static int integer(final byte[] bytes, final int from, final int to) {
        final long value = scaled(bytes, from, to, 0, Rounding.REFUSED);
        return value < 0 ? BidRequestView.UNUSABLE : (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** A whole number, negative as well; {@link NativeOffers#NO_NUMBER} if it has a fraction or is beyond a long. */
    static long whole(final byte[] bytes, final int from, final int to) {
        final boolean negative = bytes[from] == '-';
        final long value = scaled(bytes, negative ? from + 1 : from, to, 0, Rounding.REFUSED);
        if (value < 0 || value == Long.MAX_VALUE) {
            return NativeOffers.NO_NUMBER;
        }
        return negative ? -value : value;
    }

    /** A number of 1 or more without its fraction, saturated; else {@link BidRequestView#UNUSABLE}. */
    static int positive(final byte[] bytes, final int from, final int to) {
        final long value = scaled(bytes, from, to, 0, Rounding.DOWN);
        return value <= 0 ? BidRequestView.UNUSABLE : (int) Math.min(value, Integer.MAX_VALUE);
    }

    /** Micros, rounded up; 0 if negative; {@link BidRequestView#FLOOR_OUT_OF_REACH} beyond a long. */
    static long floorMicros(final byte[] bytes, final int from, final int to) {
        return Math.max(0, scaled(bytes, from, to, MICROS_DIGITS, Rounding.UP));
    }

    /** Micros without the rest, negative as well; {@link BidRequestView#NO_COORDINATE} below -max or above max. */
    static int degreesMicros(final byte[] bytes, final int from, final int to, final int maxMicros) {
        final boolean negative = bytes[from] == '-';
        final long value = scaled(bytes, negative ? from + 1 : from, to, MICROS_DIGITS, Rounding.DOWN);
        if (value > maxMicros) {
            return BidRequestView.NO_COORDINATE;
        }
        return (int) (negative ? -value : value);
    }

    /** Number times 10^scaleDigits, saturated at Long.MAX_VALUE; {@link #OUT_OF_DOMAIN} if it is below 0 or rounding is refused. */
    private static long scaled(
            final byte[] bytes, final int from, final int to, final int scaleDigits, final Rounding rounding) {
        final int first = bytes[from] == '-' ? from + 1 : from;
        final int pointAt = digitsEnd(bytes, first);
        final boolean hasPoint = pointAt < to && bytes[pointAt] == '.';
        final int mantissaEnd = hasPoint ? digitsEnd(bytes, pointAt + 1) : pointAt;
        // So many digits from the first on are whole at this scale.
        int wholeDigits = pointAt - first + scaleDigits + exponent(bytes, mantissaEnd, to);
        long value = 0;
        boolean remainder = false;
        for (int at = first; at < mantissaEnd; at++) {
            if (at == pointAt) {
                continue;
            }
            final int digit = bytes[at] - '0';
            if (wholeDigits > 0) {
                value = appended(value, digit);
                wholeDigits--;
            } else {
                remainder |= digit != 0;
            }
        }
        while (wholeDigits > 0 && value != 0 && value != Long.MAX_VALUE) {
            value = appended(value, 0);
            wholeDigits--;
        }
        final boolean negative = first > from && (value != 0 || remainder);
        if (negative || (remainder && rounding == Rounding.REFUSED)) {
            return OUT_OF_DOMAIN;
        }
        return remainder && rounding == Rounding.UP && value != Long.MAX_VALUE ? value + 1 : value;
    }

    /** Saturates, and stays so. */
    private static long appended(final long value, final int digit) {
        return value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
    }

    private static int exponent(final byte[] bytes, final int mantissaEnd, final int to) {
        if (mantissaEnd >= to) {
            return 0;
        }
        final byte sign = bytes[mantissaEnd + 1];
        int exponent = 0;
        for (int at = isDigit(sign) ? mantissaEnd + 1 : mantissaEnd + 2; at < to; at++) {
            exponent = Math.min(exponent * 10 + bytes[at] - '0', EXPONENT_CLAMP);
        }
        return sign == '-' ? -exponent : exponent;
    }
}
