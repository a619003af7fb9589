package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;

/** Gathers which slots have a creative of which size, slot by slot in ascending order. Owned by the campaign agent. */
final class SizeBuilder {
    private final int wordCount;
    private final TreeMap<Long, IntArrayList> slotsBySize = new TreeMap<>();

    SizeBuilder(final int wordCount) {
        this.wordCount = wordCount;
    }

    void add(final int slot, final List<Creative> creatives) {
        creatives.stream()
                .map(creative -> BidRequestView.size(creative.w(), creative.h()))
                .distinct()
                .forEach(size -> slotsBySize
                        .computeIfAbsent(size, unseen -> new IntArrayList())
                        .addInt(slot));
    }

    long[] sizes() {
        return slotsBySize.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /** In the order of {@link #sizes}. */
    SlotSet[] slotsBySize() {
        return slotsBySize.values().stream()
                .map(slots -> SlotSet.of(slots.toIntArray(), wordCount))
                .toArray(SlotSet[]::new);
    }
}
