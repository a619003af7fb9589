package io.hayate.bidder.notices.token;

/**
 * Writes signed tokens ({@link TokenLayout}). Allocates nothing.
 *
 * <p>A bid has five tokens that differ in their last ten bytes, so {@link #seal} encodes the payload and computes the two
 * MACs once, and the write methods copy; a click's MAC is its own, because it covers the landing page. A conversion's token is
 * made when its click comes ({@link ClickIdSigner}). Owned by the bid loop.
 */
public final class TokenSigner {
    /** Room that one token needs at most, without a landing page. */
    public static final int MAX_TOKEN_BYTES = 512;

    /** Longest landing page in a click token; campaigns with a longer one must be refused. */
    public static final int MAX_LANDING_PAGE_BYTES = 2048;

    private final byte keyId;
    private final Hmac serverMac;
    private final Hmac publicMac;
    private final Hmac clickMac;
    private final byte[] payloadBytes = new byte[TokenLayout.MAX_PAYLOAD_BYTES];
    private final byte[] payloadText = new byte[MAX_TOKEN_BYTES];
    private final byte[] serverMacBytes = new byte[Hmac.SHA_256_BYTES];
    private final byte[] publicMacBytes = new byte[Hmac.SHA_256_BYTES];
    private final byte[] clickMacBytes = new byte[Hmac.SHA_256_BYTES];
    private final byte[] clickTail = new byte[MAX_LANDING_PAGE_BYTES + TokenLayout.MAC_BYTES];
    private int payloadLength;
    private int payloadTextLength;

    public TokenSigner(final NoticeKeys keys) {
        final NoticeKeys.Key key = keys.signing();
        keyId = (byte) key.id();
        serverMac = MacLabel.SERVER.derive(key.bytes());
        publicMac = MacLabel.PUBLIC.derive(key.bytes());
        clickMac = MacLabel.CLICK.derive(key.bytes());
    }

    /** Encodes and signs the payload; the write methods below then write tokens of it. */
    public void seal(final NoticePayload payload) {
        payloadLength = TokenLayout.write(payload, keyId, payloadBytes);
        payloadTextLength = TokenText.encode(payloadBytes, 0, payloadLength, payloadText, 0);
        serverMac.update(payloadBytes, 0, payloadLength);
        serverMac.finish(serverMacBytes);
        publicMac.update(payloadBytes, 0, payloadLength);
        publicMac.finish(publicMacBytes);
    }

    /** Writes the text of the sealed payload's token of this kind (not CLICK or CONVERSION) and returns the offset behind it. */
    public int write(final NoticeKind kind, final byte[] out, final int offset) {
        assert kind != NoticeKind.CLICK && kind != NoticeKind.CONVERSION : "a token that needs more than the payload";
        final byte[] mac = kind.macLabel() == MacLabel.SERVER ? serverMacBytes : publicMacBytes;
        System.arraycopy(payloadText, 0, out, offset, payloadTextLength);
        return TokenText.encode(mac, kind.macOffset(), TokenLayout.MAC_BYTES, out, offset + payloadTextLength);
    }

    /**
     * Writes a click token, which also holds the landing page, and returns the offset behind it.
     *
     * @param landingLength at most {@link #MAX_LANDING_PAGE_BYTES}
     */
    public int writeClick(
            final byte[] landingPage,
            final int landingOffset,
            final int landingLength,
            final byte[] out,
            final int offset) {
        clickMac.update(payloadBytes, 0, payloadLength);
        clickMac.update(landingPage, landingOffset, landingLength);
        clickMac.finish(clickMacBytes);
        System.arraycopy(landingPage, landingOffset, clickTail, 0, landingLength);
        System.arraycopy(clickMacBytes, 0, clickTail, landingLength, TokenLayout.MAC_BYTES);
        System.arraycopy(payloadText, 0, out, offset, payloadTextLength);
        return TokenText.encode(clickTail, 0, landingLength + TokenLayout.MAC_BYTES, out, offset + payloadTextLength);
    }

    /** Room that a click token with this landing page needs at most. */
    public static int maxClickTokenBytes(final int landingLength) {
        return MAX_TOKEN_BYTES + TokenText.encodedLength(landingLength);
    }
}
