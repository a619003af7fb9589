package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.live.AdvertiserIndex;
import io.hayate.bidder.campaigns.live.BlockedSites;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.ExchangeSeats;
import io.hayate.bidder.campaigns.live.SlotSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2ObjectHashMap;

/** Gathers the advertisers of all slots, slot by slot in ascending order. Owned by the thread that builds the part. */
final class AdvertiserBuilder {
    private final int wordCount;
    private final Long2ObjectHashMap<Slots> slotsByAdvertiser = new Long2ObjectHashMap<>();

    /** @param slots of the advertiser, ascending */
    private record Slots(Advertiser advertiser, IntArrayList slots) {}

    AdvertiserBuilder(final int wordCount) {
        this.wordCount = wordCount;
    }

    /** One that says nothing costs nothing. */
    void add(final int slot, final Advertiser advertiser) {
        if (!advertiser.seats().isEmpty() || !advertiser.blockedDomains().isEmpty()) {
            slotsByAdvertiser
                    .computeIfAbsent(advertiser.id(), unseen -> new Slots(advertiser, new IntArrayList()))
                    .slots()
                    .addInt(slot);
        }
    }

    AdvertiserIndex build() {
        final Map<String, Map<String, List<Slots>>> seatsByExchange = new TreeMap<>();
        for (final Slots each : slotsByAdvertiser.values()) {
            each.advertiser()
                    .seats()
                    .forEach((exchange, seat) -> seatsByExchange
                            .computeIfAbsent(exchange, unseen -> new TreeMap<>())
                            .computeIfAbsent(seat, unseen -> new ArrayList<>())
                            .add(each));
        }
        final Map<String, ExchangeSeats> seats = new HashMap<>();
        seatsByExchange.forEach((exchange, bySeat) -> seats.put(exchange, seats(bySeat)));
        return new AdvertiserIndex(Map.copyOf(seats), blockedSites());
    }

    private ExchangeSeats seats(final Map<String, List<Slots>> bySeat) {
        final List<String> texts = List.copyOf(bySeat.keySet());
        final Map<String, Integer> ids = new HashMap<>();
        final Map<Long, Integer> seatByAdvertiser = new HashMap<>();
        final SlotSet[] slots = new SlotSet[texts.size()];
        for (int id = 0; id < slots.length; id++) {
            final List<Slots> advertisers = bySeat.getOrDefault(texts.get(id), List.of());
            ids.put(texts.get(id), id);
            slots[id] = union(advertisers);
            for (final Slots each : advertisers) {
                seatByAdvertiser.put(each.advertiser().id(), id);
            }
        }
        return new ExchangeSeats(texts, ByteDictionary.exact(ids), slots, seatByAdvertiser, wordCount);
    }

    private BlockedSites blockedSites() {
        final Map<String, List<Slots>> blockersByDomain = new HashMap<>();
        for (final Slots each : slotsByAdvertiser.values()) {
            for (final String domain : each.advertiser().blockedDomains()) {
                blockersByDomain
                        .computeIfAbsent(domain, unseen -> new ArrayList<>(1))
                        .add(each);
            }
        }
        final Map<List<Long>, SlotSet> unions = new HashMap<>();
        final Map<String, Integer> ids = new HashMap<>();
        final List<SlotSet> slots = new ArrayList<>();
        blockersByDomain.forEach((domain, blockers) -> {
            final List<Long> key =
                    blockers.stream().map(each -> each.advertiser().id()).toList();
            ids.put(domain, slots.size());
            // Requests may spell it in its own letters.
            final String spelt = DimensionValues.spelt(domain);
            if (!spelt.equals(domain)) {
                ids.putIfAbsent(spelt, slots.size());
            }
            slots.add(unions.computeIfAbsent(key, unseen -> union(blockers)));
        });
        return new BlockedSites(ByteDictionary.ignoringCase(ids), slots.toArray(SlotSet[]::new));
    }

    private SlotSet union(final List<Slots> advertisers) {
        final int[] slots = new int
                [advertisers.stream().mapToInt(each -> each.slots().size()).sum()];
        int at = 0;
        for (final Slots each : advertisers) {
            for (int i = 0; i < each.slots().size(); i++) {
                slots[at++] = each.slots().getInt(i);
            }
        }
        Arrays.sort(slots);
        return SlotSet.of(slots, wordCount);
    }
}
