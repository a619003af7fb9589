package io.hayate.bidder.campaigns.live;

/**
 * Which slots the segments of a user allow: an AND over the first, the second, ... of each slot's lists. A slot with fewer
 * lists does not restrict the further ones. Immutable; shared.
 */
public final class SegmentIndex {
    private final ByteDictionary dictionary;
    private final DimensionIndex[] lists;
    /** The slots that want no segment. */
    private final long[] unrestricted;

    /**
     * @param dictionary of all segments that campaigns name
     * @param lists by place of the list; those to be in none of are in the first
     */
    public SegmentIndex(final ByteDictionary dictionary, final DimensionIndex[] lists) {
        this.dictionary = dictionary;
        this.lists = lists;
        unrestricted = lists.length == 0 ? new long[0] : lists[0].unrestricted().clone();
        for (final DimensionIndex list : lists) {
            SlotSet.and(unrestricted, list.unrestricted(), unrestricted.length);
        }
    }

    /** Whether no campaign restricts segments. */
    public boolean idle() {
        return lists.length == 0;
    }

    public ByteDictionary dictionary() {
        return dictionary;
    }

    /** Keeps the slots that allow a user in all of these segments, the first {@code count} of {@code ids}. */
    public void keepAllowed(final int[] ids, final int count, final SlotLayer slots) {
        if (count == 0) {
            slots.keep(unrestricted);
            return;
        }
        for (final DimensionIndex list : lists) {
            list.keepAllowed(ids, count, slots);
        }
    }
}
