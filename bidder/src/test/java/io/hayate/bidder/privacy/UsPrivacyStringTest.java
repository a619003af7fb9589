package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.iab.gpp.encoder.section.UspV1;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsPrivacyStringTest {
    private static final String CHARACTERS = "YN-yn12 ~\u00e9";

    @Test
    void shouldReadEveryStringAsTheDecoderDoes() {
        final int count = CHARACTERS.length();
        int permitted = 0;
        for (int i = 0; i < count * count * count * count; i++) {
            final StringBuilder text = new StringBuilder();
            for (int rest = i, place = 0; place < 4; place++, rest /= count) {
                text.append(CHARACTERS.charAt(rest % count));
            }
            permitted += permits(text.toString()) ? 1 : 0;
        }
        // Of 1, then Y, N or a hyphen three times, but no Y in the middle.
        assertThat(permitted).isEqualTo(3 * 2 * 3);
    }

    @Test
    void shouldRefuseOtherLengths() {
        for (final String text : new String[] {"", "1", "1YN", "1YNNN", "1---1---"}) {
            assertThat(verdict(text).isRestrictedBy(PrivacyRestriction.US_PRIVACY_UNREADABLE))
                    .as(text)
                    .isTrue();
        }
    }

    private static boolean permits(final String text) {
        final PrivacyVerdict verdict = verdict(text);
        try {
            final UspV1 decoded = new UspV1(text);
            final boolean optedOut = decoded.getOptOutSale() == 'Y';
            if (!verdict.isRestrictedBy(PrivacyRestriction.US_PRIVACY_UNREADABLE)) {
                assertThat(decoded.getVersion()).isEqualTo(1);
                assertThat(verdict.isRestrictedBy(PrivacyRestriction.US_PRIVACY_OPT_OUT))
                        .as(text)
                        .isEqualTo(optedOut);
            }
        } catch (final RuntimeException e) {
            assertThat(verdict.isRestrictedBy(PrivacyRestriction.US_PRIVACY_UNREADABLE))
                    .as(text)
                    .isTrue();
        }
        return !verdict.isRestricted();
    }

    private static PrivacyVerdict verdict(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final PrivacyVerdict verdict = new PrivacyVerdict();
        UsPrivacyString.restrict(verdict, bytes, 0, bytes.length);
        return verdict;
    }
}
