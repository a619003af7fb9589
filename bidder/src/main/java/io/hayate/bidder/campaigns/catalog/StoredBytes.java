package io.hayate.bidder.campaigns.catalog;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.util.ReadResolvable;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import org.jspecify.annotations.Nullable;

/**
 * A value of a map: bytes that are copied into, or out of, an array that the caller brings. Owned by one thread.
 *
 * <p>Not a {@code byte[]} value, because reading one makes a new array.
 */
final class StoredBytes {
    private static final byte[] NONE = {};

    byte[] array = NONE;
    int lengthBytes;

    /** Copies between the map and the caller's array. Immutable; shared. */
    static final class Marshaller
            implements SizedReader<StoredBytes>, SizedWriter<StoredBytes>, ReadResolvable<Marshaller> {
        static final Marshaller INSTANCE = new Marshaller();

        @Override
        @SuppressWarnings("rawtypes")
        public StoredBytes read(final Bytes in, final long size, final @Nullable StoredBytes using) {
            final StoredBytes into = using == null ? new StoredBytes() : using;
            if (into.array.length < size) {
                into.array = new byte[(int) size];
            }
            into.lengthBytes = (int) size;
            in.read(into.array, 0, (int) size);
            return into;
        }

        @Override
        public long size(final StoredBytes value) {
            return value.lengthBytes;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void write(final Bytes out, final long size, final StoredBytes value) {
            out.write(value.array, 0, value.lengthBytes);
        }

        @Override
        public Marshaller readResolve() {
            return INSTANCE;
        }
    }
}
