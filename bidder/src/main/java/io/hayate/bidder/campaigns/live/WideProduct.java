package io.hayate.bidder.campaigns.live;

/**
 * {@code a x b / c} over a product of 128 bits, because money times a rate passes 64 bits long before the quotient does.
 * Immutable; shared.
 */
public final class WideProduct {
    private static final long LOW_HALF = 0xffff_ffffL;
    private static final int HALF_BITS = 32;

    private WideProduct() {}

    /**
     * The quotient, rounded up or down; {@code Long.MAX_VALUE} if it does not fit.
     *
     * @param a not below 0, as {@code b}
     * @param divisor above 0
     */
    public static long multiplyDivide(final long a, final long b, final long divisor, final boolean up) {
        final long high = Math.multiplyHigh(a, b);
        final long low = a * b;
        // Below the divisor, or the quotient has more than 64 bits; with the sign bit set it has 64, which is one too
        // many.
        if (high >= divisor) {
            return Long.MAX_VALUE;
        }
        final long quotient = high == 0 && low >= 0 ? low / divisor : divide(high, low, divisor);
        if (quotient < 0 || quotient == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        // The remainder has at most 63 bits, so it is right although the product is taken modulo 2^64.
        return up && low != quotient * divisor ? quotient + 1 : quotient;
    }

    /**
     * 128 by 64 bits, in two steps of 32 (Knuth, The Art of Computer Programming, 4.3.1, algorithm D).
     *
     * @param high below the divisor
     */
    private static long divide(final long high, final long low, final long divisor) {
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long v = divisor << shift;
        // shift is 1 or more, for the divisor is positive.
        final long shiftedHigh = high << shift | low >>> (Long.SIZE - shift);
        final long shiftedLow = low << shift;
        final long first = digit(shiftedHigh, shiftedLow >>> HALF_BITS, v);
        final long rest = (shiftedHigh << HALF_BITS | shiftedLow >>> HALF_BITS) - first * v;
        final long second = digit(rest, shiftedLow & LOW_HALF, v);
        return (first << HALF_BITS) + second;
    }

    /** One digit of 32 bits: {@code (high x 2^32 + next) / v}, where high is below v and v's first bit is set. */
    private static long digit(final long high, final long next, final long v) {
        final long vHigh = v >>> HALF_BITS;
        final long vLow = v & LOW_HALF;
        long digit = Long.divideUnsigned(high, vHigh);
        long rest = high - digit * vHigh;
        while (digit > LOW_HALF || Long.compareUnsigned(digit * vLow, rest << HALF_BITS | next) > 0) {
            digit--;
            rest += vHigh;
            if (rest > LOW_HALF) {
                break;
            }
        }
        return digit;
    }
}
