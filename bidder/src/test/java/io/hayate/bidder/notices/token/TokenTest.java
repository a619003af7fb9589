package io.hayate.bidder.notices.token;

import static io.hayate.bidder.notices.token.Tokens.DAY_MS;
import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.KEY_B;
import static io.hayate.bidder.notices.token.Tokens.NOW_MS;
import static io.hayate.bidder.notices.token.Tokens.clickId;
import static io.hayate.bidder.notices.token.Tokens.clickToken;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static io.hayate.bidder.notices.token.Tokens.payload;
import static io.hayate.bidder.notices.token.Tokens.put;
import static io.hayate.bidder.notices.token.Tokens.token;
import static io.hayate.bidder.notices.token.Tokens.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTest {
    private static final String LANDING_PAGE = "https://shop.example/?utm=a&x=%20";
    private static final List<NoticeKind> NOT_CLICK =
            List.of(NoticeKind.WIN, NoticeKind.BILL, NoticeKind.LOSS, NoticeKind.IMPRESSION);

    private static final String OLD_BILL_TOKEN =
            "AQEAwof80AYBh61LAaHuVl4A6Qcqob8FqUYHoMuYAVVTRARkZW1vATEAjTXwSoJmiQZDLA";

    private final TokenSigner signer = new TokenSigner(keys(KEY_A));
    private final TokenVerifier verifier = new TokenVerifier(keys(KEY_A), DAY_MS);
    private final NoticePayload read = new NoticePayload();

    @Test
    void shouldReadBackWhatWasSigned() {
        final Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            final NoticePayload payload = randomPayload(random);
            for (final NoticeKind kind : NOT_CLICK) {
                assertThat(verify(verifier, kind, token(signer, payload, kind), read))
                        .isEqualTo(TokenVerdict.OK);
                assertSame(payload, read);
            }
            assertThat(verify(verifier, NoticeKind.CLICK, clickToken(signer, payload, LANDING_PAGE), read))
                    .isEqualTo(TokenVerdict.OK);
            assertSame(payload, read);
            assertThat(verifier.landingPage(NOW_MS)).isEqualTo(LANDING_PAGE);
        }
    }

    @Test
    void shouldStayShort() {
        final NoticePayload payload = payload();
        payload.dealIdLength = put("deal-42", payload.dealId);
        payload.impressionIdLength = put("c0ffee00-1234-4321", payload.impressionId);
        assertThat(token(signer, payload, NoticeKind.BILL)).hasSizeLessThanOrEqualTo(130);
        assertThat(token(signer, payload(), NoticeKind.BILL)).hasSizeLessThanOrEqualTo(90);
    }

    @Test
    void shouldFitItsRoomAtItsLongest() {
        final NoticePayload payload = payload();
        payload.epoch = -1;
        payload.lane = -1;
        payload.campaignOrdinal = -1;
        payload.sequence = -1;
        payload.campaignId = -1;
        payload.creativeId = -1;
        payload.creativeVersion = -1;
        payload.advertiserId = -1;
        payload.bidCpmMicros = -1;
        payload.rateNanos = -1;
        payload.campaignCurrency = 0xff_ffff;
        payload.multiplierMicros = -1;
        payload.exchangeLength = put("x".repeat(32), payload.exchange);
        payload.impressionIdLength = put("i".repeat(NoticePayload.MAX_TEXT_BYTES), payload.impressionId);
        payload.dealIdLength = put("d".repeat(NoticePayload.MAX_TEXT_BYTES), payload.dealId);
        payload.hasUser = true;
        payload.userKeyHigh = -1;
        payload.userKeyLow = -1;
        payload.auctionCell = 0xffff;
        final String token = token(signer, payload, NoticeKind.WIN);
        assertThat(token).hasSizeLessThanOrEqualTo(TokenSigner.MAX_TOKEN_BYTES);
        assertThat(verify(verifier, NoticeKind.WIN, token, read)).isEqualTo(TokenVerdict.OK);
        assertSame(payload, read);
        final String landingPage = "https://l.example/" + "p".repeat(TokenSigner.MAX_LANDING_PAGE_BYTES - 18);
        assertThat(verify(verifier, NoticeKind.CLICK, clickToken(signer, payload, landingPage), read))
                .isEqualTo(TokenVerdict.OK);
        assertThat(verifier.landingPage(NOW_MS)).isEqualTo(landingPage);
        assertThat(clickId(signer, payload, NOW_MS)).hasSizeLessThanOrEqualTo(TokenSigner.MAX_TOKEN_BYTES);
    }

    @Test
    void shouldRefuseEveryChangedCharacter() {
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ \n.%";
        for (final NoticeKind kind : NoticeKind.values()) {
            final String token = tokenOf(kind);
            for (int i = 0; i < token.length(); i++) {
                for (int a = 0; a < alphabet.length(); a++) {
                    final char c = alphabet.charAt(a);
                    if (c != token.charAt(i)) {
                        final String altered = token.substring(0, i) + c + token.substring(i + 1);
                        assertThat(verify(verifier, kind, altered, read)).isNotEqualTo(TokenVerdict.OK);
                    }
                }
            }
        }
    }

    @Test
    void shouldRefuseEveryOtherLength() {
        for (final NoticeKind kind : NoticeKind.values()) {
            final String token = tokenOf(kind);
            for (int length = 0; length < token.length(); length++) {
                assertThat(verify(verifier, kind, token.substring(0, length), read))
                        .isNotEqualTo(TokenVerdict.OK);
            }
            for (final String tail : List.of("A", "AA", "AAA", "AAAA", "=", "==", "\n")) {
                assertThat(verify(verifier, kind, token + tail, read)).isNotEqualTo(TokenVerdict.OK);
            }
        }
        assertThat(verify(verifier, NoticeKind.WIN, "A".repeat(100_000), read)).isEqualTo(TokenVerdict.MALFORMED);
    }

    /** Ten bytes of MAC leave four unused bits in the last character: only zeros are canonical. */
    @Test
    void shouldAcceptOneTextOnlyForTheSameBytes() {
        final Base64.Decoder lenient = Base64.getUrlDecoder();
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        final String token = tokenOf(NoticeKind.WIN);
        final byte[] bytes = lenient.decode(token);
        final String start = token.substring(0, token.length() - 1);
        final List<String> sameBytes = alphabet.chars()
                .mapToObj(c -> start + (char) c)
                .filter(text -> Arrays.equals(lenient.decode(text), bytes))
                .toList();
        assertThat(sameBytes).hasSize(16);
        assertThat(sameBytes.stream().filter(text -> verify(verifier, NoticeKind.WIN, text, read) == TokenVerdict.OK))
                .containsExactly(token);
    }

    @Test
    void shouldBeTheTextThatJavasEncoderWrites() {
        final Random random = new Random(3);
        for (int length = 0; length < 100; length++) {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            final byte[] out = new byte[200];
            final int end = TokenText.encode(bytes, 0, length, out, 0);
            assertThat(end).isEqualTo(TokenText.encodedLength(length));
            assertThat(new String(out, 0, end, StandardCharsets.US_ASCII))
                    .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            final byte[] back = new byte[200];
            assertThat(TokenText.decode(out, 0, end, back)).isEqualTo(length);
            assertThat(Arrays.copyOf(back, length)).isEqualTo(bytes);
        }
    }

    @Test
    void shouldNotTakeOneKindForAnother() {
        for (final NoticeKind signed : NoticeKind.values()) {
            for (final NoticeKind asked : NoticeKind.values()) {
                final TokenVerdict verdict = verify(verifier, asked, tokenOf(signed), read);
                assertThat(verdict).isEqualTo(signed == asked ? TokenVerdict.OK : TokenVerdict.FORGED);
            }
        }
    }

    @Test
    void shouldNotGiveAwayServerMacsInPublicTokens() {
        final String imp = tokenOf(NoticeKind.IMPRESSION);
        final String click = tokenOf(NoticeKind.CLICK);
        for (final NoticeKind kind : List.of(NoticeKind.WIN, NoticeKind.BILL, NoticeKind.LOSS)) {
            final String token = tokenOf(kind);
            final String mac = token.substring(token.length() - 14, token.length() - 1);
            assertThat(imp).doesNotContain(mac);
            assertThat(click).doesNotContain(mac);
        }
    }

    @Test
    void shouldSignWithTheFirstKeyAndVerifyWithAll() {
        final TokenVerifier both = new TokenVerifier(keys(KEY_B + "," + KEY_A), DAY_MS);
        final TokenSigner second = new TokenSigner(keys(KEY_B + "," + KEY_A));
        assertThat(verify(both, NoticeKind.WIN, tokenOf(NoticeKind.WIN), read)).isEqualTo(TokenVerdict.OK);
        final String byB = token(second, payload(), NoticeKind.WIN);
        assertThat(verify(both, NoticeKind.WIN, byB, read)).isEqualTo(TokenVerdict.OK);
        assertThat(verify(verifier, NoticeKind.WIN, byB, read)).isEqualTo(TokenVerdict.UNKNOWN_KEY);
        assertThat(verifier.verdicts().get(TokenVerdict.UNKNOWN_KEY)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnotherKeyUnderTheSameId() {
        final TokenSigner stranger = new TokenSigner(keys(KEY_B.replace("2:", "1:")));
        assertThat(verify(verifier, NoticeKind.WIN, token(stranger, payload(), NoticeKind.WIN), read))
                .isEqualTo(TokenVerdict.FORGED);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        final byte[] bytes = Base64.getUrlDecoder().decode(tokenOf(NoticeKind.WIN));
        bytes[0]++;
        final String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThat(verify(verifier, NoticeKind.WIN, token, read)).isEqualTo(TokenVerdict.WRONG_VERSION);
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void shouldExpire(final NoticeKind kind) {
        final long lifeMs = kind == NoticeKind.CLICK || kind == NoticeKind.CONVERSION ? 30 * DAY_MS : DAY_MS;
        final byte[] text = tokenOf(kind).getBytes(StandardCharsets.US_ASCII);
        assertThat(verifier.verify(kind, text, 0, text.length, NOW_MS + lifeMs, read))
                .isEqualTo(TokenVerdict.OK);
        assertThat(verifier.verify(kind, text, 0, text.length, NOW_MS + lifeMs + 1, read))
                .isEqualTo(TokenVerdict.EXPIRED);
    }

    @Test
    void shouldRefuseBidsFromTheFuture() {
        final byte[] text = tokenOf(NoticeKind.WIN).getBytes(StandardCharsets.US_ASCII);
        final long earliestMs = NOW_MS - TokenVerifier.MAX_FUTURE_SKEW_MS;
        assertThat(verifier.verify(NoticeKind.WIN, text, 0, text.length, earliestMs, read))
                .isEqualTo(TokenVerdict.OK);
        assertThat(verifier.verify(NoticeKind.WIN, text, 0, text.length, earliestMs - 1, read))
                .isEqualTo(TokenVerdict.FROM_FUTURE);
    }

    @Test
    void shouldRefuseLandingPagesThatBreakAHeader() {
        for (final String bad :
                List.of("https://a.example/\r\nSet-Cookie: x=1", "https://a.example/ b", "\u007f", "\t", "")) {
            assertThat(verify(verifier, NoticeKind.CLICK, clickToken(signer, payload(), bad), read))
                    .isEqualTo(TokenVerdict.MALFORMED);
        }
    }

    @Test
    void shouldEncodeForeignLettersOfLandingPages() {
        verify(verifier, NoticeKind.CLICK, clickToken(signer, payload(), "https://例え.example/é"), read);
        assertThat(verifier.landingPage(NOW_MS)).isEqualTo("https://%E4%BE%8B%E3%81%88.example/%C3%A9");
    }

    @Test
    void shouldSkipAnExtensionThatItDoesNotKnow() {
        final byte[] plain = new byte[TokenLayout.MAX_PAYLOAD_BYTES];
        final int padded = TokenLayout.write(payload(), (byte) 1, plain);
        int fieldsEnd = padded;
        while (plain[fieldsEnd - 1] == 0) {
            fieldsEnd--;
        }
        plain[TokenLayout.FLAGS_OFFSET] |= TokenLayout.FLAG_EXTENSION;
        // A tag of a later version, and a user's key that has become longer.
        final byte[] extension = new byte[2 + 5 + 2 + 20];
        extension[0] = 0x55;
        extension[1] = 5;
        extension[7] = TokenLayout.TAG_USER_KEY;
        extension[8] = 20;
        plain[fieldsEnd] = (byte) extension.length;
        System.arraycopy(extension, 0, plain, fieldsEnd + 1, extension.length);
        final int end = (fieldsEnd + 1 + extension.length + 2) / 3 * 3;
        Arrays.fill(plain, fieldsEnd + 1 + extension.length, end, (byte) 0);
        assertThat(TokenLayout.read(plain, end, read, new TokenCursor())).isEqualTo(end);
        assertSame(payload(), read);
        plain[fieldsEnd + 2]++; // The first tag's bytes now reach one into the second.
        assertThat(TokenLayout.read(plain, end, read, new TokenCursor())).isEqualTo(TokenLayout.MALFORMED);
    }

    /** What bids had in their URLs before there was an extension, to the last character. */
    @Test
    void shouldCostNothingWhereThereIsNoUserAndNoAuctionCell() {
        read.hasUser = true;
        read.userKeyHigh = 1;
        read.auctionCell = 1;
        assertThat(tokenOf(NoticeKind.BILL)).isEqualTo(OLD_BILL_TOKEN);
        assertThat(verify(verifier, NoticeKind.BILL, OLD_BILL_TOKEN, read)).isEqualTo(TokenVerdict.OK);
        assertSame(payload(), read);
    }

    @Test
    void shouldHoldTheUsersKeyAndTheAuctionsCell() {
        final NoticePayload payload = payload();
        payload.hasUser = true;
        payload.userKeyHigh = 0x8123_4567_89ab_cdefL;
        payload.userKeyLow = -2;
        assertThat(token(signer, payload, NoticeKind.BILL)).hasSizeLessThanOrEqualTo(90 + 26);
        payload.auctionCell = 0xffff;
        for (final NoticeKind kind : NOT_CLICK) {
            assertThat(verify(verifier, kind, token(signer, payload, kind), read))
                    .isEqualTo(TokenVerdict.OK);
            assertSame(payload, read);
        }
    }

    /** Authentic bytes are trusted not to be hostile, but a reader with bounds cannot be surprised. */
    @Test
    void shouldSurviveAnyBytesAsPayload() {
        final Random random = new Random(11);
        final TokenCursor cursor = new TokenCursor();
        for (int i = 0; i < 30_000; i++) {
            final byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            final int end = TokenLayout.read(bytes, bytes.length, read, cursor);
            assertThat(end).isBetween(TokenLayout.MALFORMED, bytes.length);
        }
    }

    @Test
    void shouldComputeTheSameMacAsTheJdk() throws Exception {
        final Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            final byte[] key = new byte[1 + random.nextInt(150)];
            final byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(text);
            final Hmac hmac = Hmac.sha256(key);
            final byte[] mac = new byte[Hmac.SHA_256_BYTES];
            final int split = random.nextInt(text.length + 1);
            for (int again = 0; again < 2; again++) {
                hmac.update(text, 0, split);
                hmac.update(text, split, text.length - split);
                hmac.finish(mac);
                assertThat(mac).isEqualTo(oracle(key, text));
            }
        }
    }

    /** The format is a contract between replicas and versions: computed here from its description alone. */
    @Test
    void shouldBeTheDocumentedFormat() throws Exception {
        final byte[] key = Base64.getDecoder().decode(KEY_A.substring(2));
        final byte[] token = Base64.getUrlDecoder().decode(tokenOf(NoticeKind.LOSS));
        final byte[] signed = Arrays.copyOf(token, token.length - 10);
        assertThat(signed.length % 3).isZero();
        assertThat(Arrays.copyOf(signed, 3)).containsExactly(1, 1, 0);
        final byte[] server = oracle(key, "hayate notice 1 server".getBytes(StandardCharsets.US_ASCII));
        assertThat(Arrays.copyOfRange(token, token.length - 10, token.length))
                .isEqualTo(Arrays.copyOfRange(oracle(server, signed), 20, 30));
    }

    private static byte[] oracle(final byte[] key, final byte[] text) throws Exception {
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private String tokenOf(final NoticeKind kind) {
        return kind == NoticeKind.CLICK ? clickToken(signer, payload(), LANDING_PAGE) : token(signer, payload(), kind);
    }

    private static NoticePayload randomPayload(final Random random) {
        final NoticePayload payload = payload();
        payload.epoch = random.nextInt();
        payload.lane = random.nextInt() >>> random.nextInt(32);
        payload.sequence = random.nextLong() >>> random.nextInt(64);
        payload.timeMs = NOW_MS - random.nextInt(1000);
        payload.test = random.nextBoolean();
        payload.campaignId = random.nextLong() >>> (1 + random.nextInt(62));
        payload.campaignOrdinal = random.nextInt() >>> (1 + random.nextInt(30));
        payload.creativeVersion = random.nextLong() >>> random.nextInt(64);
        payload.creativeId = random.nextLong() >>> random.nextInt(64);
        payload.advertiserId = random.nextLong() >>> random.nextInt(64);
        payload.bidCpmMicros = random.nextLong() >>> (1 + random.nextInt(62));
        payload.currency = random.nextInt() & 0xff_ffff;
        payload.campaignCurrency = random.nextBoolean() ? payload.currency : random.nextInt() & 0xff_ffff;
        payload.rateNanos = random.nextBoolean() ? 1_000_000_000 : random.nextLong() >>> 1;
        payload.multiplierMicros = random.nextBoolean() ? 1_000_000 : random.nextLong() >>> 1;
        payload.hasUser = random.nextBoolean();
        payload.userKeyHigh = payload.hasUser ? random.nextLong() : 0;
        payload.userKeyLow = payload.hasUser ? random.nextLong() : 0;
        payload.auctionCell = random.nextBoolean() ? 0 : random.nextInt(1 << 16);
        payload.exchangeLength = put("e".repeat(random.nextInt(33)), payload.exchange);
        payload.impressionIdLength = put("i".repeat(random.nextInt(65)), payload.impressionId);
        payload.dealIdLength = put("d".repeat(random.nextInt(65)), payload.dealId);
        return payload;
    }

    private static void assertSame(final NoticePayload expected, final NoticePayload actual) {
        assertThat(actual)
                .usingRecursiveComparison()
                .ignoringFields("exchange", "impressionId", "dealId")
                .isEqualTo(expected);
        assertThat(text(actual.exchange, actual.exchangeLength))
                .isEqualTo(text(expected.exchange, expected.exchangeLength));
        assertThat(text(actual.impressionId, actual.impressionIdLength))
                .isEqualTo(text(expected.impressionId, expected.impressionIdLength));
        assertThat(text(actual.dealId, actual.dealIdLength)).isEqualTo(text(expected.dealId, expected.dealIdLength));
    }

    private static String text(final byte[] bytes, final int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
