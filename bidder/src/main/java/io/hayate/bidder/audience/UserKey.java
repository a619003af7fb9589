package io.hayate.bidder.audience;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.util.ReadResolvable;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import org.jspecify.annotations.Nullable;

/** What a user is kept under: 128 bits of a keyed hash of an id. Reused from look-up to look-up. Owned by one thread. */
public final class UserKey {
    static final int LENGTH_BYTES = 16;

    long high;
    long low;

    public UserKey() {}

    /** The first 64 bits. */
    public long high() {
        return high;
    }

    /** The other 64 bits. */
    public long low() {
        return low;
    }

    UserKey(final long high, final long low) {
        this.high = high;
        this.low = low;
    }

    UserKey copy() {
        return new UserKey(high, low);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof UserKey key && key.high == high && key.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    /** Copies between the map and the key. Immutable; shared. */
    static final class Marshaller implements SizedReader<UserKey>, SizedWriter<UserKey>, ReadResolvable<Marshaller> {
        static final Marshaller INSTANCE = new Marshaller();

        @Override
        @SuppressWarnings("rawtypes")
        public UserKey read(final Bytes in, final long size, final @Nullable UserKey using) {
            final UserKey into = using == null ? new UserKey() : using;
            into.high = in.readLong();
            into.low = in.readLong();
            return into;
        }

        @Override
        public long size(final UserKey key) {
            return LENGTH_BYTES;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void write(final Bytes out, final long size, final UserKey key) {
            out.writeLong(key.high);
            out.writeLong(key.low);
        }

        @Override
        public Marshaller readResolve() {
            return INSTANCE;
        }
    }
}
