package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.AdvertiserParser;
import io.hayate.bidder.campaigns.admit.ParsedAdvertiser;
import io.hayate.bidder.campaigns.catalog.AdvertiserEntry;
import io.hayate.bidder.campaigns.catalog.CampaignCatalog;
import io.hayate.bidder.campaigns.catalog.CatalogFullException;
import io.hayate.bidder.journal.SegmentLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All advertisers: in memory, in the catalog, and durable in the change log. Changes are staged, and committed or taken
 * back together with those of campaigns ({@link AdmittedCampaigns}). Owned by the campaign agent.
 */
final class AdmittedAdvertisers {
    private static final Logger LOG = LoggerFactory.getLogger(AdmittedAdvertisers.class);

    private final CampaignCatalog catalog;
    private final SegmentLog log;
    private final ChangeReplay durable;
    private final NavigableMap<Long, Held> held = new TreeMap<>();
    private final List<Staged> staged = new ArrayList<>();

    /** What is kept in memory of an advertiser. */
    private record Held(Advertiser advertiser, long version) {}

    /** A change that is not committed yet, with what takes it back. */
    private record Staged(
            long id, @Nullable Held before, @Nullable AdvertiserEntry entryBefore) {}

    AdmittedAdvertisers(final CampaignCatalog catalog, final SegmentLog log, final ChangeReplay durable) {
        this.catalog = catalog;
        this.log = log;
        this.durable = durable;
    }

    /** At start: from the catalog's documents to advertisers in memory. */
    void loadAll() {
        for (final long id : catalog.advertiserIds()) {
            final AdvertiserEntry entry = catalog.advertiser(id);
            if (entry != null) {
                final ParsedAdvertiser parsed = AdvertiserParser.parseStored(entry.json());
                if (parsed.advertiser() == null) {
                    LOG.error(
                            "Advertiser {} was admitted by another version of the bidder and counts as empty: {}",
                            id,
                            parsed.refusals());
                }
                held.put(
                        id,
                        new Held(
                                parsed.advertiser() == null ? Advertiser.empty(id) : parsed.advertiser(),
                                entry.version()));
            }
        }
    }

    /** The advertiser that a campaign names, made empty if it is not there; of staged ones the latest. */
    Advertiser named(final long id) throws RefusedException {
        final Held before = held.get(id);
        if (before != null) {
            return before.advertiser();
        }
        final Advertiser empty = Advertiser.empty(id);
        put(empty, AdvertiserParser.emptyDocument(id));
        return empty;
    }

    /** The advertiser of this id, empty if it is not there. */
    Advertiser get(final long id) {
        final Held found = held.get(id);
        return found == null ? Advertiser.empty(id) : found.advertiser();
    }

    @Nullable
    Long version(final long id) {
        final Held found = held.get(id);
        return found == null ? null : Long.valueOf(found.version());
    }

    /** The document as it was given; null if there is no such advertiser. */
    byte @Nullable [] json(final long id) {
        final AdvertiserEntry entry = catalog.advertiser(id);
        return entry == null ? null : entry.json();
    }

    /** The documents behind an id. */
    DocumentPage page(final long behindId) {
        return DocumentPage.read(held.tailMap(behindId, /* inclusive= */ false).keySet(), this::json);
    }

    /**
     * Stages a new or changed advertiser and returns its version.
     *
     * @throws RefusedException if it cannot be admitted; nothing is changed then
     */
    long put(final Advertiser advertiser, final byte[] json) throws RefusedException {
        final long id = advertiser.id();
        final Staged change = new Staged(id, held.get(id), catalog.advertiser(id));
        final AdvertiserEntry entry = new AdvertiserEntry(durable.nextVersion++, json);
        try {
            catalog.putAdvertiser(id, entry);
            final byte[] record = ChangeRecord.advertiser(id, entry);
            log.append(record, 0, record.length);
        } catch (final CatalogFullException e) {
            restoreEntry(change);
            throw new RefusedException(e);
        } catch (final IOException e) {
            restoreEntry(change);
            throw new RefusedException(e);
        }
        held.put(id, new Held(advertiser, entry.version()));
        staged.add(change);
        return entry.version();
    }

    boolean hasStaged() {
        return !staged.isEmpty();
    }

    /** What is staged has become durable; returns whose campaigns go on with an advertiser that has changed. */
    Set<Long> commit() {
        final Set<Long> changed = new HashSet<>();
        for (final Staged change : staged) {
            if (change.before() != null && !change.before().advertiser().equals(get(change.id()))) {
                changed.add(change.id());
            }
        }
        staged.clear();
        return changed;
    }

    /** Takes back what is staged, newest first. */
    void rollback() {
        for (int i = staged.size() - 1; i >= 0; i--) {
            final Staged change = staged.get(i);
            if (change.before() == null) {
                held.remove(change.id());
            } else {
                held.put(change.id(), change.before());
            }
            restoreEntry(change);
        }
        staged.clear();
    }

    private void restoreEntry(final Staged change) {
        if (change.entryBefore() == null) {
            catalog.removeAdvertiser(change.id());
            return;
        }
        try {
            catalog.putAdvertiser(change.id(), change.entryBefore());
        } catch (final CatalogFullException e) {
            LOG.error("Advertiser {} could not be put back into the map", change.id(), e);
        }
    }
}
