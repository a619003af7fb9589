package io.hayate.bidder.campaigns.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.map.ChronicleMap;
import org.jspecify.annotations.Nullable;

/** One Chronicle Map in one file, of a fixed size. Single writer: the campaign agent; readers: bid loops. */
final class MapFile implements AutoCloseable {
    /** From here on a map is made larger; the rest is room for the segments to fill unevenly. */
    private static final double NEARLY_FULL = 0.9;

    static {
        ChronicleSettings.apply();
    }

    private final Path path;
    private final long entries;
    private final ChronicleMap<StoredKey, StoredBytes> map;
    private final StoredKey key = new StoredKey();
    private final StoredBytes value = new StoredBytes();

    private MapFile(final Path path, final long entries, final ChronicleMap<StoredKey, StoredBytes> map) {
        this.path = path;
        this.entries = entries;
        this.map = map;
    }

    /** Opens a map, or makes it and allocates all of it on disk. */
    static MapFile open(final Path path, final MapShape shape, final long entries) throws IOException {
        final boolean existed = Files.exists(path);
        try {
            return new MapFile(
                    path,
                    entries,
                    ChronicleMap.of(StoredKey.class, StoredBytes.class)
                            .name(shape.name())
                            .constantKeySizeBySample(new StoredKey())
                            .keyMarshaller(StoredKey.Marshaller.INSTANCE)
                            .averageValueSize(shape.averageValueBytes())
                            .valueMarshaller(StoredBytes.Marshaller.INSTANCE)
                            .entries(entries)
                            .actualSegments(shape.segmentsFor(entries))
                            .allowSegmentTiering(false) // a map that grows in place has holes a full disk cannot fill
                            .sparseFile(false)
                            .checksumEntries(false) // torn entries are never read: an unclean end deletes the file
                            .putReturnsNull(true)
                            .removeReturnsNull(true)
                            .skipCloseOnExitHook(true) // closed by its owner, after the last reader
                            .createPersistedTo(path.toFile()));
        } catch (final IOException | RuntimeException e) {
            if (!existed) {
                Files.deleteIfExists(path);
            }
            throw new IOException("cannot " + (existed ? "open " : "make ") + path + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    long entries() {
        return entries;
    }

    long size() {
        return map.longSize();
    }

    boolean isNearlyFull() {
        return size() >= entries * NEARLY_FULL;
    }

    /** @return false if there is no room */
    boolean put(final long id, final byte[] bytes) {
        value.array = bytes;
        value.lengthBytes = bytes.length;
        try {
            map.put(key.at(id), value);
            return true;
        } catch (final ChronicleHashClosedException e) {
            throw e;
        } catch (final IllegalStateException | IllegalArgumentException e) {
            return false; // a segment is full, or has no run of free chunks that is long enough
        }
    }

    void remove(final long id) {
        map.remove(key.at(id));
    }

    /** A copy of the value, for the owner. */
    byte @Nullable [] read(final long id) {
        value.array = new byte[0];
        return map.getUsing(key.at(id), value) == null ? null : Arrays.copyOf(value.array, value.lengthBytes);
    }

    /** Reads with what the calling thread brings. */
    boolean read(final StoredKey threadsKey, final StoredBytes into) {
        return map.getUsing(threadsKey, into) != null;
    }

    /**
     * All keys, in ascending order.
     *
     * @param onEach called at each of them; it must not touch the map
     */
    long[] keys(final Runnable onEach) {
        final long[] keys = new long[Math.toIntExact(size())];
        final int[] count = {0};
        map.forEachEntry(entry -> {
            keys[count[0]++] = entry.key().get().value;
            onEach.run();
        });
        Arrays.sort(keys);
        return keys;
    }

    @Override
    public void close() {
        map.close();
    }
}
