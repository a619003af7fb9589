package io.hayate.bidder.notices.receive;

import io.hayate.bidder.notices.token.Hmac;

/**
 * Order ids as numbers: the first 64 bits of HMAC-SHA256 over the advertiser's id (8 bytes, highest first) and the order's. Two
 * orders of an advertiser are taken for one about once in 2^64, and nobody without the key can choose two that are. Allocates
 * nothing. Owned by the bid loop.
 */
final class OrderHash {
    /** In place of the hash: there is no order id. No order has it. */
    static final long NO_ORDER = 0;

    private final Hmac hmac;
    private final byte[] advertiser = new byte[Long.BYTES];
    private final byte[] mac = new byte[Hmac.SHA_256_BYTES];

    OrderHash(final byte[] key) {
        hmac = Hmac.sha256(key);
    }

    /** Never {@link #NO_ORDER}. */
    long hash(final long advertiserId, final byte[] order, final int length) {
        for (int i = 0; i < Long.BYTES; i++) {
            advertiser[i] = (byte) (advertiserId >>> (Byte.SIZE * (Long.BYTES - 1 - i)));
        }
        hmac.update(advertiser, 0, Long.BYTES);
        hmac.update(order, 0, length);
        hmac.finish(mac);
        long hash = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            hash = (hash << Byte.SIZE) | (mac[i] & 0xff);
        }
        return hash == NO_ORDER ? 1 : hash;
    }
}
