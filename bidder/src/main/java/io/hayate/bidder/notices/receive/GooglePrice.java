package io.hayate.bidder.notices.receive;

import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.exchanges.PriceMacro.Unit;
import io.hayate.bidder.notices.token.Hmac;

/**
 * Prices in the encryption of Google's price confirmations (developers.google.com/authorized-buyers/rtb, "Decrypt Price
 * Confirmations"), which other exchanges use as well: web-safe base64 of
 *
 * <pre>
 *  0                        16                24          28
 *  +------------------------+-----------------+-----------+
 *  | initialization vector  | price ^ pad     | signature |
 *  +------------------------+-----------------+-----------+
 *  pad:        the first 8 bytes of HMAC-SHA1(encryption key, initialization vector)
 *  signature:  the first 4 bytes of HMAC-SHA1(integrity key, price, initialization vector)
 *  price:      a whole number, highest byte first
 * </pre>
 *
 * Allocates nothing, and takes the same time whether the signature is right. Owned by the bid loop.
 */
final class GooglePrice implements PriceDecoder {
    private static final int VECTOR_BYTES = 16;
    private static final int PRICE_BYTES = 8;
    private static final int SIGNATURE_BYTES = 4;
    private static final int LENGTH_BYTES = VECTOR_BYTES + PRICE_BYTES + SIGNATURE_BYTES;

    /** Without padding; with it there are two characters more. */
    private static final int TEXT_LENGTH = (LENGTH_BYTES * 4 + 2) / 3;

    private static final int PADDING = 2;

    private final Hmac encryption;
    private final Hmac integrity;
    private final Unit unit;
    private final byte[] bytes = new byte[LENGTH_BYTES];
    private final byte[] price = new byte[PRICE_BYTES];
    private final byte[] mac = new byte[Hmac.SHA_1_BYTES];

    GooglePrice(final PriceKeys.Pair keys, final Unit unit) {
        this.encryption = Hmac.sha1(keys.encryption());
        this.integrity = Hmac.sha1(keys.integrity());
        this.unit = unit;
    }

    @Override
    public long cpmMicros(final byte[] text, final int length) {
        if (!decodeBase64(text, length)) {
            return UNREADABLE;
        }
        encryption.update(bytes, 0, VECTOR_BYTES);
        encryption.finish(mac);
        long number = 0;
        for (int i = 0; i < PRICE_BYTES; i++) {
            price[i] = (byte) (bytes[VECTOR_BYTES + i] ^ mac[i]);
            number = number << Byte.SIZE | (price[i] & 0xff);
        }
        integrity.update(price, 0, PRICE_BYTES);
        integrity.update(bytes, 0, VECTOR_BYTES);
        integrity.finish(mac);
        int difference = 0;
        for (int i = 0; i < SIGNATURE_BYTES; i++) {
            difference |= bytes[VECTOR_BYTES + PRICE_BYTES + i] ^ mac[i];
        }
        if (difference != 0) {
            return NOT_DECRYPTED;
        }
        if (number < 0) {
            return UNREADABLE;
        }
        return number > Long.MAX_VALUE / unit.cpmMicros ? Long.MAX_VALUE : number * unit.cpmMicros;
    }

    /** Both alphabets, and padding with {@code =} or {@code .}: what becomes of it on its way through URLs. */
    private boolean decodeBase64(final byte[] text, final int length) {
        if (length != TEXT_LENGTH && length != TEXT_LENGTH + PADDING) {
            return false;
        }
        for (int i = TEXT_LENGTH; i < length; i++) {
            if (text[i] != '=' && text[i] != '.') {
                return false;
            }
        }
        int bits = 0;
        int bitCount = 0;
        int o = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            final int value = valueOf(text[i]);
            if (value < 0) {
                return false;
            }
            bits = bits << 6 | value;
            bitCount += 6;
            if (bitCount >= Byte.SIZE) {
                bitCount -= Byte.SIZE;
                bytes[o++] = (byte) (bits >>> bitCount);
            }
        }
        return true;
    }

    private static int valueOf(final byte c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
    }
}
