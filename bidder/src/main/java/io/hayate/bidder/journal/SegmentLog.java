package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log in segment files of one folder. A position counts the bytes of all records ever appended, headers of
 * records included, so it only grows; a segment is named by the position of its first record.
 *
 * <pre>
 *  00000000000000000000.log            00000000000067108840.log
 *  +-------+-------+--------+-----+    +-------+-------+--------+
 *  | magic | base  | record | ... |    | magic | base  | record |   records: see RecordFrame
 *  | 8     | 8     |        |     |    | 8     | 8     |        |
 *  +-------+-------+--------+-----+    +-------+-------+--------+
 * </pre>
 *
 * <ul>
 *   <li>Guarantees: what {@link #force} returned for is there after a power cut, what {@link #append} returned for after a
 *       killed process. A torn end is cut when the log is opened,
 *       damage before sound records is refused. A full disk is an exception, and the log then ends
 *       where it did before.
 *   <li>Does not guarantee: anything after a force that failed; the log then refuses to go on, since nobody can tell what
 *       is on the disk.
 * </ul>
 *
 * Owned by the agent that opened it.
 */
public final class SegmentLog implements AutoCloseable {
    public static final int DEFAULT_SEGMENT_BYTES = 64 * 1024 * 1024;

    static final long MAGIC = 0x4861_7961_7465_4C31L; // "HayateL1"
    static final int HEADER_BYTES = 16;
    static final String SUFFIX = ".log";

    private final Path folder;
    private final long segmentBytes;
    private final SegmentFiles files;
    private final RecordFrame frame = new RecordFrame();
    private final TreeMap<Long, Path> segments = new TreeMap<>();
    private FileChannel channel;
    private long base;
    private long end;
    private long tornBytes;
    /** Also written by the thread that forces, where that is another. */
    private volatile @Nullable IOException failure;

    private SegmentLog(final Path folder, final long segmentBytes, final SegmentFiles files) throws IOException {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.files = files;
        Files.createDirectories(folder);
        listSegments();
        checkSealedSegments();
        if (segments.isEmpty()) {
            channel = createSegment(0);
        } else {
            channel = openLastSegment();
        }
    }

    /** Opens the log of a folder, made if it is not there, and cuts a torn end. */
    public static SegmentLog open(final Path folder, final long segmentBytes) throws IOException {
        return open(folder, segmentBytes, new SegmentFiles() {});
    }

    static SegmentLog open(final Path folder, final long segmentBytes, final SegmentFiles files) throws IOException {
        return new SegmentLog(folder, segmentBytes, files);
    }

    /** Whether the folder holds any segment. */
    public static boolean exists(final Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(SegmentLog::isSegment);
        }
    }

    static boolean isSegment(final Path file) {
        return file.getFileName().toString().matches("\\d{20}\\.log");
    }

    /**
     * Appends one record, without forcing it.
     *
     * @return the position after it
     */
    public long append(final byte[] payload, final int offset, final int length) throws IOException {
        return append(frame.encode(payload, offset, length));
    }

    /** Appends whole records, as {@link RecordFrame} encodes them: all of them, or none. They lie in one segment. */
    long append(final ByteBuffer record) throws IOException {
        requireSound();
        final int bytes = record.remaining();
        if (end > base && HEADER_BYTES + end - base + bytes > segmentBytes) {
            roll();
        }
        try {
            RecordFrame.writeFully(channel, record, HEADER_BYTES + end - base);
        } catch (final IOException e) {
            cutToEnd(e);
            throw e;
        }
        end += bytes;
        return end;
    }

    /** Returns when all that was appended is on the disk. */
    public void force() throws IOException {
        force(channel);
    }

    /** Any thread, of a channel that {@link SegmentFiles} was told of. */
    void force(final FileChannel written) throws IOException {
        requireSound();
        try {
            written.force(false);
        } catch (final IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Reads all records from a position on, which must be one that {@link #append} returned, or 0. */
    public void replay(final long fromPosition, final RecordReader reader) throws IOException {
        if (fromPosition > end) {
            throw new CorruptLogException(folder + " ends at " + end + ", but should reach " + fromPosition);
        }
        if (fromPosition < startPosition()) {
            throw new CorruptLogException(
                    folder + " begins at " + startPosition() + ", but should reach back to " + fromPosition);
        }
        for (final Map.Entry<Long, Path> segment :
                segments.tailMap(segments.floorKey(fromPosition), true).entrySet()) {
            final Long next = segments.higherKey(segment.getKey());
            replaySegment(segment.getValue(), segment.getKey(), fromPosition, next == null ? end : next, reader);
        }
    }

    /** Deletes segments that hold nothing from this position on; the one being written stays. */
    public void deleteBefore(final long position) throws IOException {
        while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= position) {
            Files.deleteIfExists(segments.remove(segments.firstKey()));
        }
    }

    /** The position of the oldest record still there. */
    public long startPosition() {
        return segments.firstKey();
    }

    /** The position after the last record. */
    public long endPosition() {
        return end;
    }

    /** What was cut off when the log was opened: the rest of a record that was being written. */
    public long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void listSegments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.toList()) {
                if (isSegment(file)) {
                    final String name = file.getFileName().toString();
                    segments.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
                }
            }
        }
    }

    private void checkSealedSegments() throws IOException {
        final List<Long> bases = new ArrayList<>(segments.keySet());
        for (int i = 0; i + 1 < bases.size(); i++) {
            final Path file = folder.resolve(fileName(bases.get(i)));
            final long expected = bases.get(i + 1) - bases.get(i) + HEADER_BYTES;
            if (Files.size(file) != expected) {
                throw new CorruptLogException(file + " has " + Files.size(file) + " bytes, not " + expected);
            }
        }
    }

    private FileChannel openLastSegment() throws IOException {
        final long lastBase = segments.lastKey();
        final Path file = folder.resolve(fileName(lastBase));
        if (Files.size(file) < HEADER_BYTES) {
            // Killed while the segment was made: it holds no record yet.
            tornBytes = Files.size(file);
            Files.delete(file);
            return createSegment(lastBase);
        }
        final FileChannel opened = files.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        checkHeader(opened, file, lastBase);
        final long size = opened.size();
        long at = HEADER_BYTES;
        ByteBuffer record = frame.read(opened, at, size);
        while (record != null) {
            at += RecordFrame.HEADER_BYTES + record.remaining();
            record = frame.read(opened, at, size);
        }
        if (at < size) {
            refuseRecordsBehind(opened, file, at, size);
            tornBytes = size - at;
            opened.truncate(at);
            opened.force(true);
        }
        base = lastBase;
        end = lastBase + at - HEADER_BYTES;
        return opened;
    }

    /** A torn end has nothing behind it; before a sound record it is damage, and a cut would lose what was durable. */
    private void refuseRecordsBehind(final FileChannel opened, final Path file, final long damagedAt, final long size)
            throws IOException {
        for (long at = damagedAt + 1; at < size - RecordFrame.HEADER_BYTES; at++) {
            if (frame.read(opened, at, size) != null) {
                opened.close();
                throw new CorruptLogException(file + " is damaged at byte " + damagedAt
                        + ", and sound records follow; bring the file back from a copy, or cut it to that length to go on"
                        + " without them");
            }
        }
    }

    private void replaySegment(
            final Path file, final long segmentBase, final long from, final long to, final RecordReader reader)
            throws IOException {
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ)) {
            checkHeader(opened, file, segmentBase);
            long position = segmentBase;
            while (position < to) {
                final ByteBuffer record =
                        frame.read(opened, HEADER_BYTES + position - segmentBase, HEADER_BYTES + to - segmentBase);
                if (record == null) {
                    throw new CorruptLogException(file + " has no sound record at position " + position);
                }
                final boolean wanted = position >= from;
                position += RecordFrame.HEADER_BYTES + record.remaining();
                if (wanted) {
                    reader.onRecord(record, position);
                }
            }
        }
    }

    private static void checkHeader(final FileChannel opened, final Path file, final long expectedBase)
            throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        RecordFrame.readFully(opened, header, 0);
        if (header.getLong(0) != MAGIC || header.getLong(8) != expectedBase) {
            throw new CorruptLogException(file + " is not a log segment of position " + expectedBase);
        }
    }

    private void roll() throws IOException {
        force();
        final FileChannel sealed = channel;
        channel = createSegment(end);
        files.onRolled(sealed, channel);
    }

    private FileChannel createSegment(final long newBase) throws IOException {
        final Path file = folder.resolve(fileName(newBase));
        final FileChannel created = files.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        try {
            final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            header.putLong(MAGIC).putLong(newBase).flip();
            RecordFrame.writeFully(created, header, 0);
            created.force(true);
            Folders.force(folder);
        } catch (final IOException e) {
            created.close();
            Files.deleteIfExists(file);
            throw e;
        }
        segments.put(newBase, file);
        base = newBase;
        end = newBase;
        return created;
    }

    private void cutToEnd(final IOException cause) {
        try {
            channel.truncate(HEADER_BYTES + end - base);
        } catch (final IOException e) {
            cause.addSuppressed(e);
            failure = cause;
        }
    }

    /** The channel of the segment that is written. */
    FileChannel channel() {
        return channel;
    }

    void requireSound() throws IOException {
        final IOException earlier = failure;
        if (earlier != null) {
            throw new IOException("the log in " + folder + " failed earlier and takes nothing more", earlier);
        }
    }

    private static String fileName(final long segmentBase) {
        return String.format("%020d%s", segmentBase, SUFFIX);
    }
}
