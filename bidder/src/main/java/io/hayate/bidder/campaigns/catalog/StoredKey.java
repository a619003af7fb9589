package io.hayate.bidder.campaigns.catalog;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.util.ReadResolvable;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import org.jspecify.annotations.Nullable;

/**
 * A key of a map: eight bytes, reused from look-up to look-up. Owned by one thread.
 *
 * <p>Not a {@code byte[]} key, because Chronicle Map wraps one anew, 192 bytes of garbage, at each look-up; not a
 * {@code Long}, because that is boxed; not a {@code LongValue}, because that compiles code at the first start.
 */
final class StoredKey {
    static final int LENGTH_BYTES = 8;

    long value;

    StoredKey at(final long newValue) {
        value = newValue;
        return this;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof StoredKey key && key.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    /** Copies between the map and the key. Immutable; shared. */
    static final class Marshaller
            implements SizedReader<StoredKey>, SizedWriter<StoredKey>, ReadResolvable<Marshaller> {
        static final Marshaller INSTANCE = new Marshaller();

        @Override
        @SuppressWarnings("rawtypes")
        public StoredKey read(final Bytes in, final long size, final @Nullable StoredKey using) {
            final StoredKey into = using == null ? new StoredKey() : using;
            into.value = in.readLong();
            return into;
        }

        @Override
        public long size(final StoredKey key) {
            return LENGTH_BYTES;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void write(final Bytes out, final long size, final StoredKey key) {
            out.writeLong(key.value);
        }

        @Override
        public Marshaller readResolve() {
            return INSTANCE;
        }
    }
}
