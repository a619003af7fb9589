package io.hayate.bidder.audience;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.util.ReadResolvable;
import net.openhft.chronicle.hash.serialization.SizedReader;
import net.openhft.chronicle.hash.serialization.SizedWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a user: bytes of our own, little-endian, reused from look-up to look-up. Owned by one thread.
 *
 * <pre>
 *  0        1          2                4                6          8
 *  +--------+----------+----------------+----------------+----------+------------------------+-------------------------+
 *  | layout | reserved | segments (n)   | counters (m)   | reserved | n segments             | m frequency counters    |
 *  | 1: 1   | 1: 0     | 2              | 2: 0 yet       | 2: 0     | 8 each                 | 24 each                 |
 *  +--------+----------+----------------+----------------+----------+------------------------+-------------------------+
 *
 *  segment:  number 4 (of SegmentNames), expiry 4 (seconds since 1970, unsigned; the highest: never)
 *
 *  counter:  scope and id 8 (scope in the top byte: 1 campaign, 2 creative, 3 advertiser), start of the newest part 4
 *            (seconds since 1970, unsigned), length of a part in minutes 2, bids pending 2, impressions in each of the
 *            last eight parts 8 (the newest first; 255: so many or more)
 * </pre>
 *
 * <p>The counters are the place of frequency caps: a sliding window in eight parts, and what was bid and not yet told of.
 * Nothing writes any yet; what is there is kept.
 */
public final class UserRecord {
    /** Segments of a user; a line that would give more is refused and counted. */
    public static final int MAX_SEGMENTS = 128;

    /** Frequency counters of a user. */
    public static final int MAX_COUNTERS = 32;

    /** In place of an expiry. */
    public static final int NEVER = -1;

    static final int HEADER_BYTES = 8;
    static final int SEGMENT_BYTES = 8;
    static final int COUNTER_BYTES = 24;
    static final int MAX_LENGTH_BYTES = HEADER_BYTES + MAX_SEGMENTS * SEGMENT_BYTES + MAX_COUNTERS * COUNTER_BYTES;

    private static final byte LAYOUT = 1;
    private static final int SEGMENT_COUNT_OFFSET = 2;
    private static final int COUNTER_COUNT_OFFSET = 4;
    private static final int EXPIRY_OFFSET = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] bytes = new byte[MAX_LENGTH_BYTES];
    private int lengthBytes;

    public UserRecord() {
        clear();
    }

    /** Forgets all. */
    void clear() {
        Arrays.fill(bytes, 0, HEADER_BYTES, (byte) 0);
        bytes[0] = LAYOUT;
        lengthBytes = HEADER_BYTES;
    }

    /** Seconds since 1970 as a record keeps them; times beyond what it holds are {@link #NEVER}. */
    static int expiryOf(final long epochSeconds) {
        return epochSeconds >= 0xFFFF_FFFFL ? NEVER : (int) Math.max(0, epochSeconds);
    }

    static boolean isExpired(final int expiry, final long nowSeconds) {
        return expiry != NEVER && Integer.toUnsignedLong(expiry) <= nowSeconds;
    }

    public int segmentCount() {
        return (short) SHORT.get(bytes, SEGMENT_COUNT_OFFSET) & 0xFFFF;
    }

    int counterCount() {
        return (short) SHORT.get(bytes, COUNTER_COUNT_OFFSET) & 0xFFFF;
    }

    /** The number of a segment. */
    public int segment(final int place) {
        return (int) INT.get(bytes, HEADER_BYTES + place * SEGMENT_BYTES);
    }

    int expiry(final int place) {
        return (int) INT.get(bytes, HEADER_BYTES + place * SEGMENT_BYTES + EXPIRY_OFFSET);
    }

    public boolean isExpiredAt(final int place, final long nowSeconds) {
        return isExpired(expiry(place), nowSeconds);
    }

    int lengthBytes() {
        return lengthBytes;
    }

    /** Whether nothing is kept, and so the user need not be. */
    boolean isEmpty() {
        return segmentCount() == 0 && counterCount() == 0;
    }

    /** Whether lengths and counts fit each other and the layout is this one. */
    public boolean isSound() {
        return lengthBytes >= HEADER_BYTES
                && bytes[0] == LAYOUT
                && segmentCount() <= MAX_SEGMENTS
                && counterCount() <= MAX_COUNTERS
                && lengthBytes == HEADER_BYTES + segmentCount() * SEGMENT_BYTES + counterCount() * COUNTER_BYTES;
    }

    /** Adds a segment, or sets its expiry anew; false if there is no room. */
    boolean put(final int segment, final int expiry) {
        final int count = segmentCount();
        for (int place = 0; place < count; place++) {
            if (segment(place) == segment) {
                INT.set(bytes, HEADER_BYTES + place * SEGMENT_BYTES + EXPIRY_OFFSET, expiry);
                return true;
            }
        }
        if (count == MAX_SEGMENTS) {
            return false;
        }
        final int at = HEADER_BYTES + count * SEGMENT_BYTES;
        System.arraycopy(bytes, at, bytes, at + SEGMENT_BYTES, lengthBytes - at);
        INT.set(bytes, at, segment);
        INT.set(bytes, at + EXPIRY_OFFSET, expiry);
        setSegmentCount(count + 1);
        return true;
    }

    /** Drops the segments that have expired; returns how many. */
    int dropExpired(final long nowSeconds) {
        int dropped = 0;
        for (int place = segmentCount() - 1; place >= 0; place--) {
            if (isExpiredAt(place, nowSeconds)) {
                final int at = HEADER_BYTES + place * SEGMENT_BYTES;
                System.arraycopy(bytes, at + SEGMENT_BYTES, bytes, at, lengthBytes - at - SEGMENT_BYTES);
                setSegmentCount(segmentCount() - 1);
                dropped++;
            }
        }
        return dropped;
    }

    /** Drops all segments; the counters stay. */
    void dropSegments() {
        final int end = HEADER_BYTES + segmentCount() * SEGMENT_BYTES;
        System.arraycopy(bytes, end, bytes, HEADER_BYTES, lengthBytes - end);
        setSegmentCount(0);
    }

    boolean hasExpired(final long nowSeconds) {
        for (int place = 0; place < segmentCount(); place++) {
            if (isExpiredAt(place, nowSeconds)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all segments have numbers below this. */
    boolean hasSegmentsBelow(final int numbers) {
        for (int place = 0; place < segmentCount(); place++) {
            if (segment(place) < 0 || segment(place) >= numbers) {
                return false;
            }
        }
        return true;
    }

    private void setSegmentCount(final int count) {
        SHORT.set(bytes, SEGMENT_COUNT_OFFSET, (short) count);
        lengthBytes = HEADER_BYTES + count * SEGMENT_BYTES + counterCount() * COUNTER_BYTES;
    }

    /** Copies between the map and the record; what is too long for one is read as one that is not sound. Immutable; shared. */
    static final class Marshaller
            implements SizedReader<UserRecord>, SizedWriter<UserRecord>, ReadResolvable<Marshaller> {
        static final Marshaller INSTANCE = new Marshaller();

        @Override
        @SuppressWarnings("rawtypes")
        public UserRecord read(final Bytes in, final long size, final @Nullable UserRecord using) {
            final UserRecord into = using == null ? new UserRecord() : using;
            into.lengthBytes = size <= MAX_LENGTH_BYTES ? (int) size : 0;
            in.read(into.bytes, 0, into.lengthBytes);
            return into;
        }

        @Override
        public long size(final UserRecord user) {
            return user.lengthBytes;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public void write(final Bytes out, final long size, final UserRecord user) {
            out.write(user.bytes, 0, user.lengthBytes);
        }

        @Override
        public Marshaller readResolve() {
            return INSTANCE;
        }
    }
}
