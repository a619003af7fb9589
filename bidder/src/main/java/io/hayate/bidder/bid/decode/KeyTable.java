package io.hayate.bidder.bid.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * From the bytes of a key to its {@link Key}: a perfect hash over length and first eight bytes, then a comparison of the
 * whole. One probe whatever the request's keys are, so no choice of keys makes it slow.
 *
 * <pre>
 *  slot * 2   + 0               + 1
 *  +---------------------------+--------------------------+
 *  | first 8 bytes, 0-filled   | length << 32 | ordinal   |
 *  +---------------------------+--------------------------+
 * </pre>
 *
 * Immutable; shared.
 */
final class KeyTable {
    /** Before the table, which is made of it. */
    private static final Key[] KEYS = Key.values();

    static final KeyTable OPENRTB = new KeyTable();

    /** First and last eight bytes are the whole key up to this length. */
    private static final int TWO_WORDS_BYTES = 16;

    /** So many slots that a multiplier without collisions is found in about a thousand tries for 180 keys. */
    private static final int SLOT_BITS = 11;

    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int STRIDE = 2;
    private static final long LENGTH_SPREAD = 0x9E3779B97F4A7C15L;
    private static final long NO_KEY = -1;

    private final long[] entries = new long[SLOTS * STRIDE];
    /** By ordinal. */
    private final byte[][] names = new byte[KEYS.length][];
    /** By ordinal, of keys longer than eight bytes. */
    private final long[] lastBytes = new long[KEYS.length];

    private final long multiplier;

    private KeyTable() {
        for (final Key key : KEYS) {
            final byte[] name = key.field.getBytes(StandardCharsets.US_ASCII);
            names[key.ordinal()] = name;
            lastBytes[key.ordinal()] = name.length > Long.BYTES ? Words.longAt(name, name.length - Long.BYTES) : 0;
        }
        final SplittableRandom random = new SplittableRandom(1);
        long candidate = random.nextLong() | 1;
        while (!fill(candidate)) {
            candidate = random.nextLong() | 1;
        }
        multiplier = candidate;
    }

    /** The key in {@code bytes}, unescaped, or {@link Key#OTHER}. Up to eight bytes behind it are read and ignored. */
    Key find(final byte[] bytes, final int offset, final int length) {
        final long first = first(Words.longAt(bytes, offset), length);
        final int slot = slot(first, length, multiplier);
        final int entry = slot * STRIDE;
        final long lengthAndOrdinal = entries[entry + 1];
        if (entries[entry] != first || lengthAndOrdinal >>> 32 != length) {
            return Key.OTHER;
        }
        final int ordinal = (int) lengthAndOrdinal;
        if (length > Long.BYTES && !isRest(ordinal, bytes, offset, length)) {
            return Key.OTHER;
        }
        return KEYS[ordinal];
    }

    private boolean isRest(final int ordinal, final byte[] bytes, final int offset, final int length) {
        return lastBytes[ordinal] == Words.longAt(bytes, offset + length - Long.BYTES)
                && (length <= TWO_WORDS_BYTES
                        || Arrays.equals(bytes, offset, offset + length, names[ordinal], 0, length));
    }

    private boolean fill(final long candidate) {
        Arrays.fill(entries, NO_KEY);
        for (final Key key : KEYS) {
            if (!key.field.isEmpty() && !put(key, candidate)) {
                return false;
            }
        }
        return true;
    }

    private boolean put(final Key key, final long candidate) {
        final byte[] name = names[key.ordinal()];
        final long first = first(Words.longAt(Arrays.copyOf(name, Math.max(name.length, Long.BYTES)), 0), name.length);
        final int entry = slot(first, name.length, candidate) * STRIDE;
        if (entries[entry + 1] != NO_KEY) {
            return false;
        }
        entries[entry] = first;
        entries[entry + 1] = (long) name.length << 32 | key.ordinal();
        return true;
    }

    private static long first(final long word, final int length) {
        return length < Long.BYTES ? word & ~(-1L << (length << 3)) : word;
    }

    private static int slot(final long first, final int length, final long multiplier) {
        return (int) (((first + length * LENGTH_SPREAD) * multiplier) >>> (Long.SIZE - SLOT_BITS));
    }
}
