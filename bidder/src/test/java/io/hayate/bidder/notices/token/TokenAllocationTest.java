package io.hayate.bidder.notices.token;

import static io.hayate.bidder.notices.token.Tokens.DAY_MS;
import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.NOW_MS;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static io.hayate.bidder.notices.token.Tokens.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class TokenAllocationTest {
    private static final int TOKENS = 100_000;

    private final TokenSigner signer = new TokenSigner(keys(KEY_A));
    private final TokenVerifier verifier = new TokenVerifier(keys(KEY_A), DAY_MS);
    private final NoticePayload payload = payload();
    private final NoticePayload read = new NoticePayload();
    private final byte[] landing = "https://shop.example/a".getBytes(StandardCharsets.US_ASCII);
    private final byte[] out = new byte[4096];

    @Test
    void shouldAllocateNothingForSigning() {
        assertThat(AllocatedBytes.leastOf(5, this::signMany)).isZero();
    }

    @Test
    void shouldAllocateNothingForVerifying() {
        signer.seal(payload);
        final int end = signer.write(NoticeKind.BILL, out, 0);
        final int clickEnd = signer.writeClick(landing, 0, landing.length, out, end);
        assertThat(AllocatedBytes.leastOf(5, () -> verifyMany(end, clickEnd))).isZero();
        assertThat(verifier.verdicts().get(TokenVerdict.OK)).isPositive();
        assertThat(verifier.verdicts().get(TokenVerdict.FORGED)).isPositive();
    }

    private void signMany() {
        for (int i = 0; i < TOKENS; i++) {
            payload.sequence = i;
            signer.seal(payload);
            int o = BidId.write(payload.epoch, payload.lane, payload.sequence, out, 0);
            o = signer.write(NoticeKind.WIN, out, o);
            o = signer.write(NoticeKind.BILL, out, o);
            o = signer.write(NoticeKind.LOSS, out, o);
            o = signer.write(NoticeKind.IMPRESSION, out, o);
            signer.writeClick(landing, 0, landing.length, out, o);
        }
    }

    private void verifyMany(final int end, final int clickEnd) {
        for (int i = 0; i < TOKENS; i++) {
            verifier.verify(NoticeKind.BILL, out, 0, end, NOW_MS, read);
            verifier.verify(NoticeKind.CLICK, out, end, clickEnd - end, NOW_MS, read);
            verifier.verify(NoticeKind.WIN, out, 0, end, NOW_MS, read);
            verifier.verify(NoticeKind.WIN, out, 0, end - 3, NOW_MS, read);
        }
    }
}
