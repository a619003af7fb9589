package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;

/**
 * Makes views of the index from campaigns and their changes.
 *
 * <p>A few campaigns are one part, built anew each time. Of many there is a base, and what has changed since is in two
 * more parts, a small one that is built with every change and a middle one that takes over what the small one can no
 * longer hold. Bases are merged aside ({@link IndexMerger}); meanwhile changes go on. The caller publishes each view
 * before it asks for another.
 *
 * <p>Owned by the campaign agent.
 */
public final class IndexBuilder implements AutoCloseable {
    /** A merge may take this part of the time: it takes a core from the loops if there are few. */
    private static final int MERGE_PAUSE_FACTOR = 4;

    /** Changes that never pause are merged, too, as each part more costs every request, but this much more rarely. */
    private static final int STEADY_MERGE_PAUSE_FACTOR = 40;

    private final LiveIndex live;
    private final Supplier<CurrencyRates> latestRates;
    private final EpochClock clock;
    private final IndexSizes sizes;
    private final TableMemory memory;
    private final IndexMerger merger;

    private LivePart base = new LivePart(CampaignIndex.EMPTY);
    private @Nullable LivePart middle;
    private @Nullable LivePart top;
    private final Map<Long, LiveCampaign> middleCampaigns = new LinkedHashMap<>();
    private final Map<Long, LiveCampaign> topCampaigns = new LinkedHashMap<>();

    /** Of the view refreshed last. */
    private BiddingSwitches switches = BiddingSwitches.ALL_ON;

    /** Of the view made last: while the next is made, some are replaced already, but still bid with. */
    private List<LivePart> shown = List.of();

    private Runnable amidBuilds = () -> {};

    private boolean merging;
    /** The view lacks changes, which only a new base can bring. */
    private boolean mergeOwed;

    /** Changes that the base being merged has not. */
    private final Map<Long, IndexChange> changedSinceMerge = new LinkedHashMap<>();

    /** A merge would make the base smaller, if nothing else. */
    private boolean goneFromBase;

    private long lastChangeMs;
    private long nextMergeMs;
    private long nextSteadyMergeMs;
    private long lastLookMs;

    /** @param latestRates what currencies are worth at the moment; asked for each base */
    public IndexBuilder(final LiveIndex live, final Supplier<CurrencyRates> latestRates, final EpochClock clock) {
        this(live, latestRates, IndexSizes.DEFAULT, clock);
    }

    public IndexBuilder(
            final LiveIndex live,
            final Supplier<CurrencyRates> latestRates,
            final IndexSizes sizes,
            final EpochClock clock) {
        this.live = live;
        this.latestRates = latestRates;
        this.sizes = sizes;
        this.clock = clock;
        this.memory = new TableMemory(live);
        this.merger = new IndexMerger(clock);
    }

    /** What must not wait for a part to be built; it may call {@link #refreshNow}, and nothing else here. */
    public void amidBuilds(final Runnable newAmidBuilds) {
        amidBuilds = newAmidBuilds;
    }

    /** Who merges, on a thread of its own. */
    public IndexMerger merger() {
        return merger;
    }

    /** A view of all active campaigns, others are left out; takes as long as a base takes. */
    public IndexView build(final Collection<LiveCampaign> campaigns) {
        final IndexView next = rebuild(campaigns);
        mergeOwed = false;
        return next;
    }

    /** A merge that is owed stays owed: somebody waits to be told of it. */
    private IndexView rebuild(final Collection<LiveCampaign> campaigns) {
        final LivePart before = base;
        base = part(SlotOrder.of(campaigns, latestRates.get()));
        release(before);
        forgetChanges();
        nextSteadyMergeMs = clock.time() + sizes.steadyMs();
        return next();
    }

    /** Whether {@link #apply} takes these changes at once; if not, they wait for the next merge. */
    public boolean takes(final List<IndexChange> changes, final int campaignCount) {
        if (isWhole(campaignCount)) {
            return true;
        }
        return changes.size() <= sizes.middleCampaigns() && comparable(changes, base);
    }

    private static boolean comparable(final List<IndexChange> changes, final LivePart with) {
        return changes.stream()
                .allMatch(change -> change.after() == null
                        || SlotOrder.comparable(with.index().currencies(), change.after()));
    }

    /**
     * The view after some changes that {@link #takes} allows.
     *
     * @param campaigns all, after the changes
     */
    public IndexView apply(final List<IndexChange> changes, final Collection<LiveCampaign> campaigns) {
        lastChangeMs = clock.time();
        if (merging) {
            changes.forEach(change -> changedSinceMerge.put(change.campaignId(), change));
        }
        if (isWhole(campaigns.size())) {
            return rebuild(campaigns);
        }
        changes.forEach(this::take);
        if (topCampaigns.size() > sizes.topCampaigns()) {
            middleCampaigns.putAll(topCampaigns);
            topCampaigns.clear();
            middle = replace(middle, middleCampaigns);
        }
        top = replace(top, topCampaigns);
        return next();
    }

    /** Whether so few campaigns are one part, built anew whenever one changes. */
    public boolean isWhole(final int campaignCount) {
        return campaignCount <= sizes.wholeCampaigns();
    }

    private void take(final IndexChange change) {
        for (final LivePart part : partsNow()) {
            part.remove(change.campaignId());
        }
        goneFromBase = true;
        middleCampaigns.remove(change.campaignId());
        topCampaigns.remove(change.campaignId());
        if (change.after() != null) {
            topCampaigns.put(change.campaignId(), change.after());
        }
    }

    /** Notes that changes were made which no view has: the next base must have them. */
    public void oweMerge() {
        mergeOwed = true;
    }

    /** A view could not be built: the next base is tried after a pause. */
    public void oweMergeLater() {
        mergeOwed = true;
        nextMergeMs = clock.time() + sizes.quietMs();
    }

    /**
     * Whether a base is to be merged: so much has changed, or anything so long ago, or nothing for so long, or the rates, or it is owed. None is while
     * one is being merged, nor for some time after.
     */
    public boolean isMergeDue() {
        final long nowMs = clock.time();
        if (nowMs < lastLookMs) {
            // The clock was set back: what waits for a merge must not wait until it is there again.
            nextMergeMs = Math.min(nextMergeMs, nowMs);
            lastChangeMs = Math.min(lastChangeMs, nowMs);
            nextSteadyMergeMs = Math.min(nextSteadyMergeMs, nowMs + sizes.steadyMs());
        }
        lastLookMs = nowMs;
        if (merging || nowMs < nextMergeMs) {
            return false;
        }
        final boolean changed = middle != null || top != null || goneFromBase;
        return mergeOwed
                || hasOldRates()
                || middleCampaigns.size() > sizes.middleCampaigns()
                || (changed && (nowMs - lastChangeMs >= sizes.quietMs() || nowMs >= nextSteadyMergeMs));
    }

    public boolean isMerging() {
        return merging;
    }

    /** Has a base merged, of these campaigns and the latest rates. */
    public void beginMerge(final Collection<LiveCampaign> campaigns) {
        merging = true;
        mergeOwed = false;
        changedSinceMerge.clear();
        merger.begin(new IndexMerger.Job(List.copyOf(campaigns), latestRates.get(), live.switches(), memory.lend()));
    }

    /**
     * The view with the base that was merged, if it is ready, and what has changed since it began; null: not yet, or it
     * could not be built, or what has changed cannot be compared with it and another is owed.
     *
     * @param onFailed told why it could not be
     */
    public @Nullable IndexView finishMerge(final Consumer<Throwable> onFailed) {
        final IndexMerger.Result result = merging ? merger.takeResult() : null;
        if (result == null) {
            return null;
        }
        merging = false;
        nextMergeMs = clock.time() + MERGE_PAUSE_FACTOR * result.durationMs();
        nextSteadyMergeMs = clock.time() + Math.max(sizes.steadyMs(), STEADY_MERGE_PAUSE_FACTOR * result.durationMs());
        if (result.unused() != null) {
            memory.giveBack(result.unused());
        }
        if (result.base() == null || result.table() == null) {
            mergeOwed = true;
            onFailed.accept(result.failure() == null ? new IllegalStateException("no base") : result.failure());
            return null;
        }
        final List<IndexChange> changes = List.copyOf(changedSinceMerge.values());
        if (!comparable(changes, result.base())) {
            memory.giveBack(result.table());
            // Owed rather than begun: what became due meanwhile is told of the same base.
            mergeOwed = true;
            nextMergeMs = clock.time();
            return null;
        }
        memory.takeOver(result.table());
        final LivePart before = base;
        base = result.base();
        if (!result.switches().equals(live.switches())) {
            base.refresh(live.switches(), clock.time());
        }
        release(before);
        forgetChanges();
        changes.forEach(this::take);
        if (topCampaigns.size() > sizes.topCampaigns()) {
            middleCampaigns.putAll(topCampaigns);
            topCampaigns.clear();
            middle = replace(null, middleCampaigns);
        } else {
            top = replace(null, topCampaigns);
        }
        return next();
    }

    /**
     * Works out again which campaigns may bid at this moment, where a flight or an hour has begun or ended or the switches
     * have moved.
     *
     * @return whether it was so
     */
    public boolean refreshNow() {
        final long nowMs = clock.time();
        final boolean moved = !live.switches().equals(switches);
        switches = live.switches();
        boolean refreshed = false;
        final Set<LivePart> parts = new LinkedHashSet<>(shown);
        parts.addAll(partsNow());
        for (final LivePart part : parts) {
            if (moved || part.isTimeDue(nowMs)) {
                part.refresh(switches, nowMs);
                refreshed = true;
            }
        }
        return refreshed;
    }

    /** Whether rates have changed since the base was built: slots are in the order of its own. */
    private boolean hasOldRates() {
        return base.index().currencies().rates() != latestRates.get();
    }

    /** The creative as the bid route reads it ({@link io.hayate.bidder.campaigns.live.CreativeLayout}). */
    public static byte[] encode(final Campaign campaign, final Creative creative) {
        return CreativeLayoutWriter.encode(campaign, creative);
    }

    /** Off-heap tables of replaced parts that a loop still pins. */
    public int waitingTables() {
        return memory.waitingTables();
    }

    @Override
    public void close() {
        final IndexMerger.Result unused = merger.takeResult();
        if (unused != null && unused.table() != null) {
            unused.table().close();
        }
        memory.close();
    }

    private IndexView next() {
        // Parts that were built just now know the switches of this moment, others are told.
        shown = partsNow();
        refreshNow();
        return new IndexView(
                live.current().version() + 1, shown.stream().map(LivePart::view).toList());
    }

    private List<LivePart> partsNow() {
        final List<LivePart> now = new ArrayList<>(IndexView.MAX_PARTS);
        now.add(base);
        if (middle != null) {
            now.add(middle);
        }
        if (top != null) {
            now.add(top);
        }
        return now;
    }

    private @Nullable LivePart replace(final @Nullable LivePart before, final Map<Long, LiveCampaign> campaigns) {
        final SlotOrder order = SlotOrder.beside(base.index().currencies(), campaigns.values());
        final LivePart after = order.slots().isEmpty() ? null : part(order);
        // Last: where a part cannot be built, the one before stays, and is released once.
        if (before != null) {
            release(before);
        }
        return after;
    }

    private LivePart part(final SlotOrder order) {
        final LivePart part = new LivePart(PartBuilder.build(order, memory::take, amidBuilds));
        part.refresh(live.switches(), clock.time());
        return part;
    }

    private void release(final LivePart part) {
        if (part.index() != CampaignIndex.EMPTY) {
            memory.release(part.index().table(), live.current().version() + 1);
        }
    }

    private void forgetChanges() {
        if (middle != null) {
            release(middle);
        }
        if (top != null) {
            release(top);
        }
        middle = null;
        top = null;
        goneFromBase = false;
        middleCampaigns.clear();
        topCampaigns.clear();
    }
}
