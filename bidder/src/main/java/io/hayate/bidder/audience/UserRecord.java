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
 *  0        1          2              4              6                    8
 *  +--------+----------+--------------+--------------+--------------------+--------------+------------------------+----------------------+
 *  | layout | reserved | segments (n) | counters (m) | last               | n segments   | m frequency counters   | k last impressions   |
 *  | 1: 1   | 1: 0     | 2            | 2            | impressions (k) 2  | 8 each       | 24 each                | 40 each              |
 *  +--------+----------+--------------+--------------+--------------------+--------------+------------------------+----------------------+
 *
 *  segment:  number 4 (of SegmentNames), expiry 4 (seconds since 1970, unsigned; the highest: never)
 *
 *  counter:  scope and id 8 (scope in the top byte: 1 campaign, 2 creative, 3 advertiser), start of the newest part 4
 *            (seconds since 1970, unsigned), length of a part in minutes 2, then the impressions in each of the eight
 *            parts, 10 bits each: the two high bits of all 2, the eight low bits of all 8, those of the newest part lowest
 *
 *  last impression:  advertiser id 8, campaign id 8, creative id 8, time 4 (seconds since 1970, unsigned),
 *                    currency of the campaign 4, tag of the exchange 4, reserved 4: 0
 * </pre>
 *
 * <p>What is counted and what came last are written by the audience agent as impressions become known; an import leaves
 * both as they are.
 */
public final class UserRecord {
    /** Segments of a user; a line that would give more is refused and counted. */
    public static final int MAX_SEGMENTS = 128;

    /** Frequency counters of a user; of more the one that is over first goes, counted. */
    public static final int MAX_COUNTERS = 32;

    /** Advertisers whose last impression is known of a user; of more the oldest goes, counted. */
    public static final int MAX_LAST_IMPRESSIONS = 8;

    /** In place of an expiry. */
    public static final int NEVER = -1;

    static final int HEADER_BYTES = 8;
    static final int SEGMENT_BYTES = 8;
    static final int COUNTER_BYTES = FrequencyCounter.LENGTH_BYTES;
    static final int LAST_IMPRESSION_BYTES = LastImpression.LENGTH_BYTES;
    static final int MAX_LENGTH_BYTES = HEADER_BYTES
            + MAX_SEGMENTS * SEGMENT_BYTES
            + MAX_COUNTERS * COUNTER_BYTES
            + MAX_LAST_IMPRESSIONS * LAST_IMPRESSION_BYTES;

    private static final byte LAYOUT = 1;
    private static final int SEGMENT_COUNT_OFFSET = 2;
    private static final int COUNTER_COUNT_OFFSET = 4;
    private static final int LAST_IMPRESSION_COUNT_OFFSET = 6;
    private static final int EXPIRY_OFFSET = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] bytes = new byte[MAX_LENGTH_BYTES];
    private int lengthBytes;

    public UserRecord() {
        clear();
    }

    /** Forgets all. */
    public void clear() {
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

    int lastImpressionCount() {
        return (short) SHORT.get(bytes, LAST_IMPRESSION_COUNT_OFFSET) & 0xFFFF;
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
        return lengthBytes == HEADER_BYTES;
    }

    /** Whether lengths and counts fit each other and the layout is this one. */
    public boolean isSound() {
        return lengthBytes >= HEADER_BYTES
                && bytes[0] == LAYOUT
                && segmentCount() <= MAX_SEGMENTS
                && counterCount() <= MAX_COUNTERS
                && lastImpressionCount() <= MAX_LAST_IMPRESSIONS
                && lengthBytes == lastImpressionAt(lastImpressionCount());
    }

    /** Impressions of what the key names that count at a time, in a window of parts of this length. */
    public int impressions(final long key, final int partMinutes, final long nowSeconds) {
        final int at = counterAt(key, partMinutes);
        return at < 0 ? 0 : FrequencyCounter.impressions(bytes, at, nowSeconds);
    }

    /** Counts an impression; false if another counter that still counted had to go for it. */
    boolean countImpression(final long key, final int partMinutes, final long timeSeconds) {
        final int known = counterAt(key, partMinutes);
        if (known >= 0) {
            FrequencyCounter.count(bytes, known, timeSeconds);
            return true;
        }
        final int count = counterCount();
        if (count == MAX_COUNTERS) {
            final int first = counterOverFirst();
            final boolean counted = FrequencyCounter.endSeconds(bytes, first) > timeSeconds;
            FrequencyCounter.begin(bytes, first, key, partMinutes, timeSeconds);
            return !counted;
        }
        insert(counterAt(count), COUNTER_BYTES, COUNTER_COUNT_OFFSET);
        FrequencyCounter.begin(bytes, counterAt(count), key, partMinutes, timeSeconds);
        return true;
    }

    /** Takes over the last impression of its advertiser; false if that of another that still counted had to go for it. */
    boolean put(final LastImpression impression) {
        final int count = lastImpressionCount();
        int oldest = lastImpressionAt(0);
        for (int at = lastImpressionAt(0); at < lengthBytes; at += LAST_IMPRESSION_BYTES) {
            if (LastImpression.advertiserId(bytes, at) == impression.advertiserId) {
                impression.write(bytes, at);
                return true;
            }
            oldest = LastImpression.timeSeconds(bytes, at) < LastImpression.timeSeconds(bytes, oldest) ? at : oldest;
        }
        if (count == MAX_LAST_IMPRESSIONS) {
            final boolean counted = !LastImpression.isOver(bytes, oldest, impression.timeSeconds);
            impression.write(bytes, oldest);
            return !counted;
        }
        insert(lengthBytes, LAST_IMPRESSION_BYTES, LAST_IMPRESSION_COUNT_OFFSET);
        impression.write(bytes, lastImpressionAt(count));
        return true;
    }

    /** Reads the last impression of an advertiser; false if none is known that still counts. */
    boolean findLastImpression(final long advertiserId, final long nowSeconds, final LastImpression into) {
        for (int at = lastImpressionAt(0); at < lengthBytes; at += LAST_IMPRESSION_BYTES) {
            if (LastImpression.advertiserId(bytes, at) == advertiserId
                    && !LastImpression.isOver(bytes, at, nowSeconds)) {
                into.read(bytes, at);
                return true;
            }
        }
        return false;
    }

    /** Where a counter begins in the bytes; one behind the last is where they end. */
    int counterAt(final int place) {
        return HEADER_BYTES + segmentCount() * SEGMENT_BYTES + place * COUNTER_BYTES;
    }

    /** The same of a last impression. */
    int lastImpressionAt(final int place) {
        return counterAt(counterCount()) + place * LAST_IMPRESSION_BYTES;
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
        insert(at, SEGMENT_BYTES, SEGMENT_COUNT_OFFSET);
        INT.set(bytes, at, segment);
        INT.set(bytes, at + EXPIRY_OFFSET, expiry);
        return true;
    }

    /** Drops the segments that have expired; returns how many. */
    int dropExpired(final long nowSeconds) {
        int dropped = 0;
        for (int place = segmentCount() - 1; place >= 0; place--) {
            if (isExpiredAt(place, nowSeconds)) {
                remove(HEADER_BYTES + place * SEGMENT_BYTES, SEGMENT_BYTES, SEGMENT_COUNT_OFFSET);
                dropped++;
            }
        }
        return dropped;
    }

    /** Drops what counts no longer of impressions; returns how many counters. */
    int dropOldImpressions(final long nowSeconds) {
        int dropped = 0;
        for (int place = counterCount() - 1; place >= 0; place--) {
            final int at = counterAt(place);
            if (FrequencyCounter.impressions(bytes, at, nowSeconds) == 0) {
                remove(at, COUNTER_BYTES, COUNTER_COUNT_OFFSET);
                dropped++;
            }
        }
        for (int place = lastImpressionCount() - 1; place >= 0; place--) {
            final int at = lastImpressionAt(place);
            if (LastImpression.isOver(bytes, at, nowSeconds)) {
                remove(at, LAST_IMPRESSION_BYTES, LAST_IMPRESSION_COUNT_OFFSET);
            }
        }
        return dropped;
    }

    /** Drops all segments; what is known of impressions stays. */
    void dropSegments() {
        final int end = HEADER_BYTES + segmentCount() * SEGMENT_BYTES;
        System.arraycopy(bytes, end, bytes, HEADER_BYTES, lengthBytes - end);
        lengthBytes -= segmentCount() * SEGMENT_BYTES;
        SHORT.set(bytes, SEGMENT_COUNT_OFFSET, (short) 0);
    }

    /** Whether {@link #dropExpired} or {@link #dropOldImpressions} would drop something. */
    boolean hasExpired(final long nowSeconds) {
        for (int place = 0; place < segmentCount(); place++) {
            if (isExpiredAt(place, nowSeconds)) {
                return true;
            }
        }
        for (int place = 0; place < counterCount(); place++) {
            if (FrequencyCounter.impressions(bytes, counterAt(place), nowSeconds) == 0) {
                return true;
            }
        }
        for (int at = lastImpressionAt(0); at < lengthBytes; at += LAST_IMPRESSION_BYTES) {
            if (LastImpression.isOver(bytes, at, nowSeconds)) {
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

    /** Where the counter lies, or -1. */
    private int counterAt(final long key, final int partMinutes) {
        int at = counterAt(0);
        for (int place = counterCount(); place > 0; place--) {
            if (FrequencyCounter.key(bytes, at) == key && FrequencyCounter.partMinutes(bytes, at) == partMinutes) {
                return at;
            }
            at += COUNTER_BYTES;
        }
        return -1;
    }

    private int counterOverFirst() {
        int first = counterAt(0);
        for (int at = first; at < lastImpressionAt(0); at += COUNTER_BYTES) {
            first = FrequencyCounter.endSeconds(bytes, at) < FrequencyCounter.endSeconds(bytes, first) ? at : first;
        }
        return first;
    }

    /** Makes room for one more of a kind. */
    private void insert(final int at, final int count, final int countOffset) {
        System.arraycopy(bytes, at, bytes, at + count, lengthBytes - at);
        lengthBytes += count;
        SHORT.set(bytes, countOffset, (short) ((short) SHORT.get(bytes, countOffset) + 1));
    }

    private void remove(final int at, final int count, final int countOffset) {
        System.arraycopy(bytes, at + count, bytes, at, lengthBytes - at - count);
        lengthBytes -= count;
        SHORT.set(bytes, countOffset, (short) ((short) SHORT.get(bytes, countOffset) - 1));
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
