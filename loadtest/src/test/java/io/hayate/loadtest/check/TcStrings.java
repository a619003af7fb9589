package io.hayate.loadtest.check;

import java.util.Base64;

/** TCF v2 core strings that consent to some purposes for all vendors. */
final class TcStrings {
    private static final int VERSION_2_BITS = 2 << 2;
    private static final int SERVICE_SPECIFIC_BIT = 138;
    private static final int CONSENT_BIT = 152;
    private static final int LENGTH_BYTES = 33;

    private TcStrings() {}

    static String with(final int... purposes) {
        final byte[] bytes = new byte[LENGTH_BYTES];
        bytes[0] = VERSION_2_BITS;
        set(bytes, SERVICE_SPECIFIC_BIT);
        for (final int purpose : purposes) {
            set(bytes, CONSENT_BIT + purpose - 1);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void set(final byte[] bytes, final int bit) {
        bytes[bit / Byte.SIZE] |= (byte) (1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
}
