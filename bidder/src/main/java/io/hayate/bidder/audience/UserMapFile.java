package io.hayate.bidder.audience;

import io.hayate.bidder.campaigns.catalog.ChronicleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.hash.ChronicleHashCorruption;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;
import org.jspecify.annotations.Nullable;

/** One Chronicle Map of users in one file, of a fixed size. Single writer: the audience agent; readers: bid loops. */
final class UserMapFile implements AutoCloseable {
    // What read answers
    static final int FOUND = 0;
    static final int ABSENT = 1;
    static final int TIMED_OUT = 2;

    /** What space is measured for: a user with ten segments. Others take less or more of it. */
    private static final int AVERAGE_RECORD_BYTES = UserRecord.HEADER_BYTES + 10 * UserRecord.SEGMENT_BYTES;

    private static final int CHUNK_BYTES = 16;
    /** Room for the largest record with its key, its size and its checksum. */
    private static final int MAX_CHUNKS = (UserRecord.MAX_LENGTH_BYTES + 64) / CHUNK_BYTES;

    /** Entries for each lock: a sweep looks at so many at once, and in smaller ones chance fills one before the others. */
    private static final int SEGMENT_ENTRIES = 4096;

    /** A put holds a lock for a microsecond, unless its thread was put off the processor. */
    private static final int READ_TIMEOUT_US = 500;

    static {
        ChronicleSettings.apply();
    }

    private final Path path;
    private final long entries;
    private final ChronicleMap<UserKey, UserRecord> map;

    private UserMapFile(final Path path, final long entries, final ChronicleMap<UserKey, UserRecord> map) {
        this.path = path;
        this.entries = entries;
        this.map = map;
    }

    /** Opens a map that was closed, or makes it and allocates all of it on disk. */
    static UserMapFile open(final Path path, final long entries) throws IOException {
        final boolean existed = Files.exists(path);
        try {
            return new UserMapFile(path, entries, shape(entries).createPersistedTo(path.toFile()));
        } catch (final IOException | RuntimeException e) {
            if (!existed) {
                Files.deleteIfExists(path);
            }
            throw new IOException("cannot " + (existed ? "open " : "make ") + path + ": " + e.getMessage(), e);
        }
    }

    /** Opens a map whose writer was killed: frees its locks and drops entries that are torn. */
    static UserMapFile recover(final Path path, final long entries, final ChronicleHashCorruption.Listener onCorruption)
            throws IOException {
        try {
            return new UserMapFile(path, entries, shape(entries).recoverPersistedTo(path.toFile(), true, onCorruption));
        } catch (final IOException | RuntimeException | AssertionError e) {
            throw new IOException("cannot recover " + path + ": " + e.getMessage(), e);
        }
    }

    private static ChronicleMapBuilder<UserKey, UserRecord> shape(final long entries) {
        final long segments = Math.max(1, entries / SEGMENT_ENTRIES);
        return ChronicleMap.of(UserKey.class, UserRecord.class)
                .name("users")
                .constantKeySizeBySample(new UserKey())
                .keyMarshaller(UserKey.Marshaller.INSTANCE)
                .averageValueSize(AVERAGE_RECORD_BYTES)
                .valueMarshaller(UserRecord.Marshaller.INSTANCE)
                .entries(entries)
                .actualSegments((int) Math.min(1 << 16, Long.highestOneBit(segments)))
                .actualChunkSize(CHUNK_BYTES)
                .maxChunksPerEntry(MAX_CHUNKS)
                .allowSegmentTiering(false) // a map that grows in place has holes a full disk cannot fill
                .sparseFile(false)
                .checksumEntries(true) // an unclean end keeps the file and drops what is torn
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .skipCloseOnExitHook(true); // closed by its owner, after the last reader
    }

    Path path() {
        return path;
    }

    /** How many users of the average size it has room for. */
    long entries() {
        return entries;
    }

    /** Counts them, segment by segment. */
    long size() {
        return map.longSize();
    }

    /** How many locks there are, and steps of a sweep. */
    int segments() {
        return map.segments();
    }

    /** @return false if there is no room */
    boolean put(final UserKey key, final UserRecord user) {
        try {
            map.put(key, user);
            return true;
        } catch (final ChronicleHashClosedException e) {
            throw e;
        } catch (final IllegalStateException | IllegalArgumentException e) {
            return false; // a segment is full, or has no run of free chunks that is long enough
        }
    }

    void remove(final UserKey key) {
        map.remove(key);
    }

    /** For the owner, whom no other writer keeps waiting. */
    boolean find(final UserKey key, final UserRecord into) {
        return map.getUsing(key, into) != null;
    }

    /**
     * Reads with what the calling thread brings: FOUND, ABSENT or TIMED_OUT. Allocates nothing.
     *
     * @throws RuntimeException where Chronicle Map cannot read, for example if it was closed
     */
    int read(final UserKey key, final UserRecord into) {
        try (ExternalMapQueryContext<UserKey, UserRecord, ?> query = map.queryContext(key)) {
            if (!query.readLock().tryLock(READ_TIMEOUT_US, TimeUnit.MICROSECONDS)) {
                return TIMED_OUT;
            }
            final @Nullable MapEntry<UserKey, UserRecord> entry = query.entry();
            if (entry == null) {
                return ABSENT;
            }
            entry.value().getUsing(into);
            return FOUND;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return TIMED_OUT;
        }
    }

    /** Shows the users of one segment, in objects that are used again; readers are not kept waiting, and nothing may be written. */
    void forEach(final int segment, final BiConsumer<UserKey, UserRecord> onUser) {
        final UserKey key = new UserKey();
        final UserRecord user = new UserRecord();
        try (MapSegmentContext<UserKey, UserRecord, ?> context = map.segmentContext(segment)) {
            context.forEachSegmentEntry(entry -> {
                entry.key().getUsing(key);
                entry.value().getUsing(user);
                onUser.accept(key, user);
            });
        }
    }

    @Override
    public void close() {
        map.close();
    }
}
