package io.hayate.loadtest.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What tells requests apart: 64 bits of all their bytes, the same on every machine. */
final class RequestHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private RequestHash() {}

    static long of(final byte[] bytes) {
        long hash = bytes.length * FACTOR;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        for (; at < bytes.length; at++) {
            hash = mixed(hash ^ bytes[at]);
        }
        return hash ^ hash >>> 29;
    }

    private static long mixed(final long value) {
        final long product = value * FACTOR;
        return product ^ product >>> 32;
    }
}
