package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeTerms;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.SlotLayer;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.List;
import java.util.function.IntFunction;

/** Builds parts of the index, on whichever thread asks. */
final class PartBuilder {
    private PartBuilder() {}

    /**
     * @param tables a table of at least so many bytes
     * @param onProgress called now and then
     */
    static CampaignIndex build(final SlotOrder order, final IntFunction<SlotTable> tables, final Runnable onProgress) {
        final TableWriter writer = new TableWriter(order);
        final SlotTable table = tables.apply(writer.requiredBytes());
        final CreativeTerms terms = writer.write(table, onProgress);
        final List<LiveCampaign> slots = order.slots();
        final int slotsOfBlock = Long.SIZE * SlotLayer.BLOCK_WORDS;
        final int wordCount = (slots.size() + slotsOfBlock - 1) / slotsOfBlock * SlotLayer.BLOCK_WORDS;
        final TargetingBuilder targeting = new TargetingBuilder(slots.size(), wordCount);
        final CreativeIndexBuilder creatives = new CreativeIndexBuilder(wordCount, terms.mimes());
        final long[] openMarketSlots = new long[wordCount];
        final Campaign[] campaigns = new Campaign[slots.size()];
        final int[] ordinals = new int[slots.size()];
        for (int slot = 0; slot < campaigns.length; slot++) {
            onProgress.run();
            final Campaign campaign = slots.get(slot).campaign();
            campaigns[slot] = campaign;
            ordinals[slot] = slots.get(slot).ordinal();
            targeting.add(slot, slots.get(slot));
            creatives.add(slot, campaign.creatives());
            if (campaign.targeting().rule(Dimension.DEAL).include().isEmpty()) {
                openMarketSlots[slot >> 6] |= 1L << slot;
            }
        }
        return new CampaignIndex(
                campaigns,
                ordinals,
                table,
                targeting.build(),
                openMarketSlots,
                creatives.build(),
                terms,
                new SlotCurrencies(order.rates(), order.currencies(), order.allRated()));
    }
}
