package io.hayate.bidder.bid.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * From the bytes of a key to its {@link Key}: a perfect hash over the first eight bytes, the closing quote among them if it
 * is there, else over the length too; then a comparison of the whole. One probe whatever the request's keys are, so no
 * choice of keys makes it slow. Immutable; shared.
 */
final class KeyTable {
    static final KeyTable OPENRTB = new KeyTable();

    /** The closing quote of keys up to this length is in the first eight bytes, and tells the length. */
    private static final int SHORT_BYTES = Long.BYTES - 1;

    /** First and last eight bytes are the whole key up to this length. */
    private static final int TWO_WORDS_BYTES = 16;

    /** So many slots that a multiplier without collisions is found in about a thousand tries for 180 keys. */
    private static final int SLOT_BITS = 11;

    private static final int SLOTS = 1 << SLOT_BITS;
    private static final long LENGTH_SPREAD = 0x9E3779B97F4A7C15L;
    /** Not the beginning of a key: it is not ASCII. */
    private static final long NO_KEY = -1;

    /**
     * Two for each slot: the first eight bytes (of short keys those up to the quote, then zeros), and the key, in one cache
     * line.
     */
    private final long[] slots = new long[2 * SLOTS];
    /** By key. */
    private final byte[][] names;

    private final long multiplier;

    private KeyTable() {
        final Map<String, Integer> keys = Key.numbersByField();
        names = new byte[Key.OTHER + 1 + keys.size()][];
        keys.forEach((field, key) -> names[key] = field.getBytes(StandardCharsets.US_ASCII));
        final SplittableRandom random = new SplittableRandom(1);
        long candidate = random.nextLong() | 1;
        while (!fill(candidate)) {
            candidate = random.nextLong() | 1;
        }
        multiplier = candidate;
    }

    /** The short key whose bytes these are, with its closing quote and zeros behind it, or {@link Key#OTHER}. */
    int findShort(final long upToQuote) {
        final int slot = shortSlot(upToQuote, multiplier);
        return slots[slot] == upToQuote ? (int) slots[slot + 1] : Key.OTHER;
    }

    /** The key in {@code bytes}, unescaped, or {@link Key#OTHER}. Up to eight bytes behind it are read and ignored. */
    int find(final byte[] bytes, final int offset, final int length) {
        final long word = Words.longAt(bytes, offset);
        if (length <= SHORT_BYTES) {
            return findShort(upToQuote(word, length));
        }
        final int slot = longSlot(word, length, multiplier);
        final int key = (int) slots[slot + 1];
        return slots[slot] == word && isRest(names[key], bytes, offset, length) ? key : Key.OTHER;
    }

    private static boolean isRest(final byte[] name, final byte[] bytes, final int offset, final int length) {
        return name.length == length
                && Words.longAt(name, length - Long.BYTES) == Words.longAt(bytes, offset + length - Long.BYTES)
                && (length <= TWO_WORDS_BYTES || Arrays.equals(bytes, offset, offset + length, name, 0, length));
    }

    private boolean fill(final long candidate) {
        for (int slot = 0; slot < slots.length; slot += 2) {
            slots[slot] = NO_KEY;
            slots[slot + 1] = Key.OTHER;
        }
        for (int key = Key.OTHER + 1; key < names.length; key++) {
            if (!put(key, candidate)) {
                return false;
            }
        }
        return true;
    }

    private boolean put(final int key, final long candidate) {
        final byte[] name = names[key];
        final long word = Words.longAt(Arrays.copyOf(name, Math.max(name.length, Long.BYTES)), 0);
        final boolean isShort = name.length <= SHORT_BYTES;
        final long first = isShort ? upToQuote(word, name.length) : word;
        final int slot = isShort ? shortSlot(first, candidate) : longSlot(first, name.length, candidate);
        if (slots[slot] != NO_KEY) {
            return false;
        }
        slots[slot] = first;
        slots[slot + 1] = key;
        return true;
    }

    private static long upToQuote(final long word, final int length) {
        final int bits = length << 3;
        return (word & ~(-1L << bits)) | ((long) '"' << bits);
    }

    private static int shortSlot(final long upToQuote, final long multiplier) {
        return (int) ((upToQuote * multiplier) >>> (Long.SIZE - SLOT_BITS)) << 1;
    }

    private static int longSlot(final long first, final int length, final long multiplier) {
        return shortSlot(first + length * LENGTH_SPREAD, multiplier);
    }
}
