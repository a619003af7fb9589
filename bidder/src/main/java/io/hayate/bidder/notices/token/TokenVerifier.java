package io.hayate.bidder.notices.token;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and judges tokens ({@link TokenLayout}). Allocates nothing but the text of {@link #landingPage}, and the click's id
 * that stands in it.
 *
 * <p>Fields are read only after the MAC was found right. Owned by the bid loop.
 */
public final class TokenVerifier {
    /** How long a click may come after its bid. */
    public static final long CLICK_EXPIRY_MS = TimeUnit.DAYS.toMillis(30);

    /** How long a conversion may come after its click. */
    public static final long CONVERSION_EXPIRY_MS = TimeUnit.DAYS.toMillis(30);

    /** How far the clock of the replica that bid may be ahead of ours. */
    public static final long MAX_FUTURE_SKEW_MS = TimeUnit.MINUTES.toMillis(1);

    /** Longest text looked at. */
    public static final int MAX_TEXT_BYTES = TokenSigner.maxClickTokenBytes(TokenSigner.MAX_LANDING_PAGE_BYTES);

    private static final int SHORTEST_BYTES = TokenLayout.FIELDS_OFFSET + TokenLayout.MAC_BYTES;

    private final CounterBlock<TokenVerdict> verdicts = new CounterBlock<>(TokenVerdict.class);
    private final Hmac[] @Nullable [] macsByKeyId = new Hmac[NoticeKeys.MAX_KEY_ID + 1] @Nullable [];
    private final ClickIdSigner clickIds;
    private final long noticeExpiryMs;
    private final byte[] token = new byte[MAX_TEXT_BYTES];
    private final byte[] mac = new byte[Hmac.SHA_256_BYTES];
    private final TokenCursor cursor = new TokenCursor();
    private int landingOffset;
    private int landingLength;

    /** @param noticeExpiryMs how long win, bill, loss and impression may come after their bid */
    public TokenVerifier(final NoticeKeys keys, final long noticeExpiryMs) {
        this.noticeExpiryMs = noticeExpiryMs;
        this.clickIds = new ClickIdSigner(keys);
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

    /**
     * The landing page of the click token that was verified last, with the click's id wherever it asks for it; fit for a
     * header: ASCII, without spaces or controls.
     *
     * @param clickTimeMs when the click came, which its id tells
     */
    public String landingPage(final long clickTimeMs) {
        final int end = landingOffset + landingLength;
        final StringBuilder url = new StringBuilder(landingLength);
        String clickId = "";
        int at = landingOffset;
        while (at < end) {
            final int macroLength = ClickIdMacro.lengthAt(token, at, end);
            if (macroLength > 0) {
                clickId = clickId.isEmpty() ? clickIds.sign(token, landingOffset, clickTimeMs) : clickId;
                url.append(clickId);
                at += macroLength;
            } else {
                append(token[at++] & 0xff, url);
            }
        }
        return url.toString();
    }

    private static void append(final int b, final StringBuilder url) {
        if (b < 0x80) {
            url.append((char) b);
        } else {
            url.append('%').append(hexDigit(b >>> 4)).append(hexDigit(b & 0xf));
        }
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
        into.clickTimeMs = kind == NoticeKind.CONVERSION ? cursor.fixed(TokenLayout.TIME_BYTES) : 0;
        final long ageMs = nowMs - (kind == NoticeKind.CONVERSION ? into.clickTimeMs : into.timeMs);
        if (ageMs > expiryMs(kind, noticeExpiryMs)) {
            return TokenVerdict.EXPIRED;
        }
        return -ageMs > MAX_FUTURE_SKEW_MS ? TokenVerdict.FROM_FUTURE : TokenVerdict.OK;
    }

    /** How long a token of this kind is accepted: from the bid on, or for a conversion from the click on. */
    private static long expiryMs(final NoticeKind kind, final long noticeExpiryMs) {
        return switch (kind) {
            case WIN, BILL, LOSS, IMPRESSION -> noticeExpiryMs;
            case CLICK -> CLICK_EXPIRY_MS;
            case CONVERSION -> CONVERSION_EXPIRY_MS;
        };
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

    /** Only a click and its id have bytes behind their payload; a click's must not be able to break a header. */
    private boolean hasRightTail(final NoticeKind kind, final int payloadEnd, final int signedLength) {
        landingOffset = payloadEnd;
        landingLength = signedLength - payloadEnd;
        if (kind == NoticeKind.CONVERSION) {
            return landingLength == TokenLayout.TIME_BYTES;
        }
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
