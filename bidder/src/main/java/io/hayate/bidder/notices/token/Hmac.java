package io.hayate.bidder.notices.token;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) over {@link MessageDigest}, because {@code javax.crypto.Mac} allocates on every call. Owned by the bid
 * loop.
 */
public final class Hmac {
    public static final int SHA_256_BYTES = 32;
    public static final int SHA_1_BYTES = 20;

    /** Of both digests. */
    private static final int BLOCK_BYTES = 64;

    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final MessageDigest digest;
    private final int lengthBytes;
    private final byte[] innerKey = new byte[BLOCK_BYTES];
    private final byte[] outerKey = new byte[BLOCK_BYTES];
    private boolean begun;

    private Hmac(final String algorithm, final byte[] key) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
        lengthBytes = digest.getDigestLength();
        final byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest.digest(key) : key, BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            innerKey[i] = (byte) (block[i] ^ INNER_PAD);
            outerKey[i] = (byte) (block[i] ^ OUTER_PAD);
        }
    }

    public static Hmac sha256(final byte[] key) {
        return new Hmac("SHA-256", key);
    }

    /** For schemes of others; broken as a digest, not known to be as a MAC. */
    public static Hmac sha1(final byte[] key) {
        return new Hmac("SHA-1", key);
    }

    public void update(final byte[] bytes, final int offset, final int length) {
        if (!begun) {
            digest.update(innerKey);
            begun = true;
        }
        digest.update(bytes, offset, length);
    }

    /** Writes the MAC of all bytes since the last call to the start of {@code mac}. */
    public void finish(final byte[] mac) {
        begun = false;
        try {
            digest.digest(mac, 0, lengthBytes);
            digest.update(outerKey);
            digest.update(mac, 0, lengthBytes);
            digest.digest(mac, 0, lengthBytes);
        } catch (final DigestException e) {
            throw new IllegalArgumentException("a MAC needs " + lengthBytes + " bytes", e);
        }
    }
}
