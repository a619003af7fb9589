package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.campaigns.index.IndexChange;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import io.hayate.bidder.journal.SegmentLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of campaigns on their way to be durable: each is in the catalog, the log and memory at once, and can be taken
 * back until it is committed. Then they are what the next view has to know. Owned by the campaign agent.
 */
final class StagedChanges {
    private static final Logger LOG = LoggerFactory.getLogger(StagedChanges.class);

    private final CampaignCatalog catalog;
    private final SegmentLog log;
    private final HeldCampaigns held;
    private final Ordinals ordinals;
    private final List<StagedChange> staged = new ArrayList<>();
    /** By campaign, what the next view has to know. */
    private final Map<Long, IndexChange> changed = new LinkedHashMap<>();

    private Gone gone = new Gone(new ArrayList<>(), new ArrayList<>());
    private long bytesBefore;
    private boolean catalogDiffers;

    /** What committed changes no longer name. */
    record Gone(List<Long> creativeVersions, List<Integer> ordinals) {}

    StagedChanges(
            final CampaignCatalog catalog, final SegmentLog log, final HeldCampaigns held, final Ordinals ordinals) {
        this.catalog = catalog;
        this.log = log;
        this.held = held;
        this.ordinals = ordinals;
    }

    boolean isEmpty() {
        return staged.isEmpty();
    }

    /** Of the documents as they were before, which are kept to be taken back to. */
    long bytesBefore() {
        return bytesBefore;
    }

    /** Whether something could not be taken back, so that the maps no longer say what the log says. */
    boolean catalogDiffers() {
        return catalogDiffers;
    }

    /**
     * Adds a change: catalog, then log, then memory.
     *
     * @param entry for the catalog and the log, also if the campaign is gone
     * @param indexVersion the version now live
     * @throws RefusedException if the catalog or the log does not take it; nothing is changed then
     */
    void add(final StagedChange change, final CatalogEntry entry, final long indexVersion) throws RefusedException {
        final boolean isGone = change.after() == null;
        try {
            if (isGone) {
                catalog.removeCampaign(change.id());
            } else {
                catalog.putCampaign(change.id(), entry, indexVersion);
            }
            final byte[] record = isGone
                    ? ChangeRecord.removed(change.id(), entry.version())
                    : ChangeRecord.campaign(change.id(), entry);
            log.append(record, 0, record.length);
        } catch (final CatalogFullException e) {
            restoreEntry(change, indexVersion);
            throw new RefusedException(e);
        } catch (final IOException e) {
            restoreEntry(change, indexVersion);
            throw new RefusedException(e);
        }
        held.replace(change.id(), change.before(), change.after());
        staged.add(change);
        bytesBefore += change.entryBefore() == null ? 0 : change.entryBefore().json().length;
    }

    /** What is staged has become durable. */
    void commit() {
        for (final StagedChange change : staged) {
            final LiveCampaign before = change.liveBefore();
            final LiveCampaign after = change.liveAfter();
            changed.put(change.id(), new IndexChange(change.id(), after));
            gone.creativeVersions().addAll(change.goneCreatives());
            if (before != null && after == null) {
                gone.ordinals().add(before.ordinal());
            }
        }
        staged.clear();
        bytesBefore = 0;
    }

    /** Takes back what is staged, newest first. */
    void rollback(final long indexVersion) {
        for (int i = staged.size() - 1; i >= 0; i--) {
            final StagedChange change = staged.get(i);
            held.replace(change.id(), /* before= */ change.after(), /* after= */ change.before());
            restoreEntry(change, indexVersion);
            change.addedCreatives().forEach(catalog::removeCreative);
            final LiveCampaign after = change.liveAfter();
            if (after != null && change.liveBefore() == null) {
                ordinals.free(after.ordinal());
            }
        }
        staged.clear();
        bytesBefore = 0;
    }

    /** A campaign that goes on with another advertiser than the view has. */
    void onRenewed(final LiveCampaign renewed) {
        final long id = renewed.campaign().id();
        changed.put(id, new IndexChange(id, renewed));
    }

    /** Hands over what was committed since the last call: the last change of each campaign. */
    List<IndexChange> takeChanges() {
        final List<IndexChange> changes = List.copyOf(changed.values());
        changed.clear();
        return changes;
    }

    /** Hands over what the changes committed since the last call no longer name. */
    Gone takeGone() {
        final Gone taken = gone;
        gone = new Gone(new ArrayList<>(), new ArrayList<>());
        return taken;
    }

    private void restoreEntry(final StagedChange change, final long indexVersion) {
        try {
            if (change.entryBefore() == null) {
                catalog.removeCampaign(change.id());
            } else {
                catalog.putCampaign(change.id(), change.entryBefore(), indexVersion);
            }
        } catch (final CatalogFullException e) {
            catalogDiffers = true;
            LOG.error("Campaign {} could not be put back into the map", change.id(), e);
        }
    }
}
