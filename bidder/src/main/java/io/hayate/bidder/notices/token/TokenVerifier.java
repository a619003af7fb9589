package io.hayate.bidder.notices.token;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges tokens ({@link TokenLayout}). Allocates nothing but the text of {@link #landingPage}.
 *
 * <p>Fields are read only after the MAC was found right. Owned by the bid loop.
 */
public final class TokenVerifier {
    /** How long a click may come after its bid. */
    public static final long CLICK_EXPIRY_MS = TimeUnit.DAYS.toMillis(30);

    /** How far the clock of the replica that bid may be ahead of ours. */
    public static final long MAX_FUTURE_SKEW_MS = TimeUnit.MINUTES.toMillis(1);

    /** Longest text looked at. */
    public static final int MAX_TEXT_BYTES = TokenSigner.maxClickTokenBytes(TokenSigner.MAX_LANDING_PAGE_BYTES);

    private static final int KEY_IDS = 256;
    private static final int SHORTEST_BYTES = TokenLayout.FIELDS_OFFSET + TokenLayout.MAC_BYTES;

    private final CounterBlock<TokenVerdict> verdicts = new CounterBlock<>(TokenVerdict.class);
    private final Hmac[] @Nullable [] macsByKeyId = new Hmac[KEY_IDS] @Nullable [];
    private final long noticeExpiryMs;
    private final byte[] token = new byte[MAX_TEXT_BYTES];
    private final byte[] mac = new byte[Hmac.SHA_256_BYTES];
    private final TokenCursor cursor = new TokenCursor();
    private int landingOffset;
    private int landingLength;

    /** @param noticeExpiryMs how long win, bill, loss and impression may come after their bid */
    public TokenVerifier(final NoticeKeys keys, final long noticeExpiryMs) {
        this.noticeExpiryMs = noticeExpiryMs;
        for (final NoticeKeys.Key key : keys.all()) {
            final Hmac[] macs = new Hmac[MacLabel.values().length];
            for (final MacLabel label : MacLabel.values()) {
                macs[label.ordinal()] = label.derive(key.bytes());
            }
            macsByKeyId[key.id()] = macs;
        }
    }

    /** Judges a token's text and, if it is {@link TokenVerdict#OK}, fills {@code into}; counts the verdict. */
    public TokenVerdict verify(
            final NoticeKind kind,
            final byte[] text,
            final int offset,
            final int length,
            final long nowMs,
            final NoticePayload into) {
        final TokenVerdict verdict = judge(kind, text, offset, length, nowMs, into);
        verdicts.increment(verdict);
        return verdict;
    }

    public CounterBlock<TokenVerdict> verdicts() {
        return verdicts;
    }

    /** The landing page of the click token that was verified last, fit for a header: ASCII, without spaces or controls. */
    public String landingPage() {
        final StringBuilder url = new StringBuilder(landingLength);
        for (int i = landingOffset; i < landingOffset + landingLength; i++) {
            final int b = token[i] & 0xff;
            if (b < 0x80) {
                url.append((char) b);
            } else {
                url.append('%').append(hexDigit(b >>> 4)).append(hexDigit(b & 0xf));
            }
        }
        return url.toString();
    }

    private TokenVerdict judge(
            final NoticeKind kind,
            final byte[] text,
            final int offset,
            final int length,
            final long nowMs,
            final NoticePayload into) {
        if (length > MAX_TEXT_BYTES) {
            return TokenVerdict.MALFORMED;
        }
        final int tokenLength = TokenText.decode(text, offset, length, token);
        if (tokenLength < SHORTEST_BYTES) {
            return TokenVerdict.MALFORMED;
        }
        if (token[TokenLayout.VERSION_OFFSET] != TokenLayout.VERSION) {
            return TokenVerdict.WRONG_VERSION;
        }
        final Hmac[] macs = macsByKeyId[token[TokenLayout.KEY_ID_OFFSET] & 0xff];
        if (macs == null) {
            return TokenVerdict.UNKNOWN_KEY;
        }
        final int signedLength = tokenLength - TokenLayout.MAC_BYTES;
        if (!isAuthentic(macs[kind.macLabel().ordinal()], kind, signedLength)) {
            return TokenVerdict.FORGED;
        }
        final int payloadEnd = TokenLayout.read(token, signedLength, into, cursor);
        if (payloadEnd == TokenLayout.MALFORMED || !hasRightTail(kind, payloadEnd, signedLength)) {
            return TokenVerdict.MALFORMED;
        }
        final long ageMs = nowMs - into.timeMs;
        if (ageMs > (kind == NoticeKind.CLICK ? CLICK_EXPIRY_MS : noticeExpiryMs)) {
            return TokenVerdict.EXPIRED;
        }
        return -ageMs > MAX_FUTURE_SKEW_MS ? TokenVerdict.FROM_FUTURE : TokenVerdict.OK;
    }

    private boolean isAuthentic(final Hmac hmac, final NoticeKind kind, final int signedLength) {
        hmac.update(token, 0, signedLength);
        hmac.finish(mac);
        // All bytes are compared, so that the time taken does not tell how many were right.
        int difference = 0;
        for (int i = 0; i < TokenLayout.MAC_BYTES; i++) {
            difference |= mac[kind.macOffset() + i] ^ token[signedLength + i];
        }
        return difference == 0;
    }

    /** Only a click has bytes behind its payload, and they must not be able to break a header. */
    private boolean hasRightTail(final NoticeKind kind, final int payloadEnd, final int signedLength) {
        landingOffset = payloadEnd;
        landingLength = signedLength - payloadEnd;
        if (kind != NoticeKind.CLICK) {
            return landingLength == 0;
        }
        if (landingLength == 0) {
            return false;
        }
        for (int i = landingOffset; i < signedLength; i++) {
            final int b = token[i] & 0xff;
            if (b <= ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static char hexDigit(final int value) {
        return (char) (value < 10 ? '0' + value : 'A' + value - 10);
    }
}
