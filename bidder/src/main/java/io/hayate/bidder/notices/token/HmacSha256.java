package io.hayate.bidder.notices.token;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) over {@link MessageDigest}, because {@code javax.crypto.Mac} allocates on every call. Owned by
 * the bid loop.
 */
final class HmacSha256 {
    static final int MAC_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final MessageDigest digest;
    private final byte[] innerKey = new byte[BLOCK_BYTES];
    private final byte[] outerKey = new byte[BLOCK_BYTES];
    private boolean begun;

    HmacSha256(final byte[] key) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        final byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest.digest(key) : key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            innerKey[i] = (byte) (block[i] ^ INNER_PAD);
            outerKey[i] = (byte) (block[i] ^ OUTER_PAD);
        }
    }

    void update(final byte[] bytes, final int offset, final int length) {
        if (!begun) {
            digest.update(innerKey);
            begun = true;
        }
        digest.update(bytes, offset, length);
    }

    /** Writes the MAC of all bytes since the last call to the start of {@code mac}. */
    void finish(final byte[] mac) {
        begun = false;
        try {
            digest.digest(mac, 0, MAC_BYTES);
            digest.update(outerKey);
            digest.update(mac, 0, MAC_BYTES);
            digest.digest(mac, 0, MAC_BYTES);
        } catch (final DigestException e) {
            throw new IllegalArgumentException("a MAC needs " + MAC_BYTES + " bytes", e);
        }
    }
}
