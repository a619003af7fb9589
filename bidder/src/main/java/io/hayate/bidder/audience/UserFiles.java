package io.hayate.bidder.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.journal.FileChecksum;
import io.hayate.bidder.journal.Folders;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.openhft.chronicle.hash.ChronicleHashCorruption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of users: which file is in use, and whether it was left clean.
 *
 * <pre>
 *  shape        generation, entries and header of the file in use, fingerprint of the secret
 *  clean        checksum of that file, and how many names it counts on; there only between a clean end and the next start
 *  users.N.map  the users, N is the generation
 *  names/       a log of the names of segments
 * </pre>
 *
 * Owned by the audience agent.
 */
final class UserFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UserFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHAPE = "shape";
    private static final String CLEAN = "clean";
    private static final long FORCED_AT_ONCE_BYTES = 64L * 1024 * 1024;

    // A Chronicle Map's file begins with a hash (8 bytes), then length and state of a text that tells its shape (4)
    private static final int HEADER_LENGTH_OFFSET = 8;
    private static final int HEADER_LENGTH_MASK = 0x3FFF_FFFF;
    private static final int HEADER_TEXT_OFFSET = 12;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final Path folder;
    private final String fingerprint;
    private int generation;

    UserFiles(final Path folder, final String fingerprint) throws IOException {
        this.folder = folder;
        this.fingerprint = fingerprint;
        Files.createDirectories(folder);
    }

    Path names() {
        return folder.resolve("names");
    }

    /**
     * Opens the file in use; after an unclean end it is recovered, and what is torn is dropped and counted.
     *
     * @param firstEntries of the file that is made where there is none
     */
    UserMapFile open(final long firstEntries, final SegmentNames names, final CounterBlock<AudienceCounter> counters)
            throws IOException {
        final JsonNode shape = read(SHAPE);
        if (shape != null && shape.isMissingNode()) {
            throw new IOException(folder.resolve(SHAPE) + " cannot be read; delete the folder to begin without users");
        }
        final JsonNode clean = read(CLEAN);
        // From here on an end that is not clean must be noticed.
        Files.deleteIfExists(folder.resolve(CLEAN));
        Folders.force(folder);
        final String kept = shape == null ? fingerprint : shape.path("secret").asText();
        if (!kept.equals(fingerprint)) {
            throw new IOException("its users were kept under another user-secret and cannot be found under this one;"
                    + " bring that secret back, or delete the folder to begin without users");
        }
        generation = shape == null ? 0 : shape.path("generation").asInt();
        final long entries = shape == null ? 0 : shape.path("entries").asLong();
        final Path path = path(generation);
        deleteOthers(path);
        if (shape != null && Files.isRegularFile(path)) {
            final boolean asLeft = clean != null
                    && clean.path("names").asInt() <= names.count()
                    && clean.path("crc32c").asLong() == FileChecksum.crc32c(path);
            final UserMapFile opened = asLeft ? UserMapFile.open(path, entries) : recover(path, shape, names, counters);
            if (opened != null) {
                return opened;
            }
        }
        final UserMapFile made = make(firstEntries);
        adopt(made, () -> {});
        return made;
    }

    /** A new file, which becomes the one in use only by {@link #adopt}. */
    UserMapFile make(final long entries) throws IOException {
        final Path path = path(generation + 1);
        Files.deleteIfExists(path);
        return UserMapFile.open(path, entries);
    }

    /** From the next start on the file is the one in use; first all of it is on the disk. */
    void adopt(final UserMapFile made, final Runnable onProgress) throws IOException {
        final long bytes = Files.size(made.path());
        try (FileChannel channel = FileChannel.open(made.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Piece by piece: a gigabyte takes longer than a stuck agent is waited for.
            for (long at = 0; at < bytes; at += FORCED_AT_ONCE_BYTES) {
                channel.map(FileChannel.MapMode.READ_WRITE, at, Math.min(FORCED_AT_ONCE_BYTES, bytes - at))
                        .force();
                onProgress.run();
            }
        }
        generation++;
        Folders.replace(
                folder.resolve(SHAPE),
                JSON.writeValueAsString(JSON.createObjectNode()
                        .put("generation", generation)
                        .put("entries", made.entries())
                        .put("header", header(made.path()))
                        .put("secret", fingerprint)));
    }

    /** @param closed the file in use, closed */
    void markClean(final UserMapFile closed, final int names) throws IOException {
        Folders.replace(
                folder.resolve(CLEAN),
                JSON.writeValueAsString(JSON.createObjectNode()
                        .put("crc32c", FileChecksum.crc32c(closed.path()))
                        .put("names", names)));
    }

    void closeAndDelete(final UserMapFile file) {
        file.close();
        try {
            Files.deleteIfExists(file.path());
        } catch (final IOException e) {
            LOG.warn("{} is no longer used, but cannot be deleted: {}", file.path(), e.toString());
        }
    }

    /** Null, and the file gone, if it is beyond recovery: users can be imported again, and a start must not hang on them. */
    private static @Nullable UserMapFile recover(
            final Path path,
            final JsonNode shape,
            final SegmentNames names,
            final CounterBlock<AudienceCounter> counters)
            throws IOException {
        final long startNs = System.nanoTime();
        @Nullable UserMapFile file = null;
        try {
            writeHeader(path, shape.path("header").binaryValue());
            file = UserMapFile.recover(
                    path,
                    shape.path("entries").asLong(),
                    corruption -> counters.increment(
                            isOfBookkeeping(corruption) ? AudienceCounter.MAP_REPAIRS : AudienceCounter.RECORDS_TORN));
            dropUnsound(file, names, counters);
            LOG.warn(
                    "The last end was not clean: {} users recovered, {} torn ones dropped, in {} ms",
                    file.size(),
                    counters.get(AudienceCounter.RECORDS_TORN),
                    (System.nanoTime() - startNs) / 1_000_000);
            return file;
        } catch (final IOException | RuntimeException e) {
            counters.increment(AudienceCounter.MAPS_LOST);
            LOG.error("The users cannot be recovered after an unclean end; import them again", e);
            if (file != null) {
                file.close();
            }
            Files.deleteIfExists(path);
            return null;
        }
    }

    /** Of the map's own counts and hints, which even a writer that was not interrupted leaves behind. */
    private static boolean isOfBookkeeping(final ChronicleHashCorruption corruption) {
        return corruption.message().toLowerCase(Locale.ROOT).startsWith("wrong ");
    }

    private static byte[] header(final Path map) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(MAX_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(map, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
                // on to its end
            }
        }
        final int length = HEADER_TEXT_OFFSET + (header.getInt(HEADER_LENGTH_OFFSET) & HEADER_LENGTH_MASK);
        if (length > header.position()) {
            throw new IOException(map + " has a header of " + length + " bytes, and cannot be recovered if it is lost");
        }
        return Arrays.copyOf(header.array(), length);
    }

    /** It never changes, and Chronicle Map would wait a minute for one that a power cut took. */
    private static void writeHeader(final Path map, final byte[] header) throws IOException {
        try (FileChannel channel = FileChannel.open(map, StandardOpenOption.WRITE)) {
            final ByteBuffer rest = ByteBuffer.wrap(header);
            while (rest.hasRemaining()) {
                channel.write(rest, rest.position());
            }
        }
    }

    private static void dropUnsound(
            final UserMapFile file, final SegmentNames names, final CounterBlock<AudienceCounter> counters) {
        final List<UserKey> unsound = new ArrayList<>();
        for (int segment = 0; segment < file.segments(); segment++) {
            file.forEach(segment, (key, user) -> {
                if (!user.isSound() || !user.hasSegmentsBelow(names.count())) {
                    unsound.add(key.copy());
                }
            });
        }
        unsound.forEach(file::remove);
        counters.add(AudienceCounter.RECORDS_TORN, unsound.size());
    }

    /** Null if it is not there, missing if it cannot be read. */
    private @Nullable JsonNode read(final String name) throws IOException {
        final Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (final JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Of a growth that did not come to its end, or whose old file was still in use at the end. */
    private void deleteOthers(final Path used) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (final Path file : all.toList()) {
                if (file.getFileName().toString().endsWith(".map") && !file.equals(used)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path path(final int ofGeneration) {
        return folder.resolve("users." + ofGeneration + ".map");
    }
}
