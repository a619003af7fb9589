package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.index.CompactCampaigns;
import io.hayate.bidder.campaigns.index.IndexChange;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.SegmentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All campaigns that were admitted: in memory, in the catalog, and durable in the change log.
 *
 * <p>Changes are staged ({@link #put}, {@link #delete}: catalog, then log, then memory) and become durable together by
 * {@link #commit}; if that fails they are taken back, newest first, and nothing was changed. A creative's bytes lie in the
 * catalog before its change is logged, so no index can ever name one that is not there.
 *
 * <p>Owned by the campaign agent.
 */
final class AdmittedCampaigns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdmittedCampaigns.class);

    private final CampaignPreparation preparation;
    private final SegmentLog log;
    private final CampaignCatalog catalog;
    private final HeldCampaigns held = new HeldCampaigns();
    private final CompactCampaigns compact = new CompactCampaigns();
    private final ChangeReplay durable = new ChangeReplay();
    private final CreativeVersions creatives;
    private final AdmittedAdvertisers advertisers;
    private final Ordinals ordinals = new Ordinals();
    private final StagedChanges staged;
    private final ChangeCheckpoint checkpoint;
    private long indexVersion;
    private boolean logFailed;

    private AdmittedCampaigns(
            final Path folder,
            final CampaignAgentLimits limits,
            final CreativeEncoder encoder,
            final SegmentLog log,
            final CampaignCatalog catalog) {
        this.preparation = new CampaignPreparation(limits.documents(), encoder);
        this.log = log;
        this.catalog = catalog;
        this.creatives = new CreativeVersions(catalog, durable);
        this.advertisers = new AdmittedAdvertisers(catalog, log, durable);
        this.staged = new StagedChanges(catalog, log, held, ordinals);
        this.checkpoint = new ChangeCheckpoint(folder, limits.checkpointBytes(), log, catalog, durable);
    }

    /** Opens what is durable; the maps are made anew from the change log unless the last end was clean. */
    static AdmittedCampaigns open(final Path folder, final CampaignAgentLimits limits, final CreativeEncoder encoder)
            throws IOException {
        Files.createDirectories(folder);
        requireLogOf(folder);
        final SegmentLog log = SegmentLog.open(folder.resolve("changes"), limits.segmentBytes());
        @Nullable CampaignCatalog catalog = null;
        try {
            catalog = CampaignCatalog.open(folder, log.endPosition(), limits.maxCampaigns(), limits.maxCreatives());
            final AdmittedCampaigns campaigns = new AdmittedCampaigns(folder, limits, encoder, log, catalog);
            campaigns.load();
            return campaigns;
        } catch (final IOException | RuntimeException | CatalogFullException | RefusedException e) {
            if (catalog != null) {
                catalog.close();
            }
            log.close();
            throw e instanceof final IOException io ? io : new IOException("campaigns cannot be loaded: " + e, e);
        }
    }

    /** The log is made before the maps: without it they are of campaigns that a start would forget and delete. */
    private static void requireLogOf(final Path folder) throws IOException {
        final Path changes = folder.resolve("changes");
        if (CampaignCatalog.hasMaps(folder) && !SegmentLog.exists(changes)) {
            throw new CorruptLogException(
                    changes + " holds no change log, but there are maps of campaigns beside it; bring"
                            + " it back, or delete " + folder + " to begin without campaigns");
        }
    }

    /** Reads documents for {@link #put}. */
    CampaignPreparation preparation() {
        return preparation;
    }

    CampaignCatalog catalog() {
        return catalog;
    }

    AdmittedAdvertisers advertisers() {
        return advertisers;
    }

    @Nullable
    HeldCampaign held(final long id) {
        return held.get(id);
    }

    /** All campaigns, in the order of their ids. */
    Collection<LiveCampaign> live() {
        return held.live();
    }

    BiddingSwitches switches() {
        return durable.switches;
    }

    /** The document as it was given; null if there is no such campaign. */
    byte @Nullable [] json(final long id) {
        final CatalogEntry entry = held.isLive(id) ? catalog.campaign(id) : null;
        return entry == null ? null : entry.json();
    }

    /** The documents behind an id. */
    DocumentPage page(final long behindId) {
        return DocumentPage.read(held.liveBehind(behindId), this::json);
    }

    /** Hashes of the lines last applied from a file. */
    Set<Long> linesAppliedFrom(final long file) {
        return held.linesAppliedFrom(file);
    }

    /** The version of the index now live; what is replaced from now on may be in use by its readers. */
    void onPublished(final long version) {
        indexVersion = version;
    }

    /**
     * Stages a new or changed campaign, which must have been read without a problem.
     *
     * @param source the line of a start file that it comes from, if it does
     * @throws RefusedException if it cannot be admitted; nothing is changed then
     */
    HeldCampaign put(final PreparedCampaign prepared, final @Nullable SourceLine source) throws RefusedException {
        final Campaign campaign = Objects.requireNonNull(prepared.parsed().campaign(), "a campaign, not a refusal");
        final HeldCampaign before = held.get(campaign.id());
        final LiveCampaign liveBefore = before == null ? null : before.live();
        requireSameCurrency(campaign, liveBefore);
        requireOwnCreatives(campaign);
        // One that is made for a campaign stays, also if the campaign is refused for want of room.
        final Advertiser advertiser = advertisers.named(campaign.advertiserId());
        final CatalogEntry entryBefore = before == null ? null : catalog.campaign(campaign.id());
        final List<Long> added = new ArrayList<>();
        final int ordinal = liveBefore == null ? ordinals.take() : liveBefore.ordinal();
        try {
            final List<Long> creativeVersions =
                    creatives.put(campaign, prepared.creatives(), liveBefore, indexVersion, added);
            final Map<Long, Long> sources = new HashMap<>(before == null ? Map.of() : before.sourceLines());
            if (source != null) {
                sources.put(source.file(), source.line());
            }
            final long version = durable.nextVersion++;
            final CatalogEntry entry = new CatalogEntry(
                    ordinal,
                    version,
                    creativeVersions,
                    Map.copyOf(sources),
                    prepared.parsed().json());
            final HeldCampaign after = new HeldCampaign(
                    new LiveCampaign(compact.compact(campaign), ordinal, version, creativeVersions, advertiser),
                    version,
                    entry.sourceLines());
            staged.add(new StagedChange(campaign.id(), before, entryBefore, after, added), entry, indexVersion);
            return after;
        } catch (final RefusedException e) {
            added.forEach(catalog::removeCreative);
            if (liveBefore == null) {
                ordinals.free(ordinal);
            }
            throw e;
        }
    }

    /** Stages the end of a campaign that is there. */
    void delete(final long id) throws RefusedException {
        final HeldCampaign before = held.get(id);
        if (before == null) {
            throw new IllegalArgumentException("no campaign " + id);
        }
        final long version = durable.nextVersion++;
        final CatalogEntry entryBefore = catalog.campaign(id);
        // Remembered where a start file has a line of it, which would make it again.
        final HeldCampaign after =
                before.sourceLines().isEmpty() ? null : new HeldCampaign(null, version, before.sourceLines());
        staged.add(
                new StagedChange(id, before, entryBefore, after, List.of()),
                CatalogEntry.deleted(version, before.sourceLines()),
                indexVersion);
    }

    /** Turns switches in memory, and durably if it can. */
    boolean onSwitches(final BiddingSwitches next) {
        durable.switches = next;
        try {
            final byte[] record = ChangeRecord.switches(next);
            log.append(record, 0, record.length);
            log.force();
            return true;
        } catch (final IOException e) {
            logFailed = true;
            LOG.error("The bidding switches act, but could not be written to the change log", e);
            return false;
        }
    }

    /** What is kept in memory to take back what is staged. */
    long stagedBytes() {
        return staged.bytesBefore();
    }

    /** Makes all that is staged durable; on failure takes it all back. */
    void commit() throws IOException {
        if (staged.isEmpty() && !advertisers.hasStaged()) {
            return;
        }
        try {
            log.force();
        } catch (final IOException e) {
            // What was appended may be in the log or not: only a start from it can tell, so the maps must not be
            // trusted.
            logFailed = true;
            rollback();
            throw e;
        }
        staged.commit();
        final Set<Long> changedAdvertisers = advertisers.commit();
        if (!changedAdvertisers.isEmpty()) {
            held.renewAdvertisers(changedAdvertisers, advertisers::get, staged::onRenewed);
        }
    }

    private void rollback() {
        staged.rollback(indexVersion);
        advertisers.rollback();
    }

    /** Hands over what was committed since the last call: the last change of each campaign. */
    List<IndexChange> takeChanges() {
        return staged.takeChanges();
    }

    /** Hands over what the changes committed since the last call no longer name. */
    StagedChanges.Gone takeGone() {
        return staged.takeGone();
    }

    void freeOrdinal(final int ordinal) {
        ordinals.free(ordinal);
    }

    ChangeCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Closes; the maps are marked as clean unless the log failed. Nobody may read creatives any more. */
    @Override
    public void close() throws IOException {
        if (logFailed || staged.catalogDiffers() || !staged.isEmpty() || advertisers.hasStaged()) {
            catalog.close();
        } else {
            staged.takeGone().creativeVersions().forEach(catalog::removeCreative);
            catalog.closeClean(log.endPosition(), stateAtCleanEnd());
        }
        log.close();
    }

    private ObjectNode stateAtCleanEnd() {
        final ObjectNode state = durable.toJson();
        checkpoint.addTo(state);
        return state;
    }

    /** What was spent and is reserved is in the currency before. */
    private static void requireSameCurrency(final Campaign campaign, final @Nullable LiveCampaign before)
            throws RefusedException {
        final String currency = before == null ? "" : before.campaign().budget().currency();
        if (before != null && !campaign.budget().currency().equals(currency)) {
            throw new RefusedException(
                    "budget.currency", "must stay " + currency + "; delete the campaign to make it again in another");
        }
    }

    private void requireOwnCreatives(final Campaign campaign) throws RefusedException {
        for (int i = 0; i < campaign.creatives().size(); i++) {
            final long owner = held.campaignOf(campaign.creatives().get(i).id());
            if (owner != HeldCampaigns.NO_CAMPAIGN && owner != campaign.id()) {
                throw new RefusedException("creatives[" + i + "].id", "is the id of a creative of campaign " + owner);
            }
        }
    }

    private void load() throws IOException, CatalogFullException, RefusedException {
        final var state = catalog.stateAtCleanEnd();
        if (state == null) {
            checkpoint.replay();
        } else {
            durable.read(state);
            checkpoint.read(state);
        }
        advertisers.loadAll();
        new CatalogLoading(catalog, preparation, held, ordinals, compact, advertisers).loadAll();
        // Those of campaigns that a bidder without advertisers left.
        commit();
    }
}
