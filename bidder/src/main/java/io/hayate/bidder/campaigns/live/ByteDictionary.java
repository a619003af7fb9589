package io.hayate.bidder.campaigns.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small numbers for texts, looked up by bytes of a request without making a string.
 *
 * <p>ASCII letter case is ignored or not, as it was built. Texts are hashed and compared eight bytes at a time; a tail
 * shorter than that is read together with bytes before it, never beyond it. Immutable; shared.
 */
public final class ByteDictionary {
    /** No such text. */
    public static final int MISSING = -1;

    /** In place of an id; no id is negative. */
    private static final long EMPTY = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Two odd numbers with well mixed bits: the golden ratio, and the finalizer of MurmurHash3. */
    private static final long LENGTH_SPREAD = 0x9E3779B97F4A7C15L;

    private static final long WORD_SPREAD = 0xFF51AFD7ED558CCDL;

    /** Secret: what hashes to one place is not the same in the next process. */
    private static final long SEED = new SplittableRandom().nextLong();

    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Added to seven bits, they set the eighth from 'A' on, and behind 'Z'. */
    private static final long FROM_A = (0x80 - 'A') * EVERY_BYTE;

    private static final long BEHIND_Z = (0x80 - 'Z' - 1) * EVERY_BYTE;

    private final boolean ignoreCase;
    private final int mask;
    private final int longestKey;
    /** Two numbers an entry: the text's hash, then its place in the upper and its id in the lower 32 bits. */
    private final long[] entries;

    private final long[] hashById;
    /** By place. */
    private final int[] keyOffsets;
    /** Folded, where case is ignored. */
    private final byte[] keyBytes;

    private ByteDictionary(final Map<String, Integer> idByText, final boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        int capacity = 4;
        while (capacity < idByText.size() * 2) {
            capacity *= 2;
        }
        this.mask = capacity - 1;
        this.entries = new long[2 * capacity];
        Arrays.fill(entries, EMPTY);
        this.keyOffsets = new int[idByText.size() + 1];

        int length = 0;
        int longest = 0;
        for (final String text : idByText.keySet()) {
            final int textLength = text.getBytes(StandardCharsets.UTF_8).length;
            length += textLength;
            longest = Math.max(longest, textLength);
        }
        this.keyBytes = new byte[length];
        this.longestKey = longest;

        this.hashById = new long
                [1
                        + idByText.values().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0)];
        int place = 0;
        for (final Map.Entry<String, Integer> entry : idByText.entrySet()) {
            final byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            final int offset = keyOffsets[place];
            for (int i = 0; i < key.length; i++) {
                keyBytes[offset + i] = ignoreCase && key[i] >= 'A' && key[i] <= 'Z' ? (byte) (key[i] | 0x20) : key[i];
            }
            keyOffsets[place + 1] = offset + key.length;
            if (id(keyBytes, offset, key.length) == MISSING) {
                put(place, entry.getValue());
            }
            place++;
        }
    }

    /** Texts to ids; several texts may have the same id. Of texts that differ in letter case only, the first counts. */
    public static ByteDictionary ignoringCase(final Map<String, Integer> idByText) {
        return new ByteDictionary(idByText, true);
    }

    public static ByteDictionary exact(final Map<String, Integer> idByText) {
        return new ByteDictionary(idByText, false);
    }

    /** {@link #hash} of the text with this id; of one of them, if several have it. */
    public long hashOf(final int id) {
        return hashById[id];
    }

    /** The id of a text, or {@link #MISSING}. */
    public int id(final byte[] text) {
        return id(text, 0, text.length);
    }

    /** The id of a text, or {@link #MISSING}. */
    public int id(final byte[] bytes, final int offset, final int length) {
        if (length > longestKey) {
            return MISSING;
        }
        final long hash = hash(bytes, offset, length);
        for (int i = start(hash); entries[i + 1] != EMPTY; i = next(i)) {
            if (entries[i] == hash && equalsKey((int) (entries[i + 1] >>> 32), bytes, offset, length)) {
                return (int) entries[i + 1];
            }
        }
        return MISSING;
    }

    /**
     * Finds a domain and all domains above it ({@code a.b.example}: itself, {@code b.example}, {@code example}).
     *
     * @return how many were found; their ids are at the start of {@code found}, the rest of a longer chain is left out
     */
    public int idsOfDomainAndParents(final byte[] bytes, final int offset, final int length, final int[] found) {
        final int end = offset + length;
        int count = 0;
        // None of the dictionary's is longer than its longest: a text of a thousand labels costs no more than a domain.
        for (int i = end - 1; i >= Math.max(offset, end - longestKey) && count < found.length; i--) {
            if (i == offset || bytes[i - 1] == '.') {
                final int id = id(bytes, i, end - i);
                if (id != MISSING) {
                    found[count++] = id;
                }
            }
        }
        return count;
    }

    private void put(final int place, final int id) {
        final int offset = keyOffsets[place];
        final long hash = hash(keyBytes, offset, keyOffsets[place + 1] - offset);
        int i = start(hash);
        while (entries[i + 1] != EMPTY) {
            i = next(i);
        }
        hashById[id] = hash;
        entries[i] = hash;
        entries[i + 1] = (long) place << 32 | id;
    }

    private int start(final long hash) {
        return ((int) (hash >>> 32) & mask) << 1;
    }

    private int next(final int entry) {
        return (entry + 2) & (2 * mask + 1);
    }

    private boolean equalsKey(final int place, final byte[] bytes, final int offset, final int length) {
        final int keyOffset = keyOffsets[place];
        if (keyOffsets[place + 1] - keyOffset != length) {
            return false;
        }
        if (length < Long.BYTES) {
            return shortWord(keyBytes, keyOffset, length) == fold(shortWord(bytes, offset, length));
        }
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            if ((long) LONG.get(keyBytes, keyOffset + i) != fold((long) LONG.get(bytes, offset + i))) {
                return false;
            }
        }
        final int tail = length - Long.BYTES;
        return (long) LONG.get(keyBytes, keyOffset + tail) == fold((long) LONG.get(bytes, offset + tail));
    }

    /** The hash of a text, the same for texts that this dictionary does not tell apart. */
    public long hash(final byte[] bytes, final int offset, final int length) {
        final long seed = SEED + length * LENGTH_SPREAD;
        if (length < Long.BYTES) {
            return mixed(seed, shortWord(bytes, offset, length));
        }
        long hash = seed;
        for (int i = 0; i < length - Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(bytes, offset + i));
        }
        return mixed(hash, (long) LONG.get(bytes, offset + length - Long.BYTES));
    }

    private long mixed(final long hash, final long word) {
        final long product = (hash ^ fold(word)) * WORD_SPREAD;
        return product ^ (product >>> 29);
    }

    /** All of fewer than eight bytes in one number, some of them twice; the same number only for the same bytes. */
    private static long shortWord(final byte[] bytes, final int offset, final int length) {
        if (length >= Integer.BYTES) {
            final long first = (int) INT.get(bytes, offset) & 0xFFFFFFFFL;
            final long last = (int) INT.get(bytes, offset + length - Integer.BYTES);
            return first | (last << Integer.SIZE);
        }
        if (length == 0) {
            return 0;
        }
        final int first = bytes[offset] & 0xFF;
        final int middle = bytes[offset + (length >> 1)] & 0xFF;
        final int last = bytes[offset + length - 1] & 0xFF;
        return first | (middle << Byte.SIZE) | (last << (2 * Byte.SIZE));
    }

    /** Upper-case ASCII letters become lower-case ones, where case is ignored. */
    private long fold(final long word) {
        if (!ignoreCase) {
            return word;
        }
        final long sevenBits = word & ~HIGH_BITS;
        final long upper = (sevenBits + FROM_A) & ~(sevenBits + BEHIND_Z) & ~word & HIGH_BITS;
        return word | (upper >>> 2);
    }
}
