package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.CreativeContent.MediaOutline;
import io.hayate.bidder.campaigns.CreativeContent.Outline;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.MarkupIndex;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntArrayList;

/** Gathers what creatives' markup is, slot by slot in ascending order. Owned by the thread that builds the part. */
final class MarkupIndexBuilder {
    private static final AdFormat[] FORMATS = AdFormat.values();

    private final int wordCount;
    private final ByteDictionary mimes;
    private final Map<List<String>, int[]> idsByMimes = new HashMap<>();
    private final List<List<IntArrayList>> byMime = new ArrayList<>();
    private final List<List<IntArrayList>> byDelivery = new ArrayList<>();
    private final List<IntArrayList> byLinearity = new ArrayList<>();

    MarkupIndexBuilder(final int wordCount, final ByteDictionary mimes) {
        this.wordCount = wordCount;
        this.mimes = mimes;
        for (int format = 0; format < FORMATS.length; format++) {
            byMime.add(new ArrayList<>());
            byDelivery.add(new ArrayList<>());
        }
    }

    void add(final int slot, final Outline outline) {
        final int format = outline.format().ordinal();
        for (final int id : idsByMimes.computeIfAbsent(outline.mimes(), this::ids)) {
            add(slot, byMime.get(format), id);
        }
        final MediaOutline media = outline.media();
        if (media != null) {
            add(slot, byDelivery.get(format), media.delivery());
            if (outline.format() == AdFormat.VIDEO) {
                add(slot, byLinearity, media.linearity());
            }
        }
    }

    MarkupIndex build() {
        final SlotSet[][] mimeSets = new SlotSet[FORMATS.length][];
        final SlotSet[][] deliverySets = new SlotSet[FORMATS.length][];
        for (int format = 0; format < FORMATS.length; format++) {
            mimeSets[format] = sets(byMime.get(format));
            deliverySets[format] = sets(byDelivery.get(format));
        }
        return new MarkupIndex(mimeSets, deliverySets, sets(byLinearity));
    }

    private int[] ids(final List<String> texts) {
        return texts.stream()
                .mapToInt(text -> mimes.id(text.getBytes(StandardCharsets.UTF_8)))
                .filter(id -> id != ByteDictionary.MISSING)
                .toArray();
    }

    private static void add(final int slot, final List<IntArrayList> sets, final int place) {
        while (sets.size() <= place) {
            sets.add(new IntArrayList());
        }
        CreativeIndexBuilder.add(slot, sets.get(place));
    }

    private SlotSet[] sets(final List<IntArrayList> slots) {
        return slots.stream()
                .map(each -> SlotSet.of(each.toIntArray(), wordCount))
                .toArray(SlotSet[]::new);
    }
}
