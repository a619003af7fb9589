package io.hayate.bidder.explain;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose counts and estimates those of an ordinal are, and since when. An ordinal goes to another campaign only when no loop
 * can count for the one before any more; what its counts then are, is the new campaign's nothing. Owned by the explain
 * agent.
 */
final class FollowedCampaigns {
    static final int NO_ORDINAL = -1;

    private static final int NO_SLOT = -1;

    private final List<CandidateCounts> loops;
    private final FunnelEstimates estimates;
    private final Long2LongHashMap ordinalById = new Long2LongHashMap(NO_ORDINAL);

    // By ordinal
    private long[] campaignIds = {};
    private long[] countedSinceMs = {};
    private long[] estimatedSinceMs = {};
    private @Nullable Campaign[] campaigns = {};
    private long[] seenVersions = {};
    private int[] parts = {};
    private int[] slots = {};

    /** What the loops had counted of an ordinal before its campaign had it, by column; none: nothing. */
    private final Int2ObjectHashMap<long[]> countsBefore = new Int2ObjectHashMap<>();

    private IndexView followed = IndexView.EMPTY;
    private long followedVersion = -1;

    FollowedCampaigns(final List<CandidateCounts> loops, final FunnelEstimates estimates) {
        this.loops = loops;
        this.estimates = estimates;
    }

    /** Takes up who is in this view. The rows of the loops must be open. */
    boolean follow(final IndexView view, final long nowMs) {
        if (view.version() == followedVersion) {
            return false;
        }
        for (int part = 0; part < view.partCount(); part++) {
            final CampaignIndex index = view.part(part);
            for (int slot = 0; slot < index.slotCount(); slot++) {
                if (!view.isGone(part, slot)) {
                    follow(index.ordinal(slot), index.campaign(slot), nowMs);
                    seenVersions[index.ordinal(slot)] = view.version();
                    parts[index.ordinal(slot)] = part;
                    slots[index.ordinal(slot)] = slot;
                }
            }
        }
        forgetGone(view.version());
        followed = view;
        followedVersion = view.version();
        return true;
    }

    private void follow(final int ordinal, final Campaign campaign, final long nowMs) {
        reach(ordinal + 1);
        if (campaignIds[ordinal] != campaign.id()) {
            takeOver(ordinal, campaign.id(), nowMs);
        }
        if (!campaign.equals(campaigns[ordinal])) {
            // Another targeting: what the samples told of the one before is of no use.
            campaigns[ordinal] = campaign;
            estimates.clear(ordinal);
            estimatedSinceMs[ordinal] = nowMs;
        }
    }

    /** Of the campaign that is or was live under this id; {@link #NO_ORDINAL} if there was none. */
    int ordinal(final long campaignId) {
        return (int) ordinalById.get(campaignId);
    }

    /** The campaign as it is in the view followed last; null if it is not. */
    @Nullable
    Campaign campaign(final int ordinal) {
        return campaigns[ordinal];
    }

    /** Whether flight, hour and switches allow a campaign of the view followed last a bid at this moment. */
    boolean isBiddableNow(final int ordinal) {
        return slots[ordinal] != NO_SLOT && followed.part(parts[ordinal]).isBiddableNow(slots[ordinal]);
    }

    /** Whether a campaign of the view followed last has budget left. */
    boolean isOpen(final int ordinal) {
        return slots[ordinal] != NO_SLOT && followed.part(parts[ordinal]).isOpen(slots[ordinal]);
    }

    long countedSinceMs(final int ordinal) {
        return countedSinceMs[ordinal];
    }

    long estimatedSinceMs(final int ordinal) {
        return estimatedSinceMs[ordinal];
    }

    /** What all loops have counted of the campaign that has the ordinal, by column of {@link CandidateCounts}. */
    long[] counts(final int ordinal) {
        final long[] counts = sums(ordinal);
        final long[] before = countsBefore.get(ordinal);
        for (int column = 0; before != null && column < counts.length; column++) {
            counts[column] -= before[column];
        }
        return counts;
    }

    private void takeOver(final int ordinal, final long campaignId, final long nowMs) {
        if (campaignIds[ordinal] != 0 && ordinalById.get(campaignIds[ordinal]) == ordinal) {
            ordinalById.remove(campaignIds[ordinal]);
        }
        campaignIds[ordinal] = campaignId;
        campaigns[ordinal] = null;
        countedSinceMs[ordinal] = nowMs;
        ordinalById.put(campaignId, ordinal);
        final long[] before = sums(ordinal);
        if (Arrays.stream(before).anyMatch(count -> count != 0)) {
            countsBefore.put(ordinal, before);
        } else {
            countsBefore.remove(ordinal);
        }
    }

    private long[] sums(final int ordinal) {
        final long[] sums = new long[CandidateCounts.COLUMNS];
        for (final CandidateCounts loop : loops) {
            for (int column = 0; column < sums.length; column++) {
                sums[column] += loop.get(ordinal, column);
            }
        }
        return sums;
    }

    /** What is left of a campaign that is not in the view are its counts; it may come again. */
    private void forgetGone(final long version) {
        for (int ordinal = 0; ordinal < campaigns.length; ordinal++) {
            if (seenVersions[ordinal] != version) {
                campaigns[ordinal] = null;
                slots[ordinal] = NO_SLOT;
            }
        }
    }

    private void reach(final int ordinals) {
        if (ordinals > campaignIds.length) {
            final int capacity = ordinals + ordinals / 4;
            campaignIds = Arrays.copyOf(campaignIds, capacity);
            countedSinceMs = Arrays.copyOf(countedSinceMs, capacity);
            estimatedSinceMs = Arrays.copyOf(estimatedSinceMs, capacity);
            campaigns = Arrays.copyOf(campaigns, capacity);
            seenVersions = Arrays.copyOf(seenVersions, capacity);
            parts = Arrays.copyOf(parts, capacity);
            slots = Arrays.copyOf(slots, capacity);
        }
    }
}
