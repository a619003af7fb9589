package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;

/**
 * Gathers which slots have a creative of which format, and a banner of which size, slot by slot in ascending order.
 * Owned by the thread that builds the part.
 */
final class CreativeIndexBuilder {
    private final int wordCount;
    private final TreeMap<Long, IntArrayList> slotsBySize = new TreeMap<>();
    private final IntArrayList[] slotsByFormat = new IntArrayList[AdFormat.values().length];

    private final MarkupIndexBuilder markup;

    /** @param mimes of all creatives */
    CreativeIndexBuilder(final int wordCount, final ByteDictionary mimes) {
        this.wordCount = wordCount;
        this.markup = new MarkupIndexBuilder(wordCount, mimes);
        Arrays.setAll(slotsByFormat, format -> new IntArrayList());
    }

    void add(final int slot, final List<Creative> creatives) {
        for (final Creative creative : creatives) {
            final CreativeContent.Outline outline = Outlines.of(creative);
            add(slot, slotsByFormat[outline.format().ordinal()]);
            markup.add(slot, outline);
            if (outline.format() == AdFormat.BANNER && outline.size() != null) {
                final long size =
                        BidRequestView.size(outline.size().w(), outline.size().h());
                add(slot, slotsBySize.computeIfAbsent(size, unseen -> new IntArrayList()));
            }
        }
    }

    /** A slot once, however many of its creatives are alike. */
    static void add(final int slot, final IntArrayList slots) {
        if (slots.isEmpty() || slots.getInt(slots.size() - 1) != slot) {
            slots.addInt(slot);
        }
    }

    CreativeIndex build() {
        return new CreativeIndex(
                slotsBySize.keySet().stream().mapToLong(Long::longValue).toArray(),
                slotsBySize.values().stream().map(this::slotSet).toArray(SlotSet[]::new),
                Arrays.stream(slotsByFormat).map(this::slotSet).toArray(SlotSet[]::new),
                markup.build());
    }

    private SlotSet slotSet(final IntArrayList slots) {
        return SlotSet.of(slots.toIntArray(), wordCount);
    }
}
