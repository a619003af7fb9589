package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Reads the segments of a {@link SegmentLog}'s folder beside its owner, also while that appends and deletes, on another
 * thread or in another process: opens read-only, changes nothing. What to expect where the owner is just writing is up to
 * the end that the caller gives. Owned by the thread that reads.
 */
public final class SegmentReader {
    /** In place of an end: as far as whole and sound records go. */
    public static final long AS_FAR_AS_SOUND = Long.MAX_VALUE;

    private static final int FIRST_BLOCK_BYTES = 1 << 20;

    private final Path folder;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer block = ByteBuffer.allocateDirect(FIRST_BLOCK_BYTES);

    public SegmentReader(final Path folder) {
        this.folder = folder;
    }

    /** The position of the oldest record still there; 0 if there is no segment. */
    public long startPosition() throws IOException {
        final NavigableMap<Long, Path> segments = segments();
        return segments.isEmpty() ? 0 : segments.firstKey();
    }

    /**
     * Reads all records from a position on, which must be the start's or one after a record.
     *
     * @param to a position that the owner has told of, or {@link #AS_FAR_AS_SOUND}
     * @return the position after the last record that was read: the given end, unless that was {@link #AS_FAR_AS_SOUND}
     * @throws CorruptLogException if the log does not reach from the one to the other
     */
    public long read(final long from, final long to, final RecordReader reader) throws IOException {
        if (from == to) {
            return from;
        }
        final NavigableMap<Long, Path> segments = segments();
        final Long first = segments.floorKey(from);
        if (first == null) {
            if (segments.isEmpty() && from == 0 && to == AS_FAR_AS_SOUND) {
                return 0;
            }
            throw new CorruptLogException(folder
                    + (segments.isEmpty() ? " holds no segment" : " begins at " + segments.firstKey())
                    + ", but should reach back to " + from);
        }
        long position = from;
        for (final Map.Entry<Long, Path> segment : segments.tailMap(first, true).entrySet()) {
            if (position < to) {
                final Long next = segments.higherKey(segment.getKey());
                final long segmentEnd = next == null ? to : Math.min(next, to);
                position = readSegment(segment.getValue(), segment.getKey(), position, segmentEnd, reader);
            }
        }
        if (to != AS_FAR_AS_SOUND && position < to) {
            throw new CorruptLogException(folder + " ends at " + position + ", but should reach " + to);
        }
        return position;
    }

    /** The segments at this moment, by the position of their first record. */
    private NavigableMap<Long, Path> segments() throws IOException {
        final TreeMap<Long, Path> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(SegmentLog::isSegment).toList()) {
                final String name = file.getFileName().toString();
                segments.put(Long.parseLong(name.substring(0, name.length() - SegmentLog.SUFFIX.length())), file);
            }
        }
        return segments;
    }

    private long readSegment(
            final Path file, final long base, final long from, final long to, final RecordReader reader)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (!checkHeader(channel, file, base)) {
                return from; // killed, or seen, while it was made: it holds no record yet
            }
            long position = base;
            block.clear().limit(0);
            while (position < to) {
                final int length = nextRecord(channel, base, position);
                if (length == 0) {
                    if (to == AS_FAR_AS_SOUND) {
                        return Math.max(position, from);
                    }
                    throw new CorruptLogException(file + " has no sound record at position " + position);
                }
                final ByteBuffer record = block.slice(block.position() + RecordFrame.HEADER_BYTES, length);
                block.position(block.position() + RecordFrame.HEADER_BYTES + length);
                position += RecordFrame.HEADER_BYTES + length;
                if (position > from) {
                    reader.onRecord(record.asReadOnlyBuffer(), position);
                }
            }
            return position;
        } catch (final NoSuchFileException e) {
            final CorruptLogException gone = new CorruptLogException(file + " was deleted while it was read");
            gone.initCause(e);
            throw gone;
        }
    }

    /** Brings the record at a position into the block, where its header is next; returns its length, 0 if it is not sound. */
    private int nextRecord(final FileChannel channel, final long base, final long position) throws IOException {
        if (!ensureInBlock(channel, base, position, RecordFrame.HEADER_BYTES)) {
            return 0;
        }
        final int length = block.getInt(block.position());
        if (length <= 0
                || length > RecordFrame.MAX_PAYLOAD_BYTES
                || !ensureInBlock(channel, base, position, RecordFrame.HEADER_BYTES + length)) {
            return 0;
        }
        final int expected = block.getInt(block.position() + 4);
        crc.reset();
        crc.update(block.slice(block.position(), 4));
        crc.update(block.slice(block.position() + RecordFrame.HEADER_BYTES, length));
        return (int) crc.getValue() == expected ? length : 0;
    }

    /** False if the file has not that many bytes from the position on. */
    private boolean ensureInBlock(final FileChannel channel, final long base, final long position, final int bytes)
            throws IOException {
        if (block.remaining() >= bytes) {
            return true;
        }
        if (block.capacity() < bytes) {
            block = ByteBuffer.allocateDirect(Integer.highestOneBit(bytes - 1) << 1);
        }
        block.clear();
        long at = SegmentLog.HEADER_BYTES + position - base;
        while (block.hasRemaining()) {
            final int read = channel.read(block, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        block.flip();
        return block.remaining() >= bytes;
    }

    private static boolean checkHeader(final FileChannel channel, final Path file, final long base) throws IOException {
        if (channel.size() < SegmentLog.HEADER_BYTES) {
            return false;
        }
        final ByteBuffer header = ByteBuffer.allocate(SegmentLog.HEADER_BYTES);
        RecordFrame.readFully(channel, header, 0);
        if (header.getLong(0) != SegmentLog.MAGIC || header.getLong(8) != base) {
            throw new CorruptLogException(file + " is not the segment that begins at " + base);
        }
        return true;
    }
}
