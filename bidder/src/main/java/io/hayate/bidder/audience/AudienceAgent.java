package io.hayate.bidder.audience;

import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.LongWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps users: imports, impressions, look-ups of the admin port, deletions, and a slow sweep that drops what has expired.
 *
 * <p>Sole writer of the map of users and the names of segments. Others ask through {@link #proxy}; the ledger agent tells of
 * impressions through {@link #newImpressionFeed}; bid loops read through {@link #users}. Owned by the audience agent.
 */
public final class AudienceAgent implements LongWork {
    /** All users are looked through once in this time. */
    static final long SWEEP_MS = TimeUnit.HOURS.toMillis(1);

    private static final Logger LOG = LoggerFactory.getLogger(AudienceAgent.class);

    private final UserMap users;
    private final UserKeys keys;
    private final UserIds ids;
    private final UserChanges changes;
    private final ImpressionRing impressionRing = new ImpressionRing(ImpressionRing.RING_BYTES);
    private final UserImpressions impressions;
    private final EpochClock clock;
    private final CounterBlock<AudienceCounter> counters;
    private final AudienceProxy proxy = new AudienceProxy();
    private final List<UserImport> imports = new ArrayList<>();
    private final UserRecord record = new UserRecord();
    private final List<UserKey> expired = new ArrayList<>();
    private Runnable onProgress = () -> {};
    private int nextSegment;
    private long nextSweepMs;

    private AudienceAgent(
            final UserMap users,
            final AudienceSettings settings,
            final EpochClock clock,
            final CounterBlock<AudienceCounter> counters) {
        this.users = users;
        this.ids = settings.ids();
        this.clock = clock;
        this.counters = counters;
        keys = new UserKeys(settings.secret());
        changes = new UserChanges(users, keys, settings.ids(), counters, clock);
        impressions = new UserImpressions(users, impressionRing, counters);
        nextSweepMs = clock.time() + sweepStepMs();
    }

    /**
     * Opens the users of a folder, made if it is not there. The agent is then complete: nothing waits for its thread to
     * start.
     */
    public static AudienceAgent open(final Path folder, final AudienceSettings settings, final EpochClock clock)
            throws IOException {
        final CounterBlock<AudienceCounter> counters = new CounterBlock<>(AudienceCounter.class);
        final UserFiles files = new UserFiles(folder, settings.secret().fingerprint());
        final SegmentNames names = SegmentNames.open(files.names());
        try {
            final long firstEntries = Math.min(UserMap.FIRST_ENTRIES, settings.maxUsers());
            final UserMapFile file = files.open(firstEntries, names, counters);
            final UserMap users = new UserMap(files, file, names, settings.maxUsers(), counters, clock);
            LOG.info("{} users in {} segments", users.count(), names.count());
            return new AudienceAgent(users, settings, clock, counters);
        } catch (final IOException | RuntimeException e) {
            names.close();
            throw e;
        }
    }

    /** The door for other threads. */
    public AudienceProxy proxy() {
        return proxy;
    }

    /** Where bid loops look users up. */
    public UserMap users() {
        return users;
    }

    /** The ledger agent's, of which there is one. */
    public ImpressionFeed newImpressionFeed(final ExchangeTags exchanges) {
        return new ImpressionFeed(impressionRing, exchanges);
    }

    /** Which ids there can be. */
    public UserIds ids() {
        return ids;
    }

    public CounterBlock<AudienceCounter> counters() {
        return counters;
    }

    /** Names of segments that are known; asked at a scrape. */
    public int segmentNames() {
        return users.names().count();
    }

    /** Bytes of the map's file; asked at a scrape. */
    public long fileBytes() {
        return users.fileBytes();
    }

    @Override
    public void reportTo(final Runnable newOnProgress) {
        onProgress = newOnProgress;
        users.reportTo(newOnProgress);
    }

    @Override
    public String roleName() {
        return "audience-agent";
    }

    @Override
    public int doWork() {
        return impressions.drain() + proxy.drain(this::onCall) + applyImports() + sweepWhenDue() + users.closeRetired();
    }

    /** Ends cleanly. Bid loops must have stopped: they read the map that is closed here; and so must the ledger agent. */
    @Override
    public void onClose() {
        impressions.drainAll();
        final CancellationException closing = new CancellationException("the bidder is closing");
        proxy.drain(this::onCall);
        imports.forEach(each -> each.answer().completeExceptionally(closing));
        imports.clear();
        try {
            users.closeClean();
        } catch (final IOException | RuntimeException e) {
            LOG.error("Users could not be closed cleanly; the next start recovers them", e);
        }
        try {
            users.names().close();
        } catch (final IOException e) {
            LOG.error("The names of segments could not be closed", e);
        }
    }

    private void onCall(final AudienceProxy.Call call) {
        if (call instanceof final AudienceProxy.LookUp lookUp) {
            lookUp.answer().complete(user(lookUp.id()));
        } else if (call instanceof final AudienceProxy.Delete delete) {
            delete.answer().complete(changes.delete(keys.key(delete.id())));
        } else if (call instanceof final AudienceProxy.Begin begin) {
            imports.add(begin.begun());
        }
    }

    private Optional<KnownUser> user(final UserId id) {
        if (!users.find(keys.key(id), record)) {
            return Optional.empty();
        }
        final long nowSeconds = clock.time() / 1000;
        final List<KnownUser.Segment> segments = new ArrayList<>();
        for (int place = 0; place < record.segmentCount(); place++) {
            if (!record.isExpiredAt(place, nowSeconds)) {
                final int expiry = record.expiry(place);
                segments.add(new KnownUser.Segment(
                        users.names().name(record.segment(place)),
                        expiry == UserRecord.NEVER ? null : Instant.ofEpochSecond(Integer.toUnsignedLong(expiry))));
            }
        }
        return Optional.of(new KnownUser(segments, counters(nowSeconds), record.lastImpressionCount()));
    }

    private List<KnownUser.Counter> counters(final long nowSeconds) {
        final List<KnownUser.Counter> known = new ArrayList<>();
        for (int place = 0; place < record.counterCount(); place++) {
            final int at = record.counterAt(place);
            final long counted = FrequencyCounter.key(record.bytes, at);
            final int impressionCount = FrequencyCounter.impressions(record.bytes, at, nowSeconds);
            if (impressionCount > 0) {
                known.add(new KnownUser.Counter(
                        FrequencyCap.Scope.codeOf(counted),
                        FrequencyCap.Scope.idOf(counted),
                        FrequencyCap.hoursOf(FrequencyCounter.partMinutes(record.bytes, at)),
                        impressionCount));
            }
        }
        return known;
    }

    /** A batch of each that is under way, so that a large one does not keep a small one waiting. */
    private int applyImports() {
        int work = 0;
        for (int i = imports.size() - 1; i >= 0; i--) {
            final UserImport each = imports.get(i);
            work += changes.applyBatch(each);
            onProgress.run();
            if (each.feed().isEnded() || each.isAborted()) {
                imports.remove(i);
                proxy.onImportEnded();
                each.answer().complete(each.report());
                work++;
            }
        }
        return work;
    }

    /** One lock's users at a time. */
    private int sweepWhenDue() {
        final long nowMs = clock.time();
        // Further ahead than a step: the clock was set back.
        if (nowMs < nextSweepMs && nextSweepMs - nowMs <= sweepStepMs()) {
            return 0;
        }
        nextSweepMs = nowMs + sweepStepMs();
        final UserMapFile file = users.current();
        final int segment = nextSegment < file.segments() ? nextSegment : 0;
        file.forEach(segment, (key, user) -> {
            if (user.isSound() && user.hasExpired(nowMs / 1000)) {
                expired.add(key.copy());
            }
        });
        expired.forEach(changes::dropExpired);
        expired.clear();
        nextSegment = segment + 1;
        if (nextSegment == file.segments()) {
            nextSegment = 0;
            counters.increment(AudienceCounter.SWEEPS);
        }
        return 1;
    }

    private long sweepStepMs() {
        return Math.max(1, SWEEP_MS / users.current().segments());
    }
}
