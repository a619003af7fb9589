package io.hayate.bidder.campaigns;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * What the index no longer names, waiting until nobody can be using it.
 *
 * <ul>
 *   <li>A creative goes when every pin is on the first index without it, or a later one.
 *   <li>An ordinal goes when moreover the ledger agent has applied that index: money of the old campaign must not meet
 *       a new one under the same number.
 * </ul>
 *
 * <p>Owned by the campaign agent.
 */
final class Retirement {
    private final Deque<Waiting> creatives = new ArrayDeque<>();
    private final Deque<Waiting> ordinals = new ArrayDeque<>();

    private record Waiting(long number, long goneSinceVersion) {}

    /** @param goneSinceVersion the first view without them; no later call has a lower one */
    void add(final StagedChanges.Gone gone, final long goneSinceVersion) {
        gone.creativeVersions().forEach(version -> creatives.add(new Waiting(version, goneSinceVersion)));
        gone.ordinals().forEach(ordinal -> ordinals.add(new Waiting(ordinal, goneSinceVersion)));
    }

    int drainCreatives(final long lowestPinnedVersion, final LongConsumer onCreative) {
        int count = 0;
        while (!creatives.isEmpty() && creatives.peek().goneSinceVersion() <= lowestPinnedVersion) {
            onCreative.accept(creatives.remove().number());
            count++;
        }
        return count;
    }

    int drainOrdinals(final long lowestPinnedVersion, final long ledgerReleasedVersion, final IntConsumer onOrdinal) {
        final long passedVersion = Math.min(lowestPinnedVersion, ledgerReleasedVersion);
        int count = 0;
        while (!ordinals.isEmpty() && ordinals.peek().goneSinceVersion() <= passedVersion) {
            onOrdinal.accept((int) ordinals.remove().number());
            count++;
        }
        return count;
    }
}
