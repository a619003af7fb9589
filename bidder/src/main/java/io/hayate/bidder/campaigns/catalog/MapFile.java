package io.hayate.bidder.campaigns.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.map.ChronicleMap;
import org.jspecify.annotations.Nullable;

/** One Chronicle Map in one file, of a fixed size. Single writer: the campaign agent; readers: bid loops. */
final class MapFile implements AutoCloseable {
    /** From here on a map is made larger; the rest is room for the segments to fill unevenly. */
    private static final double NEARLY_FULL = 0.9;

    private static final int CHECKSUM_BLOCK_BYTES = 1 << 20;

    static {
        // Read once, when Chronicle's classes load. It must call nobody, and a lock that a dead process left must not
        // be waited for longer than this.
        setDefault("chronicle.analytics.disable", "true");
        setDefault("net.openhft.chronicle.map.lockTimeoutSeconds", "2");
        setDefault("chronicle.announcer.disable", "true");
        // Of its native access; left alone it unpacks into the home directory.
        setDefault("jna.tmpdir", System.getProperty("java.io.tmpdir"));
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

    /**
     * Of the whole file, which nobody may write meanwhile. Reading it also brings it into memory, where bid loops expect it.
     */
    static long crc32c(final Path path) throws IOException {
        final CRC32C crc = new CRC32C();
        final ByteBuffer block = ByteBuffer.allocateDirect(CHECKSUM_BLOCK_BYTES);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            while (file.read(block.clear()) >= 0) {
                crc.update(block.flip());
            }
        }
        return crc.getValue();
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

    /** All keys, in ascending order. */
    long[] keys() {
        final long[] keys = new long[Math.toIntExact(size())];
        final int[] count = {0};
        map.forEachEntry(entry -> keys[count[0]++] = entry.key().get().value);
        Arrays.sort(keys);
        return keys;
    }

    @Override
    public void close() {
        map.close();
    }

    private static void setDefault(final String property, final String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
