package io.hayate.bidder.campaigns.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes of one encoded creative: written when a campaign is admitted, copied into answers when it bids.
 *
 * <pre>
 *  +-----------+------------+--------------+---------------+--- ... --------------------------+
 *  | int       | attributes | int          | landing page  | segments of the markup           |
 *  | length    | as JSON    | length       |               | int kind, int length, bytes, ... |
 *  +-----------+------------+--------------+---------------+--- ... --------------------------+
 * </pre>
 *
 * <p>The attributes are the fields of the bid that do not depend on the request ({@code "crid":"9001", ...}), separated by
 * commas. The markup is escaped as the inside of a JSON string already; what depends on the bid stands between the
 * literals as segments of the other kinds, without bytes. Ints are little-endian.
 */
public final class CreativeLayout {
    /** Largest encoded creative; a campaign with a larger one is refused. */
    public static final int MAX_LENGTH_BYTES = 128 * 1024;

    public static final int LITERAL = 0;
    public static final int CLICK_URL = 1;
    public static final int CLICK_URL_ENCODED = 2;
    public static final int IMPRESSION_URL = 3;
    public static final int CACHEBUSTER = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private CreativeLayout() {}

    public static int readInt(final byte[] bytes, final int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static void writeInt(final byte[] bytes, final int offset, final int value) {
        INT.set(bytes, offset, value);
    }
}
