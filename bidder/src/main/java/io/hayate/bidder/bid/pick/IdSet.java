package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import java.util.Arrays;

/**
 * A set of dictionary ids that a request names; clearing it costs nothing. Holds as many as a request has list items.
 * Owned by the bid loop.
 */
final class IdSet {
    /** At most half full, so that probing is short. */
    private static final int CAPACITY = BidLimits.MAX_LIST_ITEMS * 2;

    private static final int MASK = CAPACITY - 1;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private final int[] ids = new int[CAPACITY];
    /** An entry counts only if it was written since the last clear. */
    private final int[] generations = new int[CAPACITY];

    private int generation = 1;
    private int size;

    /** Takes the ids of a request's list of texts, instead of what was there; texts without id are left out. */
    void setTo(final BidRequestView request, final long list, final ByteDictionary dictionary) {
        clear();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            addIfKnown(request, request.items[i], dictionary);
        }
    }

    /** {@link #setTo} for domains, of which only the host counts. */
    void setToHosts(final BidRequestView request, final long list, final ByteDictionary dictionary) {
        clear();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            addIfKnown(request, HostText.of(request.body, request.items[i]), dictionary);
        }
    }

    private void addIfKnown(final BidRequestView request, final long text, final ByteDictionary dictionary) {
        final int id = dictionary.id(request.body, Slice.offset(text), Slice.length(text));
        if (id != ByteDictionary.MISSING) {
            add(id);
        }
    }

    private void clear() {
        size = 0;
        generation++;
        if (generation == 0) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void add(final int id) {
        int i = start(id);
        while (generations[i] == generation) {
            if (ids[i] == id) {
                return;
            }
            i = (i + 1) & MASK;
        }
        ids[i] = id;
        generations[i] = generation;
        size++;
    }

    boolean contains(final int id) {
        for (int i = start(id); generations[i] == generation; i = (i + 1) & MASK) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    private static int start(final int id) {
        return (id * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(MASK) & MASK;
    }
}
