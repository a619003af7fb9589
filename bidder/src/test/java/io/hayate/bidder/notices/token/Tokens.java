package io.hayate.bidder.notices.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keys, payloads and token texts for tests. */
public final class Tokens {
    public static final String KEY_A = "1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    public static final String KEY_B = "2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    public static final long NOW_MS = 1_795_000_000_000L;
    public static final long DAY_MS = 86_400_000L;

    private Tokens() {}

    public static NoticeKeys keys(final String text) {
        final List<String> problems = new ArrayList<>();
        final NoticeKeys keys = NoticeKeys.parse(text, problems);
        if (keys == null) {
            throw new IllegalArgumentException(problems.toString());
        }
        return keys;
    }

    /** A bid as the demo exchange would get it. */
    public static NoticePayload payload() {
        final NoticePayload payload = new NoticePayload();
        payload.epoch = 0x6a1f_03c2;
        payload.lane = 1;
        payload.sequence = 1_234_567;
        payload.timeMs = NOW_MS;
        payload.campaignId = 1001;
        payload.campaignOrdinal = 42;
        payload.creativeVersion = 90_017;
        payload.creativeId = 9001;
        payload.advertiserId = 7;
        payload.bidCpmMicros = 2_500_000;
        payload.currency = 'U' << 16 | 'S' << 8 | 'D';
        payload.campaignCurrency = payload.currency;
        payload.rateNanos = 1_000_000_000;
        payload.multiplierMicros = 1_000_000;
        payload.exchangeLength = put("demo", payload.exchange);
        payload.impressionIdLength = put("1", payload.impressionId);
        return payload;
    }

    public static int put(final String text, final byte[] into) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length;
    }

    /** A token of any kind but CLICK; of a conversion it is the id of a click at the bid's time. */
    public static String token(final TokenSigner signer, final NoticePayload payload, final NoticeKind kind) {
        if (kind == NoticeKind.CONVERSION) {
            return clickId(signer, payload, payload.timeMs);
        }
        final byte[] out = new byte[TokenSigner.MAX_TOKEN_BYTES];
        signer.seal(payload);
        return new String(out, 0, signer.write(kind, out, 0), StandardCharsets.US_ASCII);
    }

    public static String clickToken(final TokenSigner signer, final NoticePayload payload, final String landingPage) {
        final byte[] landing = landingPage.getBytes(StandardCharsets.UTF_8);
        final byte[] out = new byte[TokenSigner.maxClickTokenBytes(landing.length)];
        signer.seal(payload);
        final int length = signer.writeClick(landing, 0, landing.length, out, 0);
        return new String(out, 0, length, StandardCharsets.US_ASCII);
    }

    /** The id that a click's landing page gets, made as it is made: from the click's token. */
    public static String clickId(final TokenSigner signer, final NoticePayload payload, final long clickTimeMs) {
        final TokenVerifier verifier = new TokenVerifier(keys(KEY_A + "," + KEY_B), DAY_MS);
        final byte[] click = clickToken(signer, payload, "${CLICK_ID}").getBytes(StandardCharsets.US_ASCII);
        final TokenVerdict verdict =
                verifier.verify(NoticeKind.CLICK, click, 0, click.length, payload.timeMs, new NoticePayload());
        if (verdict != TokenVerdict.OK) {
            throw new IllegalStateException("the click is " + verdict);
        }
        return verifier.landingPage(clickTimeMs);
    }

    /** A token whose payload is whatever it is told, signed as ours. */
    public static String signed(final NoticeKind kind, final byte[] payload) {
        final Hmac hmac = kind.macLabel().derive(keys(KEY_A).signing().bytes());
        final byte[] mac = new byte[Hmac.SHA_256_BYTES];
        hmac.update(payload, 0, payload.length);
        hmac.finish(mac);
        final byte[] token = Arrays.copyOf(payload, payload.length + TokenLayout.MAC_BYTES);
        System.arraycopy(mac, kind.macOffset(), token, payload.length, TokenLayout.MAC_BYTES);
        final byte[] text = new byte[TokenText.encodedLength(token.length)];
        return new String(text, 0, TokenText.encode(token, 0, token.length, text, 0), StandardCharsets.US_ASCII);
    }

    public static TokenVerdict verify(
            final TokenVerifier verifier, final NoticeKind kind, final String token, final NoticePayload into) {
        final byte[] text = token.getBytes(StandardCharsets.ISO_8859_1);
        return verifier.verify(kind, text, 0, text.length, NOW_MS, into);
    }
}
