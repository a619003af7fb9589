package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All users: begins small, and is made again, larger in a new file, before it is full. Readers go on with the old file
 * meanwhile, and until none is inside. Single writer: the audience agent; readers: bid loops, via {@link UserReader}.
 */
public final class UserMap {
    /** Of the first file, unless fewer users are allowed: about 10 MB. */
    static final long FIRST_ENTRIES = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(UserMap.class);

    /** The rest is room for the segments of the map to fill unevenly. */
    private static final double NEARLY_FULL = 0.9;

    /** After a growth that failed: no line may try it again at once. */
    private static final long GROWTH_PAUSE_MS = 10_000;

    private static final int USERS_BETWEEN_PROGRESS = 4096;
    private static final int MAX_DOUBLINGS = 8;

    private final UserFiles files;
    private final SegmentNames names;
    private final long maxUsers;
    private final CounterBlock<AudienceCounter> counters;
    private final EpochClock clock;
    private final List<UserReader> readers = new CopyOnWriteArrayList<>();
    private final List<UserMapFile> retired = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private Runnable onProgress = () -> {};
    private long growthPausedUntilMs;
    private String growthFailure = "";
    private volatile UserMapFile current;

    UserMap(
            final UserFiles files,
            final UserMapFile current,
            final SegmentNames names,
            final long maxUsers,
            final CounterBlock<AudienceCounter> counters,
            final EpochClock clock) {
        this.files = files;
        this.current = current;
        this.names = names;
        this.maxUsers = maxUsers;
        this.counters = counters;
        this.clock = clock;
        count.set(current.size());
    }

    /** @param newOnProgress called while the map is copied */
    void reportTo(final Runnable newOnProgress) {
        onProgress = newOnProgress;
    }

    /** A reader for one thread. */
    public UserReader newReader() {
        final UserReader reader = new UserReader(this);
        readers.add(reader);
        return reader;
    }

    /** Users kept, whose segments may have expired meanwhile. */
    public long count() {
        return count.get();
    }

    SegmentNames names() {
        return names;
    }

    UserMapFile current() {
        return current;
    }

    boolean find(final UserKey key, final UserRecord into) {
        return current.find(key, into) && into.isSound();
    }

    /** @param isNew the key was not found just before */
    void put(final UserKey key, final UserRecord user, final boolean isNew) throws UsersFullException {
        if (isNew && count.get() >= maxUsers) {
            throw new UsersFullException(
                    AudienceCounter.USERS_OVER_LIMIT, "there are " + maxUsers + " users, as many as max-users allows");
        }
        if (isNew && count.get() >= current.entries() * NEARLY_FULL && !isGrowthPaused()) {
            tryGrow();
        }
        for (int doublings = 0; !current.put(key, user); doublings++) {
            if (doublings == MAX_DOUBLINGS || isGrowthPaused() || !tryGrow()) {
                throw new UsersFullException(
                        AudienceCounter.MAP_FULL, "the map of users is full and cannot be made larger" + growthFailure);
            }
        }
        if (isNew) {
            count.lazySet(count.get() + 1);
        }
    }

    /** Removes the user of a key that was found just before. */
    void remove(final UserKey key) {
        current.remove(key);
        count.lazySet(count.get() - 1);
    }

    /** Closes files that were replaced, once no reader is inside; returns how many. */
    int closeRetired() {
        int closed = 0;
        for (final Iterator<UserMapFile> each = retired.iterator(); each.hasNext(); ) {
            final UserMapFile file = each.next();
            if (readers.stream().noneMatch(reader -> reader.isIn(file))) {
                each.remove();
                files.closeAndDelete(file);
                closed++;
            }
        }
        return closed;
    }

    /** Bytes of the file in use. */
    long fileBytes() {
        try {
            return Files.size(current.path());
        } catch (final IOException e) {
            return 0;
        }
    }

    /** Closes the file in use and marks it as fit to be opened again. No reader may be inside. */
    void closeClean() throws IOException {
        retired.forEach(files::closeAndDelete);
        retired.clear();
        current.close();
        files.markClean(current, names.count());
    }

    private boolean isGrowthPaused() {
        final long leftMs = growthPausedUntilMs - clock.time();
        return leftMs > 0 && leftMs <= GROWTH_PAUSE_MS; // more: the clock was set back
    }

    private boolean tryGrow() {
        try {
            grow();
            return true;
        } catch (final IOException e) {
            growthPausedUntilMs = clock.time() + GROWTH_PAUSE_MS;
            growthFailure = ": " + e.getMessage();
            LOG.warn("The map of users cannot be made larger: {}", e.getMessage());
            return false;
        }
    }

    /** Twice as large; at the end as large as the users that are allowed need. */
    private void grow() throws IOException {
        final UserMapFile old = current;
        final long needed = (long) (maxUsers / NEARLY_FULL) + 1;
        final long doubled = old.entries() * 2;
        final long entries = old.entries() < needed ? Math.min(doubled, needed) : doubled;
        final long startNs = System.nanoTime();
        final UserMapFile grown = files.make(entries);
        try {
            for (int segment = 0; segment < old.segments(); segment++) {
                copy(old, segment, grown);
            }
            files.adopt(grown, onProgress);
        } catch (final IOException e) {
            files.closeAndDelete(grown);
            throw e;
        }
        current = grown;
        retired.add(old);
        counters.increment(AudienceCounter.MAP_GROWN);
        LOG.info(
                "The map of users was made larger: from {} to {} entries, in {} ms",
                old.entries(),
                entries,
                (System.nanoTime() - startNs) / 1_000_000);
    }

    private void copy(final UserMapFile from, final int segment, final UserMapFile to) throws IOException {
        final int[] copied = {0};
        final boolean[] full = {false};
        from.forEach(segment, (key, user) -> {
            full[0] |= !to.put(key, user);
            if (++copied[0] % USERS_BETWEEN_PROGRESS == 0) {
                onProgress.run();
            }
        });
        onProgress.run();
        if (full[0]) {
            throw new IOException("users do not fit a file of twice the size");
        }
    }
}
