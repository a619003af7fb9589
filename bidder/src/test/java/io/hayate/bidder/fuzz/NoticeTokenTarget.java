package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import java.nio.charset.StandardCharsets;

/** Whatever comes as token: nothing unsigned is accepted, and no signed bytes bring the reader down. */
public final class NoticeTokenTarget {
    private static final TokenVerifier VERIFIER = new TokenVerifier(Tokens.keys(Tokens.KEY_A), Tokens.DAY_MS);
    private static final NoticePayload INTO = new NoticePayload();

    private NoticeTokenTarget() {}

    public static void fuzzerTestOneInput(final byte[] bytes) {
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (final NoticeKind kind : NoticeKind.values()) {
            assertThat(Tokens.verify(VERIFIER, kind, text, INTO)).isNotEqualTo(TokenVerdict.OK);
            final TokenVerdict verdict = Tokens.verify(VERIFIER, kind, Tokens.signed(kind, bytes), INTO);
            if (verdict == TokenVerdict.OK) {
                assertThat(INTO.exchangeLength).isBetween(0, INTO.exchange.length);
                assertThat(INTO.impressionIdLength).isBetween(0, INTO.impressionId.length);
                assertThat(INTO.dealIdLength).isBetween(0, INTO.dealId.length);
                assertThat(INTO.auctionCell).isBetween(0, 0xffff);
                assertThat(INTO.hasUser || (INTO.userKeyHigh | INTO.userKeyLow) == 0)
                        .isTrue();
                if (kind == NoticeKind.CLICK) {
                    assertThat(VERIFIER.landingPage(Tokens.NOW_MS))
                            .matches("[!-~]*")
                            .doesNotContain("${CLICK_ID}", "%24%7BCLICK_ID%7D");
                }
            }
        }
    }
}
