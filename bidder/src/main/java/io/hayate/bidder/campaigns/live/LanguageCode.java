package io.hayate.bidder.campaigns.live;

/**
 * A language tag (BCP 47) as a long: language, and script and region where the tag has them. Variants and extensions are
 * not looked at. Immutable; shared.
 *
 * <pre>
 *  63        47         32           12        0
 *  +---------+----------+------------+---------+
 *  | 0       | language | script     | region  |
 *  +---------+----------+------------+---------+
 * </pre>
 */
public final class LanguageCode {
    /** No language: the text is no tag whose language has two or three letters. */
    public static final long NONE = 0;

    private static final int LANGUAGE_SHIFT = 32;
    private static final int SCRIPT_SHIFT = 12;
    private static final long SCRIPT_MASK = (1L << LANGUAGE_SHIFT) - (1L << SCRIPT_SHIFT);
    private static final long REGION_MASK = (1L << SCRIPT_SHIFT) - 1;

    private static final int LETTER_BITS = 5;
    private static final int SCRIPT_LETTERS = 4;
    private static final int REGION_LETTERS = 2;
    private static final int REGION_DIGITS = 3;
    /** Above what two letters make. */
    private static final int DIGITS_BASE = 1 << (2 * LETTER_BITS);

    private static final int NO_LETTERS = -1;

    private static final int CHINESE = lettersOf("zh");
    private static final int SIMPLIFIED = lettersOf("hans");
    private static final int TRADITIONAL = lettersOf("hant");
    private static final int[] WRITE_SIMPLIFIED = {lettersOf("cn"), lettersOf("sg"), lettersOf("my")};
    private static final int[] WRITE_TRADITIONAL = {lettersOf("tw"), lettersOf("hk"), lettersOf("mo")};

    private LanguageCode() {}

    /** The code of {@code ja}, {@code JA}, {@code ja_JP} or {@code zh-Hant-TW}. */
    public static long of(final byte[] bytes, final int offset, final int length) {
        final int end = offset + length;
        int subtagEnd = subtagEnd(bytes, offset, end);
        final int language = letters(bytes, offset, subtagEnd - offset);
        if (language <= 0 || subtagEnd - offset < 2 || subtagEnd - offset > 3) {
            return NONE;
        }
        int script = 0;
        int region = 0;
        while (subtagEnd < end) {
            final int at = subtagEnd + 1;
            subtagEnd = subtagEnd(bytes, at, end);
            final int count = subtagEnd - at;
            if (count == 1) {
                break; // an extension, or private use: nothing behind is script or region
            }
            if (count == SCRIPT_LETTERS && script == 0 && region == 0) {
                script = Math.max(0, letters(bytes, at, count));
            } else if (region == 0) {
                region = region(bytes, at, count);
            }
        }
        if (language == CHINESE && script == 0) {
            script = chineseScript(region);
        }
        return (long) language << LANGUAGE_SHIFT | (long) script << SCRIPT_SHIFT | region;
    }

    /**
     * Whether one goes for the other: the same language, the same script and the same region, where both have one
     * (as with the look-up of RFC 4647, a tag that says less stands for those that say more).
     */
    public static boolean matches(final long one, final long other) {
        final long difference = one ^ other;
        return difference >>> LANGUAGE_SHIFT == 0
                && ((difference & SCRIPT_MASK) == 0 || (one & SCRIPT_MASK) == 0 || (other & SCRIPT_MASK) == 0)
                && ((difference & REGION_MASK) == 0 || (one & REGION_MASK) == 0 || (other & REGION_MASK) == 0);
    }

    /** How many bytes of a language tag are its primary subtag. */
    public static int primaryLength(final byte[] bytes, final int offset, final int length) {
        return subtagEnd(bytes, offset, offset + length) - offset;
    }

    private static int subtagEnd(final byte[] bytes, final int from, final int end) {
        int at = from;
        while (at < end && bytes[at] != '-' && bytes[at] != '_') {
            at++;
        }
        return at;
    }

    /** Chinese of a place is written as the place writes it: zh-TW is not zh-Hans. */
    private static int chineseScript(final int region) {
        for (int i = 0; i < WRITE_SIMPLIFIED.length; i++) {
            if (region == WRITE_SIMPLIFIED[i]) {
                return SIMPLIFIED;
            }
            if (region == WRITE_TRADITIONAL[i]) {
                return TRADITIONAL;
            }
        }
        return 0;
    }

    /** A country (ISO 3166-1) or an area (UN M.49); 0 for what is neither. */
    private static int region(final byte[] bytes, final int offset, final int count) {
        if (count == REGION_LETTERS) {
            return Math.max(0, letters(bytes, offset, count));
        }
        if (count != REGION_DIGITS) {
            return 0;
        }
        int number = 0;
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return 0;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return DIGITS_BASE + number;
    }

    /** Up to four letters, case ignored, packed; {@link #NO_LETTERS} for anything else. */
    private static int letters(final byte[] bytes, final int offset, final int count) {
        if (count > SCRIPT_LETTERS) {
            return NO_LETTERS;
        }
        int letters = 0;
        for (int i = offset; i < offset + count; i++) {
            final int letter = (bytes[i] | ' ') - 'a' + 1;
            if (letter < 1 || letter > 26) {
                return NO_LETTERS;
            }
            letters = letters << LETTER_BITS | letter;
        }
        return letters;
    }

    private static int lettersOf(final String lowerCase) {
        int letters = 0;
        for (int i = 0; i < lowerCase.length(); i++) {
            letters = (letters << LETTER_BITS) | (lowerCase.charAt(i) - 'a' + 1);
        }
        return letters;
    }
}
