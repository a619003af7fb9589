package io.hayate.bidder.notices.token;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of clicks, which are the tokens of their conversions ({@link TokenLayout}): the click token's payload as it
 * came, the click's time, and a MAC part of their own, under the key that the click was signed with. So an id lives as long as
 * its key, and a click from before a change of keys converts after it. Allocates the text. Owned by the bid loop.
 */
final class ClickIdSigner {
    /** Room that one id needs at most. */
    private static final int MAX_BYTES = TokenLayout.MAX_PAYLOAD_BYTES + TokenLayout.TIME_BYTES + TokenLayout.MAC_BYTES;

    private final @Nullable Hmac[] macsByKeyId = new Hmac[NoticeKeys.MAX_KEY_ID + 1];
    private final byte[] id = new byte[MAX_BYTES];
    private final byte[] text = new byte[TokenText.encodedLength(MAX_BYTES)];
    private final byte[] mac = new byte[Hmac.SHA_256_BYTES];

    ClickIdSigner(final NoticeKeys keys) {
        for (final NoticeKeys.Key key : keys.all()) {
            macsByKeyId[key.id()] = NoticeKind.CONVERSION.macLabel().derive(key.bytes());
        }
    }

    /**
     * The id of a click whose token was verified with one of our keys.
     *
     * @param token decoded; begins with the payload
     * @param payloadLength with its padding
     */
    String sign(final byte[] token, final int payloadLength, final long clickTimeMs) {
        final Hmac hmac = macsByKeyId[token[TokenLayout.KEY_ID_OFFSET] & 0xff];
        if (hmac == null) {
            throw new IllegalStateException("a click of an unknown key was not verified");
        }
        System.arraycopy(token, 0, id, 0, payloadLength);
        final int signedLength = TokenLayout.writeFixed(clickTimeMs, TokenLayout.TIME_BYTES, id, payloadLength);
        hmac.update(id, 0, signedLength);
        hmac.finish(mac);
        System.arraycopy(mac, NoticeKind.CONVERSION.macOffset(), id, signedLength, TokenLayout.MAC_BYTES);
        final int length = TokenText.encode(id, 0, signedLength + TokenLayout.MAC_BYTES, text, 0);
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
