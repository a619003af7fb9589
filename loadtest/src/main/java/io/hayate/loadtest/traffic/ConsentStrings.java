package io.hayate.loadtest.traffic;

import java.util.Base64;
import java.util.BitSet;
import java.util.Locale;

/**
 * Consent strings as users of the TCF, of US Privacy and of GPP send them. Owned by the thread that generates.
 *
 * @see <a href="https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework">TCF v2: the
 *     core string, field by field</a>
 */
final class ConsentStrings {
    /** GPP headers that announce one section each: TCF for Europe, US Privacy, US National. */
    static final String GPP_HEADER_TCF = "DBABMA";

    static final String GPP_HEADER_US_PRIVACY = "DBABTA";
    static final String GPP_US_NATIONAL = "DBABLA~BVQqAAAAAAA.QA";

    /** 2026-09-01T00:00:00Z in tenths of a second: strings are at most 80 days old then. */
    private static final long CREATED_DECISECONDS = 17_882_208_000L;

    private static final int DECISECONDS_PER_DAY = 864_000;
    private static final int MAX_VENDOR = 1_100;
    private static final int PURPOSES = 24;
    private static final int ALL_TCF_PURPOSES = 11;

    private final BitSet bits = new BitSet();
    private int bitCount;

    /**
     * A core string for up to a thousand vendors, and by newer policies who was disclosed; one in eight denies everything
     * but what is necessary.
     */
    String tcf(final Dice dice, final String language) {
        bits.clear();
        bitCount = 0;
        final long created = CREATED_DECISECONDS + (long) dice.below(80) * DECISECONDS_PER_DAY;
        final boolean denied = dice.chance(0.125);
        put(2, 6); // version
        put(created, 36);
        put(created, 36); // last updated
        put(dice.between(2, 420), 12); // consent management platform
        put(dice.between(1, 60), 12); // its version
        put(1, 6); // screen
        putLetters(language);
        put(dice.between(60, 140), 12); // vendor list version
        final boolean newPolicy = dice.chance(0.2);
        put(newPolicy ? 5 : 4, 6); // policy version
        put(1, 1); // service specific
        put(0, 1); // standard texts
        put(denied ? 0 : 0b11 << 10, 12); // special features 1 and 2
        putPurposes(dice, denied ? 0 : 0.97);
        putPurposes(dice, denied ? 0.3 : 0.9);
        put(0, 1); // purpose one treatment
        putLetters(dice.chance(0.5) ? "de" : "fr"); // publisher's country
        putVendors(dice, denied);
        putVendors(dice, denied);
        put(0, 12); // no publisher restrictions
        final String core = encoded();
        return newPolicy ? core + '.' + disclosedVendors() : core;
    }

    /** All that there are. */
    private String disclosedVendors() {
        bits.clear();
        bitCount = 0;
        put(1, 3); // disclosed vendors
        put(MAX_VENDOR, 16);
        put(1, 1); // as ranges
        put(1, 12); // entries
        put(1, 1); // a range of vendors
        put(1, 16);
        put(MAX_VENDOR, 16);
        return encoded();
    }

    static String usPrivacy(final Dice dice) {
        return dice.chance(0.7) ? "1YNN" : dice.chance(0.5) ? "1YYN" : "1---";
    }

    private void putPurposes(final Dice dice, final double granted) {
        for (int purpose = 1; purpose <= PURPOSES; purpose++) {
            put(purpose <= ALL_TCF_PURPOSES && dice.chance(granted) ? 1 : 0, 1);
        }
    }

    /** As ranges when few are allowed, else one bit each: whichever is shorter, as the platforms do. */
    private void putVendors(final Dice dice, final boolean denied) {
        final int maxVendor = dice.chance(0.6) ? dice.between(20, 300) : dice.between(700, MAX_VENDOR);
        put(denied ? 0 : maxVendor, 16);
        if (denied) {
            put(0, 1);
            return;
        }
        final boolean ranges = dice.chance(0.4);
        put(ranges ? 1 : 0, 1);
        if (ranges) {
            put(2, 12); // entries
            put(0, 1); // a single vendor
            put(dice.between(1, 9), 16);
            put(1, 1); // a range of them
            put(10, 16);
            put(maxVendor, 16);
            return;
        }
        for (int vendor = 1; vendor < maxVendor; vendor++) {
            put(dice.chance(0.8) ? 1 : 0, 1);
        }
        put(1, 1);
    }

    private void putLetters(final String twoLetters) {
        final String upper = twoLetters.toUpperCase(Locale.ROOT);
        put(upper.charAt(0) - 'A', 6);
        put(upper.charAt(1) - 'A', 6);
    }

    private void put(final long value, final int width) {
        for (int bit = width - 1; bit >= 0; bit--) {
            bits.set(bitCount++, (value >>> bit & 1) == 1);
        }
    }

    private String encoded() {
        final byte[] bytes = new byte[(bitCount + 7) / 8];
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
            bytes[bit >> 3] |= (byte) (0x80 >>> (bit & 7));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
