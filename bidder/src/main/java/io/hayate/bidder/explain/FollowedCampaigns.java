package io.hayate.bidder.explain;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CampaignIndex;
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
    private int[] slots = {};

    /** What the loops had counted of an ordinal before its campaign had it, by column; none: nothing. */
    private final Int2ObjectHashMap<long[]> countsBefore = new Int2ObjectHashMap<>();

    private long followedVersion = -1;

    FollowedCampaigns(final List<CandidateCounts> loops, final FunnelEstimates estimates) {
        this.loops = loops;
        this.estimates = estimates;
    }

    /** Takes up who is in this index. The rows of the loops must be open. */
    boolean follow(final CampaignIndex index, final long nowMs) {
        if (index.version() == followedVersion) {
            return false;
        }
        for (int slot = 0; slot < index.slotCount(); slot++) {
            final int ordinal = index.ordinal(slot);
            final Campaign campaign = index.campaign(slot);
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
            seenVersions[ordinal] = index.version();
            slots[ordinal] = slot;
        }
        forgetGone(index.version());
        followedVersion = index.version();
        return true;
    }

    /** Of the campaign that is or was live under this id; {@link #NO_ORDINAL} if there was none. */
    int ordinal(final long campaignId) {
        return (int) ordinalById.get(campaignId);
    }

    /** The campaign as it is in the index followed last; null if it is not. */
    @Nullable
    Campaign campaign(final int ordinal) {
        return campaigns[ordinal];
    }

    /** In the index followed last. */
    int slot(final int ordinal) {
        return slots[ordinal];
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

    /** What is left of a campaign that is not in the index are its counts; it may come again. */
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
            slots = Arrays.copyOf(slots, capacity);
        }
    }
}
