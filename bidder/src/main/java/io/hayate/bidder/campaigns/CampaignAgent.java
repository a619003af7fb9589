package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.catalog.CreativeMap;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.index.IndexChange;
import io.hayate.bidder.campaigns.index.IndexMerger;
import io.hayate.bidder.campaigns.index.IndexSizes;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.LongWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies campaign changes: catalog, change log, index, live. One drain of the queue is one batch and one publication; a
 * very large one becomes visible with the next base, which is merged aside while smaller ones go on.
 *
 * <p>Sole writer of the change log, the catalog, the index under construction and {@link LiveIndex}. Others ask through
 * {@link #proxy}. Owned by the campaign agent.
 */
public final class CampaignAgent implements LongWork {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignAgent.class);
    private static final int CHANGES_PER_BATCH = 256;

    /** Of lists that are read; a page takes about a millisecond. */
    private static final int PAGES_PER_CYCLE = 4;

    private final AdmittedCampaigns campaigns;
    private final IndexBuilder builder;
    private final LiveIndex live;
    private final LongSupplier ledgerReleasedVersion;
    private final CampaignAgentProxy proxy = new CampaignAgentProxy();
    private final CounterBlock<CampaignCounter> counters;
    private final Retirement retirement = new Retirement();
    private final ChangeBatch batch;
    private final CampaignUploads uploads;
    private final List<CampaignChange> drained = new ArrayList<>();

    private final BaseWaiters waiters = new BaseWaiters();
    private Runnable onProgress = () -> {};
    private volatile boolean ending;

    private CampaignAgent(
            final AdmittedCampaigns campaigns,
            final CampaignUploads uploads,
            final DocumentLimits documents,
            final CounterBlock<CampaignCounter> counters,
            final IndexBuilder builder,
            final LiveIndex live,
            final LongSupplier ledgerReleasedVersion) {
        this.campaigns = campaigns;
        this.builder = builder;
        this.live = live;
        this.ledgerReleasedVersion = ledgerReleasedVersion;
        this.uploads = uploads;
        this.counters = counters;
        this.batch = new ChangeBatch(campaigns, uploads, documents, counters, this::applySwitches);
        builder.amidBuilds(this::amidLongWork);
        campaigns.catalog().whileGrowing(this::amidLongWork);
    }

    /**
     * Loads what is durable and publishes it. The agent is then complete: nothing waits for its thread to start.
     *
     * @param ledgerReleasedVersion the ledger needs no ordinal any more that left the index up to this version; ordinals are
     *     given out anew only then
     * @param latestRates what currencies are worth at the moment; when it changes, an index is built
     */
    public static CampaignAgent open(
            final DataDirectory directory,
            final CampaignAgentLimits limits,
            final LiveIndex live,
            final LongSupplier ledgerReleasedVersion,
            final Supplier<CurrencyRates> latestRates,
            final EpochClock clock)
            throws IOException {
        return open(
                directory,
                limits,
                live,
                ledgerReleasedVersion,
                latestRates,
                IndexSizes.DEFAULT,
                clock,
                IndexBuilder::encode);
    }

    static CampaignAgent open(
            final DataDirectory directory,
            final CampaignAgentLimits limits,
            final LiveIndex live,
            final LongSupplier ledgerReleasedVersion,
            final Supplier<CurrencyRates> latestRates,
            final IndexSizes sizes,
            final EpochClock clock,
            final CreativeEncoder encoder)
            throws IOException {
        final long startNs = System.nanoTime();
        final CounterBlock<CampaignCounter> counters = new CounterBlock<>(CampaignCounter.class);
        final CampaignUploads uploads =
                new CampaignUploads(directory.campaigns().resolve("uploads"), limits.uploads(), counters, clock);
        final AdmittedCampaigns campaigns = AdmittedCampaigns.open(directory.campaigns(), limits, encoder);
        final CampaignAgent agent = new CampaignAgent(
                campaigns,
                uploads,
                limits.documents(),
                counters,
                new IndexBuilder(live, latestRates, sizes, clock),
                live,
                ledgerReleasedVersion);
        live.publish(campaigns.switches());
        agent.publish(agent.builder.build(campaigns.live()));
        LOG.info("{} campaigns loaded in {} ms", campaigns.live().size(), (System.nanoTime() - startNs) / 1_000_000);
        return agent;
    }

    /** The door for other threads. */
    public CampaignAgentProxy proxy() {
        return proxy;
    }

    /** Merges bases for this agent, on a thread of its own. */
    public IndexMerger merger() {
        return builder.merger();
    }

    /** Where bid loops read creatives. */
    public CreativeMap creatives() {
        return campaigns.catalog().creatives();
    }

    public CounterBlock<CampaignCounter> counters() {
        return counters;
    }

    /** A campaign as the next index takes it; null if there is none. */
    @Nullable
    LiveCampaign liveCampaign(final long id) {
        final HeldCampaign held = campaigns.held(id);
        return held == null ? null : held.live();
    }

    /** A body of 64 MB takes longer to apply than a stuck agent is waited for. */
    @Override
    public void reportTo(final Runnable newOnProgress) {
        onProgress = newOnProgress;
        batch.reportTo(newOnProgress);
    }

    /** The rest of a file or body is left off; what of it is durable stays. */
    @Override
    public void onEnding() {
        ending = true;
        batch.onEnding();
    }

    @Override
    public String roleName() {
        return "campaign-agent";
    }

    @Override
    public int doWork() {
        return applySwitches()
                + takeUploads()
                + applyChanges()
                + answerPages()
                + merge()
                + refreshNow()
                + retire()
                + checkpointWhenDue();
    }

    /** Ends cleanly. Bid loops must have stopped: they read the maps that are closed here. */
    @Override
    public void onClose() {
        final AgentClosedException closing = new AgentClosedException();
        proxy.close();
        proxy.drain(change -> change.answer().completeExceptionally(closing), Integer.MAX_VALUE);
        proxy.drainUploads(step -> uploads.onStep(new CampaignUpload.Cancel(step.upload()), drained::add));
        proxy.drainSwitches(command -> command.answer().completeExceptionally(closing));
        proxy.drainPageReads(read -> read.answer().completeExceptionally(closing), Integer.MAX_VALUE);
        builder.close();
        waiters.close(closing, campaigns.catalog()::removeCreative);
        retirement.drainCreatives(Long.MAX_VALUE, campaigns.catalog()::removeCreative);
        try {
            campaigns.close();
        } catch (final IOException e) {
            LOG.error("Campaigns could not be closed cleanly; the next start rebuilds them from the change log", e);
        }
    }

    /** All campaigns are gone through: what is to be switched off must not wait for that. */
    private void amidLongWork() {
        onProgress.run();
        applySwitches();
    }

    private int applySwitches() {
        return proxy.drainSwitches(this::onSwitch);
    }

    private void onSwitch(final CampaignAgentProxy.SwitchCommand command) {
        final BiddingSwitches next = command.change().applyTo(campaigns.switches());
        // First in force, then durable: what was switched off in an emergency must not wait for a disk.
        live.publish(next);
        refreshNow();
        final boolean durable = campaigns.onSwitches(next);
        LOG.warn(
                "Bidding switched {} for {} {}",
                command.change().bidding() ? "on" : "off",
                command.change().scope().name().toLowerCase(Locale.ROOT),
                command.change().value());
        command.answer().complete(new SwitchOutcome(next, durable));
    }

    private int takeUploads() {
        return proxy.drainUploads(step -> uploads.onStep(step, drained::add));
    }

    private int applyChanges() {
        if (proxy.drain(drained::add, CHANGES_PER_BATCH) + drained.size() == 0) {
            return 0;
        }
        final int count = drained.size();
        final List<CampaignChange> files =
                drained.stream().filter(CampaignChange::isOfFile).toList();
        drained.removeAll(files);
        if (!drained.isEmpty()) {
            apply(List.copyOf(drained));
        }
        drained.clear();
        // Each by itself, and last: nobody else is to wait for it, nor for the base that shows it.
        files.forEach(file -> apply(List.of(file)));
        return count;
    }

    private void apply(final List<CampaignChange> changes) {
        try {
            changes.forEach(batch::onChange);
            batch.commit();
            show(campaigns.takeChanges(), changes);
        } catch (final RuntimeException | OutOfMemoryError e) {
            LOG.error("The index could not be built; the one before stays", e);
            builder.oweMergeLater();
            batch.fail(changes, e);
            waiters.add(campaigns.takeGone());
        }
    }

    /** At once, or with the next base. */
    private void show(final List<IndexChange> changes, final List<CampaignChange> asked) {
        if (!changes.isEmpty()) {
            growMapsWhenNearlyFull();
            if (!builder.takes(changes, campaigns.live().size())) {
                builder.oweMerge();
                waiters.add(asked, batch.takeAnswers(), campaigns.takeGone());
                return;
            }
            publish(builder.apply(changes, campaigns.live()));
        }
        batch.answer();
    }

    /** Nothing is staged between batches: what a list tells is durable. */
    private int answerPages() {
        return proxy.drainPageReads(this::onPageRead, PAGES_PER_CYCLE);
    }

    private void onPageRead(final PageRead read) {
        try {
            read.answer()
                    .complete(
                            switch (read.kind()) {
                                case CAMPAIGNS -> campaigns.page(read.behindId());
                                case ADVERTISERS -> campaigns.advertisers().page(read.behindId());
                            });
        } catch (final RuntimeException | OutOfMemoryError e) {
            LOG.error("A list cannot be read on behind {}", read.behindId(), e);
            read.answer().completeExceptionally(e);
        }
    }

    private int merge() {
        try {
            return beginOrFinishMerge();
        } catch (final RuntimeException | OutOfMemoryError e) {
            LOG.error("The index could not be built; the one before stays", e);
            builder.oweMergeLater();
            onMergeFailed(e);
            return 1;
        }
    }

    /** Begins a merge when one is due; publishes its base when it is there. */
    private int beginOrFinishMerge() {
        if (!builder.isMerging()) {
            if (ending || !builder.isMergeDue()) {
                return 0;
            }
            waiters.onMergeBegun();
            if (builder.isWhole(campaigns.live().size())) {
                onMerged(builder.build(campaigns.live()));
            } else {
                builder.beginMerge(campaigns.live());
            }
            return 1;
        }
        final IndexView next = builder.finishMerge(this::onMergeFailed);
        if (next == null) {
            return builder.isMerging() ? 0 : 1;
        }
        onMerged(next);
        return 1;
    }

    private void onMerged(final IndexView next) {
        publish(next);
        counters.increment(CampaignCounter.MERGED);
        waiters.onMerged(gone -> retirement.add(gone, next.version()));
    }

    private void onMergeFailed(final Throwable cause) {
        counters.increment(CampaignCounter.MERGE_FAILED);
        waiters.onMergeFailed(cause);
    }

    /** Before a publication, so that readers of the files this replaces can be told by their pins. */
    private void growMapsWhenNearlyFull() {
        try {
            campaigns.catalog().growWhenNearlyFull(live.current().version());
        } catch (final CatalogFullException e) {
            LOG.warn("A map is nearly full: {}", e.getMessage());
        }
    }

    private void publish(final IndexView next) {
        live.publish(next);
        campaigns.onPublished(next.version());
        retirement.add(campaigns.takeGone(), next.version());
        counters.increment(CampaignCounter.PUBLISHED);
    }

    /** A flight or an hour begins or ends, or a switch has moved. */
    private int refreshNow() {
        if (!builder.refreshNow()) {
            return 0;
        }
        counters.increment(CampaignCounter.REFRESHED);
        return 1;
    }

    private int retire() {
        final long pinnedVersion = live.lowestPinnedVersion();
        final int creatives = retirement.drainCreatives(pinnedVersion, campaigns.catalog()::removeCreative);
        counters.add(CampaignCounter.CREATIVES_RETIRED, creatives);
        return creatives
                + retirement.drainOrdinals(pinnedVersion, ledgerReleasedVersion.getAsLong(), campaigns::freeOrdinal)
                + campaigns.catalog().closeRetired(pinnedVersion);
    }

    private int checkpointWhenDue() {
        if (ending || !campaigns.checkpoint().isDue()) {
            return 0;
        }
        try {
            campaigns.checkpoint().write(this::amidLongWork);
        } catch (final IOException e) {
            counters.increment(CampaignCounter.CHECKPOINT_FAILED);
            LOG.warn("No checkpoint could be written; the change log goes on growing", e);
        }
        return 1;
    }
}
