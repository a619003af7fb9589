package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** All campaigns in memory: by id, and whose creative is which. Owned by the campaign agent. */
final class HeldCampaigns {
    static final long NO_CAMPAIGN = -1;

    private final Long2ObjectHashMap<HeldCampaign> held = new Long2ObjectHashMap<>();
    private final TreeMap<Long, LiveCampaign> live = new TreeMap<>();
    private final Long2LongHashMap campaignByCreative = new Long2LongHashMap(NO_CAMPAIGN);

    @Nullable
    HeldCampaign get(final long id) {
        return held.get(id);
    }

    boolean isLive(final long id) {
        return live.containsKey(id);
    }

    /** Those that were not deleted, in the order of their ids. */
    Collection<LiveCampaign> live() {
        return live.values();
    }

    /** The ids of {@link #live} behind an id, in their order. */
    Set<Long> liveBehind(final long id) {
        return live.tailMap(id, /* inclusive= */ false).keySet();
    }

    /** The campaign that a creative belongs to, or {@link #NO_CAMPAIGN}. */
    long campaignOf(final long creativeId) {
        return campaignByCreative.get(creativeId);
    }

    /** Puts one state of a campaign in the place of another; null is none. */
    void replace(final long id, final @Nullable HeldCampaign before, final @Nullable HeldCampaign after) {
        if (before != null && before.live() != null) {
            before.live().campaign().creatives().forEach(creative -> campaignByCreative.remove(creative.id()));
            live.remove(id);
        }
        if (after == null) {
            held.remove(id);
            return;
        }
        held.put(id, after);
        if (after.live() != null) {
            after.live().campaign().creatives().forEach(creative -> campaignByCreative.put(creative.id(), id));
            live.put(id, after.live());
        }
    }

    /**
     * Gives the campaigns of some advertisers their advertiser as it is now.
     *
     * @param onRenewed told of each of them
     */
    void renewAdvertisers(
            final Set<Long> ids, final LongFunction<Advertiser> advertisers, final Consumer<LiveCampaign> onRenewed) {
        for (final Map.Entry<Long, LiveCampaign> entry : live.entrySet()) {
            final long advertiserId = entry.getValue().campaign().advertiserId();
            final HeldCampaign campaign = held.get(entry.getKey());
            if (campaign != null && ids.contains(advertiserId)) {
                final LiveCampaign renewed = entry.getValue().with(advertisers.apply(advertiserId));
                entry.setValue(renewed);
                held.put(entry.getKey(), new HeldCampaign(renewed, campaign.version(), campaign.sourceLines()));
                onRenewed.accept(renewed);
            }
        }
    }

    /** Hashes of the lines last applied from a file. */
    Set<Long> linesAppliedFrom(final long file) {
        final Set<Long> lines = new HashSet<>();
        for (final HeldCampaign campaign : held.values()) {
            final Long line = campaign.sourceLines().get(file);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }
}
