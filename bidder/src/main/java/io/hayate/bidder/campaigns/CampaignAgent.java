package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.catalog.CreativeMap;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.index.IndexBuilder;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
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
 * Applies campaign changes: change log, catalog, index, live. One drain of the queue is one batch and one publication.
 *
 * <p>Sole writer of the change log, the catalog, the index under construction and {@link LiveIndex}. Others ask through
 * {@link #proxy}. Owned by the campaign agent.
 */
public final class CampaignAgent implements LongWork {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignAgent.class);
    private static final int CHANGES_PER_BATCH = 256;

    private final AdmittedCampaigns campaigns;
    private final IndexBuilder builder;
    private final LiveIndex live;
    private final LongSupplier ledgerReleasedVersion;
    private final EpochClock clock;
    private final CampaignAgentProxy proxy = new CampaignAgentProxy();
    private final CounterBlock<CampaignCounter> counters = new CounterBlock<>(CampaignCounter.class);
    private final Retirement retirement = new Retirement();
    private final ChangeBatch batch;
    private final CampaignUploads uploads;
    private final List<CampaignChange> drained = new ArrayList<>();

    private CampaignAgent(
            final AdmittedCampaigns campaigns,
            final CampaignUploads uploads,
            final IndexBuilder builder,
            final LiveIndex live,
            final LongSupplier ledgerReleasedVersion,
            final EpochClock clock) {
        this.campaigns = campaigns;
        this.builder = builder;
        this.live = live;
        this.ledgerReleasedVersion = ledgerReleasedVersion;
        this.clock = clock;
        this.uploads = uploads;
        this.batch = new ChangeBatch(campaigns, uploads, counters, this::applySwitches);
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
        return open(directory, limits, live, ledgerReleasedVersion, latestRates, clock, IndexBuilder::encode);
    }

    static CampaignAgent open(
            final DataDirectory directory,
            final CampaignAgentLimits limits,
            final LiveIndex live,
            final LongSupplier ledgerReleasedVersion,
            final Supplier<CurrencyRates> latestRates,
            final EpochClock clock,
            final CreativeEncoder encoder)
            throws IOException {
        final long startNs = System.nanoTime();
        final CampaignUploads uploads =
                new CampaignUploads(directory.campaigns().resolve("uploads"), CampaignUploads.MAX_UPLOAD_BYTES);
        final AdmittedCampaigns campaigns = AdmittedCampaigns.open(directory.campaigns(), limits, encoder);
        final CampaignAgent agent = new CampaignAgent(
                campaigns, uploads, new IndexBuilder(live, latestRates), live, ledgerReleasedVersion, clock);
        live.publish(campaigns.switches());
        agent.publish();
        LOG.info("{} campaigns loaded in {} ms", campaigns.live().size(), (System.nanoTime() - startNs) / 1_000_000);
        return agent;
    }

    /** The door for other threads. */
    public CampaignAgentProxy proxy() {
        return proxy;
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
    public void reportTo(final Runnable onProgress) {
        batch.reportTo(onProgress);
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
                + applyRates()
                + refreshNow()
                + retire()
                + checkpointWhenDue();
    }

    /** Ends cleanly. Bid loops must have stopped: they read the maps that are closed here. */
    @Override
    public void onClose() {
        final AgentClosedException closing = new AgentClosedException();
        proxy.drain(change -> change.answer().completeExceptionally(closing), Integer.MAX_VALUE);
        proxy.drainUploads(step -> uploads.onStep(new CampaignUpload.Cancel(step.upload()), drained::add));
        proxy.drainSwitches(command -> command.answer().completeExceptionally(closing));
        builder.close();
        retirement.drainCreatives(Long.MAX_VALUE, campaigns.catalog()::removeCreative);
        try {
            campaigns.close();
        } catch (final IOException e) {
            LOG.error("Campaigns could not be closed cleanly; the next start rebuilds them from the change log", e);
        }
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
        try {
            drained.forEach(batch::onChange);
            batch.commit();
            if (batch.isChanged()) {
                growMapsWhenNearlyFull();
                publish();
            }
            batch.answer();
        } catch (final RuntimeException e) {
            LOG.error("The index could not be built; the one before stays", e);
            batch.fail(drained, e);
        }
        final int count = drained.size();
        drained.clear();
        return count;
    }

    /** Slots are in the order of the rates that their index has: new ones need a new index. */
    private int applyRates() {
        if (!builder.hasOldRates(live.current())) {
            return 0;
        }
        publish();
        return 1;
    }

    /** Before a publication, so that readers of the files this replaces can be told by their pins. */
    private void growMapsWhenNearlyFull() {
        try {
            campaigns.catalog().growWhenNearlyFull(live.current().version());
        } catch (final CatalogFullException e) {
            LOG.warn("A map is nearly full: {}", e.getMessage());
        }
    }

    private void publish() {
        final CampaignIndex next = builder.build(campaigns.live(), clock.time());
        live.publish(next);
        campaigns.onPublished(next.version());
        campaigns.retire(retirement, next.version());
        counters.increment(CampaignCounter.PUBLISHED);
    }

    /** A flight or an hour begins or ends, or a switch has moved. */
    private int refreshNow() {
        if (!builder.refreshNow(live.current(), clock.time())) {
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
        if (!campaigns.isCheckpointDue()) {
            return 0;
        }
        try {
            campaigns.checkpoint();
        } catch (final IOException e) {
            counters.increment(CampaignCounter.CHECKPOINT_FAILED);
            LOG.warn("No checkpoint could be written; the change log goes on growing", e);
        }
        return 1;
    }
}
