package io.hayate.bidder.campaigns.live;

import java.util.Arrays;
import java.util.Currency;

/**
 * ISO 4217 currency codes as numbers: three ASCII letters in the low 24 bits, the first highest, as notice tokens have them.
 * Each code that the JDK knows also has a small number, for arrays; it holds for the life of the process. Immutable; shared.
 */
public final class CurrencyCode {
    /** What is no three letters. */
    public static final int NONE = 0;

    public static final int LENGTH_BYTES = 3;

    public static final int USD = of("USD");

    /** The place of what is no currency. */
    static final int NO_PLACE = -1;

    private static final int LETTERS = 26;

    /** All currencies that the JDK knows, also withdrawn ones, in ascending order. */
    private static final int[] CODES = Currency.getAvailableCurrencies().stream()
            .mapToInt(each -> of(each.getCurrencyCode()))
            .filter(code -> code != NONE)
            .sorted()
            .toArray();

    /** Place in {@link #CODES} by the code's letters, read as a number of base 26. */
    private static final short[] PLACES = places();

    private CurrencyCode() {}

    /** The code of a text in either letter case; {@link #NONE} if it is not three letters. */
    public static int of(final String text) {
        return text.length() == LENGTH_BYTES ? of(text.charAt(0), text.charAt(1), text.charAt(2)) : NONE;
    }

    /** The code of some bytes in either letter case; {@link #NONE} if they are not three letters. */
    public static int of(final byte[] bytes, final int offset, final int lengthBytes) {
        return lengthBytes == LENGTH_BYTES ? of(bytes[offset], bytes[offset + 1], bytes[offset + 2]) : NONE;
    }

    /** Whether it is a currency: of ISO 4217, present or past, as far as the JDK knows it. */
    public static boolean isKnown(final int code) {
        return place(code) != NO_PLACE;
    }

    /** The code's three letters. */
    public static String text(final int code) {
        return "" + (char) (code >> 16 & 0xff) + (char) (code >> 8 & 0xff) + (char) (code & 0xff);
    }

    /** From 0 to {@link #count} - 1, or {@link #NO_PLACE}. */
    static int place(final int code) {
        final int first = (code >> 16) - 'A';
        final int second = (code >> 8 & 0xff) - 'A';
        final int third = (code & 0xff) - 'A';
        // As unsigned numbers: what is below A is then above Z.
        final boolean letters = Integer.compareUnsigned(first, LETTERS) < 0
                && Integer.compareUnsigned(second, LETTERS) < 0
                && Integer.compareUnsigned(third, LETTERS) < 0;
        return letters ? PLACES[(first * LETTERS + second) * LETTERS + third] : NO_PLACE;
    }

    static int count() {
        return CODES.length;
    }

    private static int of(final int first, final int second, final int third) {
        final int code = upper(first) << 16 | upper(second) << 8 | upper(third);
        return isLetter(first) && isLetter(second) && isLetter(third) ? code : NONE;
    }

    private static boolean isLetter(final int c) {
        return upper(c) >= 'A' && upper(c) <= 'Z';
    }

    private static int upper(final int c) {
        return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
    }

    private static short[] places() {
        final short[] places = new short[LETTERS * LETTERS * LETTERS];
        Arrays.fill(places, (short) NO_PLACE);
        for (int place = 0; place < CODES.length; place++) {
            final int code = CODES[place];
            final int first = (code >> 16) - 'A';
            final int second = (code >> 8 & 0xff) - 'A';
            places[(first * LETTERS + second) * LETTERS + (code & 0xff) - 'A'] = (short) place;
        }
        return places;
    }
}
