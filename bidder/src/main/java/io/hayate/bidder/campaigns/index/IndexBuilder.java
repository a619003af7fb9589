package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CampaignIndex.CreativeTerms;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.live.SlotLayer;
import io.hayate.bidder.campaigns.live.SlotTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Builds index versions from campaigns. Owned by the campaign agent. */
public final class IndexBuilder implements AutoCloseable {
    private final LiveIndex live;
    private final Supplier<CurrencyRates> latestRates;
    private final TableMemory memory;
    private final BiddableNow biddableNow = new BiddableNow();

    /** Of the index refreshed last. */
    private BiddingSwitches switches = BiddingSwitches.ALL_ON;

    /** @param latestRates what currencies are worth at the moment; asked for each index */
    public IndexBuilder(final LiveIndex live, final Supplier<CurrencyRates> latestRates) {
        this.live = live;
        this.latestRates = latestRates;
        this.memory = new TableMemory(live);
    }

    /**
     * Builds the next version of the index from all active campaigns; others are left out. The caller publishes it before
     * it builds another.
     */
    public CampaignIndex build(final Collection<LiveCampaign> campaigns, final long nowMs) {
        final long version = live.current().version() + 1;
        final CurrencyRates rates = latestRates.get();
        final SlotOrder order = new SlotOrder(campaigns, rates);
        final TableWriter writer = new TableWriter(order);
        final SlotTable table = memory.take(writer.requiredBytes(), version);
        final CreativeTerms terms = writer.write(table);
        final CampaignIndex next = assemble(version, order, table, terms, rates);
        refresh(next, nowMs);
        return next;
    }

    /**
     * Works out again which campaigns may bid at this moment, if a flight or an hour has begun or ended or the switches
     * have moved.
     *
     * @return whether it was so
     */
    public boolean refreshNow(final CampaignIndex index, final long nowMs) {
        if (nowMs < biddableNow.nextEdgeMs() && live.switches().equals(switches)) {
            return false;
        }
        refresh(index, nowMs);
        return true;
    }

    /** Whether rates have changed since this index: its slots are in the order of its own. */
    public boolean hasOldRates(final CampaignIndex index) {
        return index.currencies().rates() != latestRates.get();
    }

    /** The creative as the bid route reads it ({@link io.hayate.bidder.campaigns.live.CreativeLayout}). */
    public static byte[] encode(final Campaign campaign, final Creative creative) {
        return CreativeLayoutWriter.encode(campaign, creative);
    }

    /** Off-heap tables of replaced indexes that a loop still pins. */
    public int waitingTables() {
        return memory.waitingTables();
    }

    @Override
    public void close() {
        memory.close();
    }

    private void refresh(final CampaignIndex index, final long nowMs) {
        switches = live.switches();
        index.setBiddableNow(biddableNow.slots(index, switches, nowMs));
    }

    private static CampaignIndex assemble(
            final long version,
            final SlotOrder order,
            final SlotTable table,
            final CreativeTerms terms,
            final CurrencyRates rates) {
        final List<LiveCampaign> slots = order.slots();
        final int slotsOfBlock = Long.SIZE * SlotLayer.BLOCK_WORDS;
        final int wordCount = (slots.size() + slotsOfBlock - 1) / slotsOfBlock * SlotLayer.BLOCK_WORDS;
        final TargetingBuilder targeting = new TargetingBuilder(slots.size(), wordCount);
        final CreativeIndexBuilder creatives = new CreativeIndexBuilder(wordCount);
        final long[] openMarketSlots = new long[wordCount];
        final Campaign[] campaigns = new Campaign[slots.size()];
        final int[] ordinals = new int[slots.size()];
        for (int slot = 0; slot < campaigns.length; slot++) {
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
                version,
                campaigns,
                ordinals,
                table,
                targeting.build(),
                openMarketSlots,
                creatives.build(),
                terms,
                new SlotCurrencies(rates, order.currencies(), order.allRated()));
    }
}
