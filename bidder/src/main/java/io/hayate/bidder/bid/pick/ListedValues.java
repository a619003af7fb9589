package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The values of one list of the request, as a set: a list is read once and not for each candidate, or a long one under
 * many deals would keep the loop busy for seconds. Changing the list costs nothing but reading the new one.
 *
 * <p>Owned by the bid loop.
 */
final class ListedValues {
    /** A list's items take at most half of the places used for it, so that probing is short. */
    private static final int CAPACITY = 2 * BidLimits.MAX_LIST_ITEMS;

    private static final int MIN_PLACES = 16;

    /** Secret: with a known one a request could name values that all fall on one place. */
    private static final long MULTIPLIER = new SplittableRandom().nextLong() | 1;

    /** Of no list: nothing was read since {@link #forget}. */
    private static final long NO_LIST = -1;

    private final long[] values = new long[CAPACITY];
    /** An entry counts only if it was written since the last clear. */
    private final int[] generations = new int[CAPACITY];

    private int generation = 1;
    /** A short list uses the first places only, which stay in the cache. */
    private int mask = MIN_PLACES - 1;

    private int shift = Integer.SIZE + Integer.numberOfLeadingZeros(mask);

    private long list = NO_LIST;

    /** A new request: its lists may lie where those of the one before did. */
    void forget() {
        list = NO_LIST;
    }

    /** Takes the ids of a list of texts, instead of what was there; texts without id are left out. */
    void holdIds(final BidRequestView request, final long newList, final ByteDictionary dictionary) {
        if (isNew(newList)) {
            for (int i = Slice.offset(newList); i < Slice.end(newList); i++) {
                addId(request, request.items[i], dictionary);
            }
        }
    }

    /**
     * Takes the hashes of a list of domains, of which only the host counts: that spares looking each up. Two that have one
     * hash are taken for one; so this is for lists that block.
     */
    void holdHostHashes(final BidRequestView request, final long newList, final ByteDictionary dictionary) {
        if (isNew(newList)) {
            for (int i = Slice.offset(newList); i < Slice.end(newList); i++) {
                final long host = HostText.of(request.body, request.items[i]);
                add(dictionary.hash(request.body, Slice.offset(host), Slice.length(host)));
            }
        }
    }

    /** Takes a list of numbers, instead of what was there. */
    void holdNumbers(final BidRequestView request, final long newList) {
        if (isNew(newList)) {
            for (int i = Slice.offset(newList); i < Slice.end(newList); i++) {
                add(request.items[i]);
            }
        }
    }

    boolean contains(final long value) {
        for (int i = start(value); generations[i] == generation; i = (i + 1) & mask) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    /** Within a request no two lists with items have the same slice. Clears the set for a new one. */
    private boolean isNew(final long newList) {
        if (newList == list) {
            return false;
        }
        list = newList;
        final int places = 4 * Integer.highestOneBit(Slice.length(newList));
        mask = Math.max(MIN_PLACES, Math.min(CAPACITY, places)) - 1;
        shift = Integer.SIZE + Integer.numberOfLeadingZeros(mask);
        generation++;
        if (generation == 0) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
        return true;
    }

    private void addId(final BidRequestView request, final long text, final ByteDictionary dictionary) {
        final int id = dictionary.id(request.body, Slice.offset(text), Slice.length(text));
        if (id != ByteDictionary.MISSING) {
            add(id);
        }
    }

    private void add(final long value) {
        int i = start(value);
        while (generations[i] == generation) {
            if (values[i] == value) {
                return;
            }
            i = (i + 1) & mask;
        }
        values[i] = value;
        generations[i] = generation;
    }

    /** The first place that is looked at for a value. */
    int start(final long value) {
        // The product's top bits: only those depend on all bits of the value.
        return (int) ((value * MULTIPLIER) >>> shift);
    }
}
