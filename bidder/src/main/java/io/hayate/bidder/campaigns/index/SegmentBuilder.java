package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.SegmentIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the segments of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class SegmentBuilder {
    private final Map<String, Integer> idBySegment = new HashMap<>();
    private final List<SlotsByValue> lists = new ArrayList<>();
    private final int slotCount;
    private final int wordCount;

    SegmentBuilder(final int slotCount, final int wordCount) {
        this.slotCount = slotCount;
        this.wordCount = wordCount;
    }

    void add(final int slot, final Targeting.Segments segments) {
        for (int place = 0; place < segments.allOf().size(); place++) {
            list(place).include(slot, segments.allOf().get(place));
        }
        if (!segments.noneOf().isEmpty()) {
            list(0).exclude(slot, segments.noneOf());
        }
    }

    SegmentIndex build() {
        final ByteDictionary dictionary = ByteDictionary.exact(idBySegment);
        return new SegmentIndex(
                dictionary, lists.stream().map(each -> each.build(dictionary)).toArray(DimensionIndex[]::new));
    }

    private SlotsByValue list(final int place) {
        while (lists.size() <= place) {
            lists.add(new SlotsByValue(idBySegment, slotCount, wordCount));
        }
        return lists.get(place);
    }
}
