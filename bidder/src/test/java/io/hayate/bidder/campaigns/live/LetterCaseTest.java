package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LetterCaseTest {
    private final byte[] target = new byte[64];

    /** The bytes of a request and the strings of a campaign become the same, for every character that there is. */
    @Test
    void shouldFoldBytesAsStrings() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                assertFolds("a" + Character.toString(c) + "Z");
            }
        }
        final Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.appendCodePoint("aZ-éÉİıßẞЖж東𐐀".codePointAt(random.nextInt(12)));
            }
            assertFolds(text.toString().replaceAll("[\\ud800-\\udfff]", ""));
        }
    }

    @Test
    void shouldTakeATextTooLongForEveryValueForNone() {
        final byte[] bytes = "é".repeat(64).getBytes(StandardCharsets.UTF_8);
        assertThat(LetterCase.fold(bytes, 0, bytes.length, target)).isZero();
    }

    @Test
    void shouldKnowAscii() {
        final byte[] bytes = "aé".getBytes(StandardCharsets.UTF_8);
        assertThat(LetterCase.isAscii(bytes, 0, 1)).isTrue();
        assertThat(LetterCase.isAscii(bytes, 0, bytes.length)).isFalse();
        assertThat(LetterCase.isAscii(bytes, 0, 0)).isTrue();
    }

    private void assertFolds(final String text) {
        final byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        final int length = LetterCase.fold(bytes, 1, bytes.length - 2, target);
        final String folded = new String(target, 0, length, StandardCharsets.UTF_8);
        if (!folded.equals(LetterCase.fold(text))) {
            assertThat(folded).isEqualTo(LetterCase.fold(text));
        }
    }
}
