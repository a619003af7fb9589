package io.hayate.bidder.campaigns.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Small numbers for texts, looked up by bytes of a request without making a string.
 *
 * <p>ASCII letter case is ignored or not, as it was built. Texts are hashed from their last byte to the first, so that
 * one pass over a domain finds it and all domains above it. Immutable; shared.
 */
public final class ByteDictionary {
    /** No such text. */
    public static final int MISSING = -1;

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_PRIME = 0x100000001b3L;

    private final boolean ignoreCase;
    private final int mask;
    private final int[] ids;
    private final int[] keyOffsets;
    private final int[] keyLengths;
    private final byte[] keyBytes;

    private ByteDictionary(final Map<String, Integer> idByText, final boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
        int capacity = 4;
        while (capacity < idByText.size() * 2) {
            capacity *= 2;
        }
        this.mask = capacity - 1;
        this.ids = new int[capacity];
        this.keyOffsets = new int[capacity];
        this.keyLengths = new int[capacity];
        Arrays.fill(ids, MISSING);

        int length = 0;
        for (final String text : idByText.keySet()) {
            length += text.getBytes(StandardCharsets.UTF_8).length;
        }
        this.keyBytes = new byte[length];

        int offset = 0;
        for (final Map.Entry<String, Integer> entry : idByText.entrySet()) {
            final byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < key.length; i++) {
                keyBytes[offset + i] = fold(key[i]);
            }
            if (find(keyBytes, offset, key.length, hash(keyBytes, offset, key.length)) == MISSING) {
                put(offset, key.length, entry.getValue());
            }
            offset += key.length;
        }
    }

    /** Texts to ids; several texts may have the same id. Of texts that differ in letter case only, the first counts. */
    public static ByteDictionary ignoringCase(final Map<String, Integer> idByText) {
        return new ByteDictionary(idByText, true);
    }

    public static ByteDictionary exact(final Map<String, Integer> idByText) {
        return new ByteDictionary(idByText, false);
    }

    /** The id of a text, or {@link #MISSING}. */
    public int id(final byte[] bytes, final int offset, final int length) {
        return find(bytes, offset, length, hash(bytes, offset, length));
    }

    /** The id of an ASCII text, or {@link #MISSING}. */
    public int id(final String ascii) {
        long hash = HASH_START;
        for (int i = ascii.length() - 1; i >= 0; i--) {
            hash = (hash ^ fold((byte) ascii.charAt(i))) * HASH_PRIME;
        }
        for (int i = spread(hash) & mask; ids[i] != MISSING; i = (i + 1) & mask) {
            if (keyLengths[i] == ascii.length() && equalsKey(i, ascii)) {
                return ids[i];
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
        int count = 0;
        long hash = HASH_START;
        for (int i = offset + length - 1; i >= offset; i--) {
            hash = (hash ^ fold(bytes[i])) * HASH_PRIME;
            if ((i == offset || bytes[i - 1] == '.') && count < found.length) {
                final int id = find(bytes, i, offset + length - i, hash);
                if (id != MISSING) {
                    found[count++] = id;
                }
            }
        }
        return count;
    }

    private void put(final int offset, final int length, final int id) {
        int i = spread(hash(keyBytes, offset, length)) & mask;
        while (ids[i] != MISSING) {
            i = (i + 1) & mask;
        }
        ids[i] = id;
        keyOffsets[i] = offset;
        keyLengths[i] = length;
    }

    private int find(final byte[] bytes, final int offset, final int length, final long hash) {
        for (int i = spread(hash) & mask; ids[i] != MISSING; i = (i + 1) & mask) {
            if (keyLengths[i] == length && equalsKey(i, bytes, offset)) {
                return ids[i];
            }
        }
        return MISSING;
    }

    private boolean equalsKey(final int entry, final byte[] bytes, final int offset) {
        final int keyOffset = keyOffsets[entry];
        for (int i = 0; i < keyLengths[entry]; i++) {
            if (fold(bytes[offset + i]) != keyBytes[keyOffset + i]) {
                return false;
            }
        }
        return true;
    }

    private boolean equalsKey(final int entry, final String ascii) {
        final int keyOffset = keyOffsets[entry];
        for (int i = 0; i < keyLengths[entry]; i++) {
            if (fold((byte) ascii.charAt(i)) != keyBytes[keyOffset + i]) {
                return false;
            }
        }
        return true;
    }

    private long hash(final byte[] bytes, final int offset, final int length) {
        long hash = HASH_START;
        for (int i = offset + length - 1; i >= offset; i--) {
            hash = (hash ^ fold(bytes[i])) * HASH_PRIME;
        }
        return hash;
    }

    private byte fold(final byte b) {
        return ignoreCase && b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** FNV leaves its best bits at the top. */
    private static int spread(final long hash) {
        return (int) (hash ^ hash >>> 32);
    }
}
