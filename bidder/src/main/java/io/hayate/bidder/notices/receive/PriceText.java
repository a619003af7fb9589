package io.hayate.bidder.notices.receive;

/** Reads clearing prices: decimal text to CPM micros, exact, rounded up to the next 1e-6. Immutable; shared. */
final class PriceText {
    /** What {@link #cpmMicros} returns for what is no decimal number, or is negative. */
    static final long UNREADABLE = -1;

    private static final int DECIMALS = 6;

    /** Above it, a price is above every bid, and is not counted on. */
    private static final long CEILING = Long.MAX_VALUE / 100;

    private PriceText() {}

    /** The price (one too large to be true is cut, and still above every bid), or {@link #UNREADABLE}. */
    static long cpmMicros(final byte[] text, final int length) {
        long micros = 0;
        int digits = 0;
        int decimals = -1;
        boolean roundUp = false;
        for (int i = 0; i < length; i++) {
            final byte c = text[i];
            if (c == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                return UNREADABLE;
            }
            digits++;
            if (decimals == DECIMALS) {
                roundUp |= c != '0';
                continue;
            }
            decimals += decimals < 0 ? 0 : 1;
            micros = Math.min(CEILING, micros * 10 + (c - '0'));
        }
        if (digits == 0) {
            return UNREADABLE;
        }
        for (int scale = Math.max(0, decimals); scale < DECIMALS; scale++) {
            micros = Math.min(CEILING, micros * 10);
        }
        return roundUp ? micros + 1 : micros;
    }
}
