package io.hayate.bidder.notices.receive;

/**
 * Reads clearing prices: decimal text to CPM micros, exact, rounded up to the next 1e-6. The form with an exponent
 * ({@code 5.0E-4}) is read, too: exchanges in Java write small prices so. Immutable; shared.
 */
final class PriceText {
    /** What {@link #cpmMicros} returns for what is no decimal number, or is negative. */
    static final long UNREADABLE = PriceDecoder.UNREADABLE;

    private static final int MICROS_DIGITS = 6;

    /** Above it, a price is above every bid, and is not counted on. */
    private static final long CEILING = Long.MAX_VALUE / 100;

    /** Digits after as many only tell whether to round up. */
    private static final long MOST_DIGITS = 100_000_000_000_000_000L;

    private static final int HIGHEST_EXPONENT = 1_000;
    private static final int NO_EXPONENT = Integer.MIN_VALUE;

    private PriceText() {}

    /** The price (one too large to be true is cut, and still above every bid), or {@link #UNREADABLE}. */
    static long cpmMicros(final byte[] text, final int length) {
        long number = 0;
        int digits = 0;
        int scale = MICROS_DIGITS;
        boolean fraction = false;
        boolean roundUp = false;
        for (int i = 0; i < length; i++) {
            final byte c = text[i];
            if (c == '.' && !fraction) {
                fraction = true;
            } else if ((c == 'e' || c == 'E') && digits > 0) {
                final int exponent = exponent(text, i + 1, length);
                return exponent == NO_EXPONENT ? UNREADABLE : scaled(number, scale + exponent, roundUp);
            } else if (c < '0' || c > '9') {
                return UNREADABLE;
            } else {
                digits++;
                if (number < MOST_DIGITS) {
                    number = number * 10 + (c - '0');
                    scale -= fraction ? 1 : 0;
                } else {
                    roundUp |= c != '0';
                    scale += fraction ? 0 : 1;
                }
            }
        }
        return digits == 0 ? UNREADABLE : scaled(number, scale, roundUp);
    }

    private static int exponent(final byte[] text, final int from, final int length) {
        final boolean signed = from < length && (text[from] == '-' || text[from] == '+');
        int exponent = 0;
        final int firstDigit = signed ? from + 1 : from;
        for (int i = firstDigit; i < length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return NO_EXPONENT;
            }
            exponent = Math.min(HIGHEST_EXPONENT, exponent * 10 + (text[i] - '0'));
        }
        if (firstDigit >= length) {
            return NO_EXPONENT;
        }
        return signed && text[from] == '-' ? -exponent : exponent;
    }

    /** {@code number x 10^scale}, rounded up, at most a little above the ceiling. */
    private static long scaled(final long number, final int scale, final boolean cutDigits) {
        long micros = number;
        boolean roundUp = cutDigits;
        for (int i = scale; i > 0 && micros > 0 && micros < CEILING; i--) {
            micros = Math.min(CEILING, micros * 10);
        }
        for (int i = scale; i < 0 && micros > 0; i++) {
            roundUp |= micros % 10 != 0;
            micros /= 10;
        }
        return Math.min(CEILING, micros) + (roundUp ? 1 : 0);
    }
}
