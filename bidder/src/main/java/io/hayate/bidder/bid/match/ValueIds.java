package io.hayate.bidder.bid.match;

import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;
import java.util.Arrays;

/**
 * Which values of a dictionary a request has, each once, however often it names them: a list of thousands of equal
 * segments costs no more than their look-up. Grows with the dictionary. Owned by the bid loop.
 */
final class ValueIds {
    /** Domains of a chain like a.b.c.example that are looked up; the longest host names have fewer labels. */
    private static final int MAX_DOMAIN_CHAIN = 32;

    private final int[] chain = new int[MAX_DOMAIN_CHAIN];
    private int[] ids = new int[8];
    private long[] seen = new long[1];
    private int count;

    void clear() {
        for (int i = 0; i < count; i++) {
            seen[ids[i] >> 6] = 0;
        }
        count = 0;
    }

    /** Ignores {@link ByteDictionary#MISSING}. */
    void add(final int id) {
        if (id == ByteDictionary.MISSING) {
            return;
        }
        final int word = id >> 6;
        if (word >= seen.length) {
            seen = Arrays.copyOf(seen, Integer.highestOneBit(word) * 2);
        }
        final long bit = 1L << id;
        if ((seen[word] & bit) == 0) {
            seen[word] |= bit;
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
            }
            ids[count++] = id;
        }
    }

    /** Adds a domain and all domains above it. */
    void addDomainAndParents(final ByteDictionary domains, final FoldedText domain) {
        final int found = domains.idsOfDomainAndParents(domain.bytes(), domain.offset(), domain.length(), chain);
        for (int i = 0; i < found; i++) {
            add(chain[i]);
        }
    }

    void keepAllowed(final DimensionIndex dimension, final SlotLayer slots) {
        dimension.keepAllowed(ids, count, slots);
    }

    int[] ids() {
        return ids;
    }

    int count() {
        return count;
    }
}
