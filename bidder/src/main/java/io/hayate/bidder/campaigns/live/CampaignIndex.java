package io.hayate.bidder.campaigns.live;

import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.FrequencyCap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Campaigns that can be bid with, a part of an {@link IndexView}: slots in descending order of bid, and for each dimension
 * which slots a value allows.
 *
 * <p>Bit sets are {@code long[]}, 64 slots a word, {@link #wordCount} words, a multiple of {@link
 * SlotLayer#BLOCK_WORDS}. Single writer: the campaign agent, before it publishes the index and afterwards only {@link
 * #setBiddableNow}, and the ledger agent for {@link #setOpen}; readers: bid loops, while they pin it.
 */
public final class CampaignIndex {
    // Before the empty index, which takes the first number
    private static final AtomicLong BUILDS = new AtomicLong();

    public static final CampaignIndex EMPTY = new CampaignIndex(
            new Campaign[0],
            new int[0],
            new SlotTable(0),
            TargetingIndex.NOTHING,
            new long[0],
            CreativeIndex.EMPTY,
            new CreativeTerms(
                    ByteDictionary.exact(Map.of()),
                    ByteDictionary.exact(Map.of()),
                    ByteDictionary.exact(Map.of()),
                    ByteDictionary.exact(Map.of())),
            SlotCurrencies.NONE);

    private static final VarHandle OPEN = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int NO_SIZE = -1;

    private final long buildNumber = BUILDS.incrementAndGet();
    private final Campaign[] campaigns;
    private final int[] ordinals;
    private final SlotTable table;
    private final TargetingIndex targeting;
    private final long[] openMarketSlots;
    private final CreativeIndex creatives;
    private final Long2LongHashMap placeBySize = new Long2LongHashMap(NO_SIZE);
    private final CreativeTerms terms;
    private final SlotCurrencies currencies;
    private final boolean predicted;
    private final long[] openSlots;
    private final boolean capsUsers;
    private final boolean followsUsers;
    private final LongHashSet cappedAdvertisers = new LongHashSet();
    private volatile long[] biddableNow;

    /**
     * Dictionaries of what creatives have: their categories, advertiser domains (and parents), advertised apps and mimes.
     */
    public record CreativeTerms(
            ByteDictionary categories,
            ByteDictionary advertiserDomains,
            ByteDictionary advertisedApps,
            ByteDictionary mimes) {}

    /**
     * What slots bid in, and what that was worth when they were put in order.
     *
     * @param currencies codes of those that slots bid in, each once
     * @param allRated the bids of all could be compared; the order is exact but for the rounding to 1e-6 of the base
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, compared by nobody
    public record SlotCurrencies(CurrencyRates rates, int[] currencies, boolean allRated) {
        /** Bids put in order by what they are worth in the base may differ by less than this, in 1e-6 of the base. */
        public static final long ORDER_SLACK_MICROS = 2;

        static final SlotCurrencies NONE = new SlotCurrencies(CurrencyRates.NONE, new int[0], true);

        /** All bid in the same currency: their order is that of their bids, exactly. */
        public boolean oneCurrency() {
            return currencies.length <= 1;
        }

        /** Whether some campaign may bid in this currency. */
        public boolean bidIn(final int currency) {
            for (final int each : currencies) {
                if (rates.canConvert(each, currency)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Which slots have a creative of which kind.
     *
     * @param sizes all sizes of banners ({@code w << 32 | h}); {@code slotsBySize} in the same order
     * @param slotsByFormat by ordinal of the format
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, compared by nobody
    public record CreativeIndex(long[] sizes, SlotSet[] slotsBySize, SlotSet[] slotsByFormat, MarkupIndex markup) {
        public static final CreativeIndex EMPTY = new CreativeIndex(
                new long[0], new SlotSet[0], MarkupIndex.none(AdFormat.values().length), MarkupIndex.EMPTY);
    }

    /**
     * @param campaigns by slot
     * @param ordinals by slot
     * @param openMarketSlots those that bid without a deal
     */
    public CampaignIndex(
            final Campaign[] campaigns,
            final int[] ordinals,
            final SlotTable table,
            final TargetingIndex targeting,
            final long[] openMarketSlots,
            final CreativeIndex creatives,
            final CreativeTerms terms,
            final SlotCurrencies currencies) {
        this.campaigns = campaigns;
        this.ordinals = ordinals;
        this.table = table;
        this.targeting = targeting;
        this.openMarketSlots = openMarketSlots;
        this.creatives = creatives;
        for (int i = 0; i < creatives.sizes.length; i++) {
            placeBySize.put(creatives.sizes[i], i);
        }
        this.terms = terms;
        this.currencies = currencies;
        this.predicted = Arrays.stream(campaigns).anyMatch(each -> each.bid().strategy() != Bid.Strategy.CPM);
        this.biddableNow = new long[openMarketSlots.length];
        this.openSlots = new long[openMarketSlots.length];
        // Until the ledger agent has looked, everything is open: the reservation decides in any case.
        Arrays.fill(openSlots, -1L);
        boolean caps = false;
        boolean follows = false;
        for (final Campaign campaign : campaigns) {
            caps |= !campaign.frequencyCaps().isEmpty();
            follows |= campaign.followsUsers();
            for (final FrequencyCap cap : campaign.frequencyCaps()) {
                if (cap.scope() == FrequencyCap.Scope.ADVERTISER) {
                    cappedAdvertisers.add(campaign.advertiserId());
                }
            }
        }
        this.capsUsers = caps;
        this.followsUsers = follows;
    }

    /**
     * The same slots as if this were all they are targeted on, and all might bid at this moment: what it alone rules out can
     * then be told. For cold readers, as long as they pin this index.
     */
    public CampaignIndex targetedOn(final TargetingIndex alone) {
        final CampaignIndex judged =
                new CampaignIndex(campaigns, ordinals, table, alone, openMarketSlots, creatives, terms, currencies);
        final long[] all = new long[openMarketSlots.length];
        for (int slot = 0; slot < campaigns.length; slot++) {
            all[slot >> 6] |= 1L << slot;
        }
        judged.biddableNow = all;
        return judged;
    }

    /** Whether flight, hour and switches allow the slot a bid at this moment. For cold readers. */
    public boolean isBiddableNow(final int slot) {
        return (biddableNow[slot >> 6] & 1L << slot) != 0;
    }

    /** Whether the slot's campaign has budget left. For cold readers. */
    public boolean isOpen(final int slot) {
        return ((long) OPEN.getOpaque(openSlots, slot >> 6) & 1L << slot) != 0;
    }

    /** No other index of this process has it. */
    public long buildNumber() {
        return buildNumber;
    }

    /** Whether some slot has frequency caps. */
    public boolean capsUsers() {
        return capsUsers;
    }

    /** Whether users to whom some slot is shown are to be known again. */
    public boolean followsUsers() {
        return followsUsers;
    }

    /** Whether some slot has a frequency cap on all that this advertiser runs. */
    public boolean capsAdvertiser(final long advertiserId) {
        return cappedAdvertisers.contains(advertiserId);
    }

    /** Slots are 0 to slotCount - 1, in descending order of bid. */
    public int slotCount() {
        return campaigns.length;
    }

    public int wordCount() {
        return openMarketSlots.length;
    }

    public int ordinal(final int slot) {
        return ordinals[slot];
    }

    /** The slot's campaign, for cold readers such as the ledger agent (budget, time zone, currency). */
    public Campaign campaign(final int slot) {
        return campaigns[slot];
    }

    /** Off-heap; read it only while the index is pinned. */
    public SlotTable table() {
        return table;
    }

    public TargetingIndex targeting() {
        return targeting;
    }

    /** Slots that bid without a deal. Read only. */
    public long[] openMarketSlots() {
        return openMarketSlots;
    }

    /** All sizes of banners, {@code w << 32 | h}. Read only. */
    public long[] sizes() {
        return creatives.sizes;
    }

    /** Slots that have a creative of the size at this place of {@link #sizes}. */
    public SlotSet slotsOfSizeAt(final int place) {
        return creatives.slotsBySize[place];
    }

    /** Slots that have a creative of this size ({@code w << 32 | h}). */
    public SlotSet slotsOfSize(final long size) {
        final int place = placeOfSize(size);
        return place == NO_SIZE ? SlotSet.EMPTY : creatives.slotsBySize[place];
    }

    /** The place in {@link #sizes} of this size ({@code w << 32 | h}), or -1. */
    public int placeOfSize(final long size) {
        return (int) placeBySize.get(size);
    }

    public SlotCurrencies currencies() {
        return currencies;
    }

    /** Whether what an impression is worth is predicted for some slot: slots are then ordered by the most they may bid. */
    public boolean hasPredicted() {
        return predicted;
    }

    /** Slots that have a creative of this format. */
    public SlotSet slotsOfFormat(final AdFormat format) {
        return creatives.slotsByFormat[format.ordinal()];
    }

    /** What rules out campaigns of one format before their creatives are looked at. */
    public MarkupIndex markup() {
        return creatives.markup;
    }

    public CreativeTerms terms() {
        return terms;
    }

    /** Whether the slot's campaign has budget left. Called by the ledger agent only. */
    public void setOpen(final int slot, final boolean open) {
        final int word = slot >> 6;
        final long bit = 1L << slot;
        final long bits = openSlots[word];
        OPEN.setOpaque(openSlots, word, open ? bits | bit : bits & ~bit);
    }

    /**
     * Slots whose flight, hour and switches allow a bid at this moment; replaced whole. Called by the campaign agent
     * only.
     */
    public void setBiddableNow(final long[] slots) {
        biddableNow = slots;
    }

    /** Whether the slot may bid at this moment and has budget left. */
    boolean isBiddable(final int slot) {
        // As below: the volatile read comes first.
        final long[] now = biddableNow;
        return (now[slot >> 6] & openSlots[slot >> 6] & 1L << slot) != 0;
    }

    /** Writes the words {@code from} to {@code to} of the slots that may bid at this moment and have budget left. */
    public void copyBiddable(final long[] target, final int from, final int to) {
        // The volatile read comes first: no word of openSlots can be older than it.
        final long[] now = biddableNow;
        for (int i = from; i < to; i++) {
            target[i] = now[i] & openSlots[i];
        }
    }
}
