package io.hayate.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ConsentStringsTest {
    /** Bits of the core string before the vendors: TCF v2, "core string". */
    private static final int FIXED_BITS = 213;

    private final ConsentStrings consentStrings = new ConsentStrings();

    @Test
    void shouldPlaceTheFieldsOfTheCoreStringWhereTcfSays() {
        final String bits = bits(consentStrings.tcf(new Dice(7), "de"));
        assertThat(number(bits, 0, 6)).as("version").isEqualTo(2);
        assertThat(number(bits, 6, 36)).as("created").isEqualTo(number(bits, 42, 36));
        assertThat((char) ('A' + number(bits, 108, 6))).as("language").isEqualTo('D');
        assertThat((char) ('A' + number(bits, 114, 6))).isEqualTo('E');
        assertThat(number(bits, 132, 6)).as("policy version").isBetween(4L, 5L);
    }

    @Test
    void shouldEndAfterTheVendorSectionsTheirLengthsAnnounce() {
        final Dice dice = new Dice(3);
        for (int i = 0; i < 200; i++) {
            dice.reset(3, i);
            final String bits = bits(consentStrings.tcf(dice, "fr"));
            int position = FIXED_BITS;
            for (int section = 0; section < 2; section++) {
                final int maxVendor = (int) number(bits, position, 16);
                final boolean ranges = number(bits, position + 16, 1) == 1;
                // Two entries: a single vendor (1 + 16 bits) and a range (1 + 32 bits).
                position += 17 + (ranges ? 12 + 17 + 33 : maxVendor);
            }
            assertThat(number(bits, position, 12)).as("publisher restrictions").isZero();
            assertThat(bits.length() - position - 12).as("padding").isBetween(0, 7);
        }
    }

    /** TCF 2.3: the vendors that the user was shown, as a segment of type 1 behind the core string. */
    @Test
    void shouldNameTheDisclosedVendorsNowAndThen() {
        final Dice dice = new Dice(3);
        int disclosed = 0;
        for (int i = 0; i < 200; i++) {
            dice.reset(3, i);
            final String[] segments = consentStrings.tcf(dice, "fr").split("\\.", -1);
            assertThat(segments).hasSizeBetween(1, 2);
            if (segments.length == 2) {
                disclosed++;
                assertThat(number(bits(segments[1]), 0, 3)).isEqualTo(1);
            }
        }
        assertThat(disclosed).isBetween(1, 199);
    }

    /** Of the first segment. */
    private static String bits(final String consentString) {
        final byte[] bytes = Base64.getUrlDecoder().decode(consentString.split("\\.", -1)[0]);
        final String digits = new BigInteger(1, bytes).toString(2);
        return "0".repeat(bytes.length * 8 - digits.length()) + digits;
    }

    private static long number(final String bits, final int from, final int width) {
        return Long.parseLong(bits, from, from + width, 2);
    }
}
