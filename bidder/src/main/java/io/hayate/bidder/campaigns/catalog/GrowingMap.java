package io.hayate.bidder.campaigns.catalog;

import io.hayate.bidder.journal.FileChecksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A map that is made again, twice as large in a new file, before it is full. Readers go on with the old file until no pin
 * of theirs can be from before the change. Single writer: the campaign agent; readers: bid loops, one volatile read each.
 */
final class GrowingMap implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrowingMap.class);
    private static final int MAX_DOUBLINGS = 8;

    /** Entries gone through, after which whoever must not wait is let in. */
    static final int ENTRIES_PER_LOOK = 256;

    private static final long ALLOCATION_LOOK_MS = 2;

    private final Path folder;
    private final MapShape shape;
    private final Deque<Retired> retired = new ArrayDeque<>();
    private int generation;
    private volatile MapFile current;
    private Runnable amidGrowth = () -> {};
    private int entriesGoneThrough;

    private record Retired(MapFile file, long fromVersion) {}

    private GrowingMap(final Path folder, final MapShape shape, final int generation, final MapFile current) {
        this.folder = folder;
        this.shape = shape;
        this.generation = generation;
        this.current = current;
    }

    static GrowingMap open(final Path folder, final MapShape shape, final int generation, final long entries)
            throws IOException {
        final Path path = path(folder, shape, generation);
        return new GrowingMap(folder, shape, generation, MapFile.open(path, shape, entries));
    }

    /**
     * Opens a file that was closed with this checksum; another one is not opened, for damage can keep a map waiting
     * without end.
     */
    static GrowingMap reopen(
            final Path folder, final MapShape shape, final int generation, final long entries, final long crc32c)
            throws IOException {
        final Path path = path(folder, shape, generation);
        if (FileChecksum.crc32c(path) != crc32c) {
            throw new IOException(path + " is not as it was left: its checksum differs");
        }
        return open(folder, shape, generation, entries);
    }

    static boolean exists(final Path folder, final MapShape shape, final int generation) {
        return Files.isRegularFile(path(folder, shape, generation));
    }

    /** @param amid called now and then when a call takes long, as making the map larger does; it must not touch the map */
    void whileGrowing(final Runnable amid) {
        amidGrowth = amid;
    }

    int generation() {
        return generation;
    }

    long entries() {
        return current.entries();
    }

    /** Of the file in use, which must have been closed. */
    long crc32c() throws IOException {
        return FileChecksum.crc32c(current.path());
    }

    long size() {
        return current.size();
    }

    long lengthBytes() throws IOException {
        return Files.size(current.path());
    }

    void put(final long id, final byte[] bytes, final long indexVersion) throws CatalogFullException {
        int doublings = 0;
        while (!current.put(id, bytes)) {
            if (++doublings > MAX_DOUBLINGS) {
                throw new CatalogFullException(
                        "a value of " + bytes.length + " bytes does not fit the map of " + shape.name(),
                        new IllegalStateException(current.path().toString()));
            }
            grow(current.entries() * 2, indexVersion);
        }
    }

    void remove(final long id) {
        current.remove(id);
    }

    byte @Nullable [] read(final long id) {
        return current.read(id);
    }

    boolean read(final StoredKey threadsKey, final StoredBytes into) {
        return current.read(threadsKey, into);
    }

    long[] keys() {
        return current.keys(this::onEntry);
    }

    boolean isNearlyFull() {
        return current.isNearlyFull();
    }

    /**
     * Copies all into a new file and goes on with that.
     *
     * @param indexVersion the version now live: readers that pinned it may still be inside the old file
     */
    void grow(final long entries, final long indexVersion) throws CatalogFullException {
        final MapFile old = current;
        final long startNs = System.nanoTime();
        final MapFile grown = copy(old, entries);
        current = grown;
        generation++;
        retired.add(new Retired(old, indexVersion + 1));
        LOG.info(
                "The map of {} was made larger: from {} to {} entries, in {} ms",
                shape.name(),
                old.entries(),
                entries,
                (System.nanoTime() - startNs) / 1_000_000);
    }

    /** Closes files that no reader can be inside any more; returns how many. */
    int closeRetired(final long lowestPinnedVersion) {
        int closed = 0;
        while (!retired.isEmpty() && retired.peek().fromVersion() <= lowestPinnedVersion) {
            final MapFile file = retired.remove().file();
            file.close();
            try {
                Files.deleteIfExists(file.path());
            } catch (final IOException e) {
                LOG.warn("{} is no longer used, but cannot be deleted: {}", file.path(), e.toString());
            }
            closed++;
        }
        return closed;
    }

    @Override
    public void close() {
        closeRetired(Long.MAX_VALUE);
        current.close();
    }

    private MapFile copy(final MapFile from, final long entries) throws CatalogFullException {
        final Path path = path(folder, shape, generation + 1);
        try {
            Files.deleteIfExists(path);
            final MapFile to = allocate(path, entries);
            for (final long id : from.keys(this::onEntry)) {
                final byte[] bytes = from.read(id);
                if (bytes != null && !to.put(id, bytes)) {
                    to.close();
                    Files.deleteIfExists(path);
                    return copy(from, entries * 2);
                }
                onEntry();
            }
            return to;
        } catch (final IOException e) {
            throw new CatalogFullException(
                    "the map of " + shape.name() + " is full and cannot be made larger: " + e.getMessage(), e);
        }
    }

    private void onEntry() {
        if (++entriesGoneThrough % ENTRIES_PER_LOOK == 0) {
            amidGrowth.run();
        }
    }

    /** On a thread of its own: a large file is allocated by one call that takes seconds. */
    private MapFile allocate(final Path path, final long entries) throws IOException {
        final FutureTask<MapFile> allocation = new FutureTask<>(() -> MapFile.open(path, shape, entries));
        final Thread thread = new Thread(allocation, "map-allocation");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return allocation.get(ALLOCATION_LOOK_MS, TimeUnit.MILLISECONDS);
                } catch (final TimeoutException e) {
                    amidGrowth.run();
                } catch (final InterruptedException e) {
                    interrupted = true; // the file is waited for all the same: nobody else would close it
                } catch (final ExecutionException e) {
                    final Throwable cause = e.getCause() == null ? e : e.getCause();
                    throw new IOException(cause.getMessage(), cause);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Path path(final Path folder, final MapShape shape, final int generation) {
        return folder.resolve(shape.name() + "." + generation + ".map");
    }
}
