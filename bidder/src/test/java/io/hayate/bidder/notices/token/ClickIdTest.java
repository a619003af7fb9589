package io.hayate.bidder.notices.token;

import static io.hayate.bidder.notices.token.Tokens.DAY_MS;
import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.KEY_B;
import static io.hayate.bidder.notices.token.Tokens.NOW_MS;
import static io.hayate.bidder.notices.token.Tokens.clickId;
import static io.hayate.bidder.notices.token.Tokens.clickToken;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static io.hayate.bidder.notices.token.Tokens.payload;
import static io.hayate.bidder.notices.token.Tokens.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickIdTest {
    private static final long CLICK_MS = NOW_MS + 5_000;

    private final TokenSigner signer = new TokenSigner(keys(KEY_A));
    private final TokenVerifier verifier = new TokenVerifier(keys(KEY_A), DAY_MS);
    private final NoticePayload read = new NoticePayload();
    private final String id = clickId(signer, payload(), CLICK_MS);

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/?cid=${CLICK_ID}, https://shop.example/?cid=ID",
        "https://shop.example/?cid=%24%7BCLICK_ID%7D, https://shop.example/?cid=ID",
        "https://shop.example/?cid=%24%7bCLICK_ID%7d&x=1, https://shop.example/?cid=ID&x=1",
        "https://shop.example/?cid=$%7BCLICK_ID%7D#top, https://shop.example/?cid=ID#top",
        "${CLICK_ID}, ID",
        "https://a.example/${CLICK_ID}/${CLICK_ID}, https://a.example/ID/ID",
        "https://a.example/$${CLICK_ID}}, https://a.example/$ID}",
        "https://例え.example/é?c=${CLICK_ID}, https://%E4%BE%8B%E3%81%88.example/%C3%A9?c=ID",
    })
    void shouldStandWhereTheLandingPageAsksForIt(final String landingPage, final String redirect) {
        assertThat(landingPageOf(landingPage)).isEqualTo(redirect.replace("ID", id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/",
                "https://shop.example/?a=${CLICK_ID",
                "https://shop.example/?a=${click_id}",
                "https://shop.example/?a=${CLICK_IDS}",
                "https://shop.example/?a={CLICK_ID}",
                "https://shop.example/?a=$",
                "https://shop.example/?a=%",
                "https://shop.example/?a=%24%7",
                "https://shop.example/?a=%2524%257BCLICK_ID%257D",
                "https://shop.example/?a=${CLICK_URL}",
            })
    void shouldAddNothingWhereNobodyAsks(final String landingPage) {
        assertThat(landingPageOf(landingPage)).isEqualTo(landingPage);
    }

    @Test
    void shouldTellTheBidAndTheClicksTime() {
        final NoticePayload payload = payload();
        payload.hasUser = true;
        payload.userKeyHigh = 11;
        payload.userKeyLow = 12;
        payload.auctionCell = 13;
        assertThat(verify(verifier, NoticeKind.CONVERSION, clickId(signer, payload, CLICK_MS), read))
                .isEqualTo(TokenVerdict.OK);
        assertThat(read.clickTimeMs).isEqualTo(CLICK_MS);
        assertThat(read.sequence).isEqualTo(payload.sequence);
        assertThat(read.userKeyLow).isEqualTo(12);
        assertThat(read.auctionCell).isEqualTo(13);
        assertThat(id).matches("[A-Za-z0-9_-]{70,110}");
    }

    @Test
    void shouldLiveThirtyDaysFromTheClickOnHoweverOldTheBid() {
        final long clickMs = NOW_MS + 30 * DAY_MS;
        final String late = clickId(signer, payload(), clickMs);
        assertThat(verifyAt(late, clickMs + 30 * DAY_MS)).isEqualTo(TokenVerdict.OK);
        assertThat(verifyAt(late, clickMs + 30 * DAY_MS + 1)).isEqualTo(TokenVerdict.EXPIRED);
        assertThat(verifyAt(late, clickMs - TokenVerifier.MAX_FUTURE_SKEW_MS)).isEqualTo(TokenVerdict.OK);
        assertThat(verifyAt(late, clickMs - TokenVerifier.MAX_FUTURE_SKEW_MS - 1))
                .isEqualTo(TokenVerdict.FROM_FUTURE);
    }

    /** A click of before the change has an id under the old key; when that is dropped, both are refused. */
    @Test
    void shouldBeSignedWithTheClicksOwnKey() {
        final TokenVerifier after = new TokenVerifier(keys(KEY_B + "," + KEY_A), DAY_MS);
        verify(after, NoticeKind.CLICK, clickToken(signer, payload(), "${CLICK_ID}"), read);
        final String byOld = after.landingPage(CLICK_MS);
        assertThat(byOld).isEqualTo(id);
        assertThat(verify(after, NoticeKind.CONVERSION, byOld, read)).isEqualTo(TokenVerdict.OK);
        final String byNew = clickId(new TokenSigner(keys(KEY_B + "," + KEY_A)), payload(), CLICK_MS);
        assertThat(verify(after, NoticeKind.CONVERSION, byNew, read)).isEqualTo(TokenVerdict.OK);
        final TokenVerifier dropped = new TokenVerifier(keys(KEY_B), DAY_MS);
        assertThat(verify(dropped, NoticeKind.CONVERSION, byNew, read)).isEqualTo(TokenVerdict.OK);
        assertThat(verify(dropped, NoticeKind.CONVERSION, byOld, read)).isEqualTo(TokenVerdict.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseAnotherTime() {
        final byte[] bytes = Base64.getUrlDecoder().decode(id);
        bytes[bytes.length - TokenLayout.MAC_BYTES - 1]++;
        final String altered = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThat(verify(verifier, NoticeKind.CONVERSION, altered, read)).isEqualTo(TokenVerdict.FORGED);
    }

    /** An impression's token is under the same key, but has no time: signed so, it would still be none. */
    @Test
    void shouldRefuseAPayloadWithoutATime() {
        final byte[] plain = new byte[TokenLayout.MAX_PAYLOAD_BYTES];
        final int length = TokenLayout.write(payload(), (byte) 1, plain);
        for (final int tail : new int[] {0, 3, 5, 7, 9}) {
            final String token = Tokens.signed(NoticeKind.CONVERSION, Arrays.copyOf(plain, length + tail));
            assertThat(verify(verifier, NoticeKind.CONVERSION, token, read)).isEqualTo(TokenVerdict.MALFORMED);
        }
    }

    /** A contract between replicas and versions, as the token's: computed here from its description alone. */
    @Test
    void shouldBeTheDocumentedFormat() throws Exception {
        final byte[] key = Base64.getDecoder().decode(KEY_A.substring(2));
        final byte[] bytes = Base64.getUrlDecoder().decode(id);
        final byte[] signed = Arrays.copyOf(bytes, bytes.length - 10);
        final byte[] impression = Base64.getUrlDecoder().decode(Tokens.token(signer, payload(), NoticeKind.IMPRESSION));
        assertThat(Arrays.copyOf(signed, signed.length - 6))
                .isEqualTo(Arrays.copyOf(impression, impression.length - 10));
        assertThat(Arrays.copyOfRange(signed, signed.length - 6, signed.length))
                .isEqualTo(Arrays.copyOfRange(
                        ByteBuffer.allocate(8).putLong(CLICK_MS).array(), 2, 8));
        final byte[] publicKey = oracle(key, "hayate notice 1 public".getBytes(StandardCharsets.US_ASCII));
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 10, bytes.length))
                .isEqualTo(Arrays.copyOfRange(oracle(publicKey, signed), 10, 20));
    }

    private static byte[] oracle(final byte[] key, final byte[] text) throws Exception {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private String landingPageOf(final String landingPage) {
        assertThat(verify(verifier, NoticeKind.CLICK, clickToken(signer, payload(), landingPage), read))
                .isEqualTo(TokenVerdict.OK);
        return verifier.landingPage(CLICK_MS);
    }

    private TokenVerdict verifyAt(final String token, final long nowMs) {
        final byte[] text = token.getBytes(StandardCharsets.US_ASCII);
        return verifier.verify(NoticeKind.CONVERSION, text, 0, text.length, nowMs, read);
    }
}
