package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;

/**
 * Gathers which slots have a creative of which format, and a banner of which size, slot by slot in ascending order.
 * Owned by the campaign agent.
 */
final class CreativeIndexBuilder {
    private final int wordCount;
    private final TreeMap<Long, IntArrayList> slotsBySize = new TreeMap<>();
    private final IntArrayList[] slotsByFormat = new IntArrayList[AdFormat.values().length];

    CreativeIndexBuilder(final int wordCount) {
        this.wordCount = wordCount;
        Arrays.setAll(slotsByFormat, format -> new IntArrayList());
    }

    void add(final int slot, final List<Creative> creatives) {
        creatives.stream()
                .map(Creative::format)
                .distinct()
                .forEach(format -> slotsByFormat[format.ordinal()].addInt(slot));
        creatives.stream()
                .map(Creative::content)
                .filter(CreativeContent.Banner.class::isInstance)
                .map(CreativeContent.Banner.class::cast)
                .map(banner -> BidRequestView.size(banner.w(), banner.h()))
                .distinct()
                .forEach(size -> slotsBySize
                        .computeIfAbsent(size, unseen -> new IntArrayList())
                        .addInt(slot));
    }

    CreativeIndex build() {
        return new CreativeIndex(
                slotsBySize.keySet().stream().mapToLong(Long::longValue).toArray(),
                slotsBySize.values().stream().map(this::slotSet).toArray(SlotSet[]::new),
                Arrays.stream(slotsByFormat).map(this::slotSet).toArray(SlotSet[]::new));
    }

    private SlotSet slotSet(final IntArrayList slots) {
        return SlotSet.of(slots.toIntArray(), wordCount);
    }
}
