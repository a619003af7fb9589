package io.hayate.loadtest.check;

import java.util.Base64;
import java.util.Optional;

/**
 * As much of a TCF v2 core string as an answer can be held against: what it says of purposes, for all vendors. Immutable;
 * shared.
 */
final class TcString {
    /** Store or read on a device. */
    static final int STORAGE = 1;
    /** Select basic ads. */
    static final int BASIC_ADS = 2;

    private static final int VERSION = 2;
    private static final int VERSION_BITS = 6;
    private static final int SERVICE_SPECIFIC_BIT = 138;
    private static final int CONSENT_BIT = 152;
    private static final int INTEREST_BIT = 176;
    /** Everything before the vendor sections. */
    private static final int LEAST_BITS = 213;

    private final byte[] bytes;

    private TcString(final byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty unless it is readable, of version 2 and for one service. */
    static Optional<TcString> parse(final String text) {
        final byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text.strip().split("\\.", 2)[0]);
        } catch (final IllegalArgumentException e) {
            return Optional.empty();
        }
        final TcString string = new TcString(bytes);
        return bytes.length * Byte.SIZE >= LEAST_BITS
                        && (bytes[0] & 0xff) >> (Byte.SIZE - VERSION_BITS) == VERSION
                        && string.bit(SERVICE_SPECIFIC_BIT)
                ? Optional.of(string)
                : Optional.empty();
    }

    boolean consentsTo(final int purpose) {
        return bit(CONSENT_BIT + purpose - 1);
    }

    /** By consent or by legitimate interest. */
    boolean permits(final int purpose) {
        return consentsTo(purpose) || bit(INTEREST_BIT + purpose - 1);
    }

    private boolean bit(final int index) {
        return (bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1) == 1;
    }
}
