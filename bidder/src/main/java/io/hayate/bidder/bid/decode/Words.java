package io.hayate.bidder.bid.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Several bytes of an array as one number, the first byte lowest. Immutable; shared. */
final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long longAt(final byte[] bytes, final int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static void putLong(final byte[] bytes, final int offset, final long value) {
        LONG.set(bytes, offset, value);
    }

    static int intAt(final byte[] bytes, final int offset) {
        return (int) INT.get(bytes, offset);
    }
}
