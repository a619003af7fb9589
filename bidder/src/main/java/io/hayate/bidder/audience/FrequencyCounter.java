package io.hayate.bidder.audience;

import io.hayate.bidder.campaigns.FrequencyCap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One frequency counter within the bytes of a {@link UserRecord}, which has its drawing: a sliding window of eight parts of
 * equal length. The newest part is never over, so an impression counts for the length of seven to eight parts. The first
 * part of a window ends with its first impression: where they are far from each other, each counts for seven parts.
 * Immutable; shared.
 */
final class FrequencyCounter {
    static final int LENGTH_BYTES = 24;

    /** Of one part; of more than that so many are told. */
    static final int MOST_IN_PART = (1 << 10) - 1;

    private static final int START_OFFSET = 8;
    private static final int MINUTES_OFFSET = 12;
    private static final int HIGH_BITS_OFFSET = 14;
    private static final int LOW_BITS_OFFSET = 16;

    private static final int LOW_BITS = 8;
    private static final int HIGH_BITS = 2;
    private static final int SECONDS_PER_MINUTE = 60;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private FrequencyCounter() {}

    /** What is counted, see {@link FrequencyCap.Scope#key(long)}. */
    static long key(final byte[] bytes, final int at) {
        return (long) LONG.get(bytes, at);
    }

    static int partMinutes(final byte[] bytes, final int at) {
        return (short) SHORT.get(bytes, at + MINUTES_OFFSET) & 0xFFFF;
    }

    /** Begins with one impression. */
    static void begin(final byte[] bytes, final int at, final long key, final int partMinutes, final long timeSeconds) {
        LONG.set(bytes, at, key);
        SHORT.set(bytes, at + MINUTES_OFFSET, (short) partMinutes);
        INT.set(bytes, at + START_OFFSET, (int) Math.max(0, timeSeconds - partSeconds(bytes, at) + 1));
        SHORT.set(bytes, at + HIGH_BITS_OFFSET, (short) 0);
        LONG.set(bytes, at + LOW_BITS_OFFSET, 1L);
    }

    /** One impression more. */
    static void count(final byte[] bytes, final int at, final long timeSeconds) {
        final long partSeconds = partSeconds(bytes, at);
        final long aheadSeconds = timeSeconds - start(bytes, at);
        if (aheadSeconds >= FrequencyCap.PARTS * partSeconds || isFarAhead(aheadSeconds, partSeconds)) {
            begin(bytes, at, key(bytes, at), partMinutes(bytes, at), timeSeconds);
            return;
        }
        int part = 0;
        if (aheadSeconds >= 0) {
            shift(bytes, at, (int) (aheadSeconds / partSeconds), partSeconds);
        } else {
            // The clock was set back a little: the part of that time, or the oldest.
            part = (int) Math.min(FrequencyCap.PARTS - 1, (partSeconds - 1 - aheadSeconds) / partSeconds);
        }
        final int impressions = inPart(bytes, at, part);
        if (impressions < MOST_IN_PART) {
            setInPart(bytes, at, part, impressions + 1);
        }
    }

    /** Impressions that count at a time. */
    static int impressions(final byte[] bytes, final int at, final long nowSeconds) {
        final long partSeconds = partSeconds(bytes, at);
        final long aheadSeconds = nowSeconds - start(bytes, at);
        if (isFarAhead(aheadSeconds, partSeconds)) {
            return 0;
        }
        final long over = Math.max(0, aheadSeconds / partSeconds);
        int impressions = 0;
        for (int part = 0; part < FrequencyCap.PARTS - over; part++) {
            impressions += inPart(bytes, at, part);
        }
        return impressions;
    }

    /** When nothing of it counts any more. */
    static long endSeconds(final byte[] bytes, final int at) {
        return start(bytes, at) + FrequencyCap.PARTS * partSeconds(bytes, at);
    }

    /** The window is in a future that only a clock which was set back since can have told of. */
    private static boolean isFarAhead(final long aheadSeconds, final long partSeconds) {
        return aheadSeconds < -FrequencyCap.PARTS * partSeconds;
    }

    private static void shift(final byte[] bytes, final int at, final int parts, final long partSeconds) {
        final long low = (long) LONG.get(bytes, at + LOW_BITS_OFFSET);
        final int high = (short) SHORT.get(bytes, at + HIGH_BITS_OFFSET);
        LONG.set(bytes, at + LOW_BITS_OFFSET, low << (parts * LOW_BITS));
        SHORT.set(bytes, at + HIGH_BITS_OFFSET, (short) (high << (parts * HIGH_BITS)));
        INT.set(bytes, at + START_OFFSET, (int) (start(bytes, at) + parts * partSeconds));
    }

    private static int inPart(final byte[] bytes, final int at, final int part) {
        final long low = ((long) LONG.get(bytes, at + LOW_BITS_OFFSET) >>> (part * LOW_BITS)) & 0xFF;
        final int high = ((short) SHORT.get(bytes, at + HIGH_BITS_OFFSET) >>> (part * HIGH_BITS)) & 0b11;
        return (high << LOW_BITS) | (int) low;
    }

    private static void setInPart(final byte[] bytes, final int at, final int part, final int impressions) {
        final long low = (long) LONG.get(bytes, at + LOW_BITS_OFFSET);
        final int high = (short) SHORT.get(bytes, at + HIGH_BITS_OFFSET);
        final int lowShift = part * LOW_BITS;
        final int highShift = part * HIGH_BITS;
        LONG.set(bytes, at + LOW_BITS_OFFSET, (low & ~(0xFFL << lowShift)) | ((impressions & 0xFFL) << lowShift));
        SHORT.set(bytes, at + HIGH_BITS_OFFSET, (short)
                ((high & ~(0b11 << highShift)) | ((impressions >>> LOW_BITS) << highShift)));
    }

    private static long start(final byte[] bytes, final int at) {
        return Integer.toUnsignedLong((int) INT.get(bytes, at + START_OFFSET));
    }

    private static long partSeconds(final byte[] bytes, final int at) {
        // A record that was torn may say 0.
        return Math.max(1, partMinutes(bytes, at)) * (long) SECONDS_PER_MINUTE;
    }
}
