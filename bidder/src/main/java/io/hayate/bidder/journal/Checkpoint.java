package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * All state up to a position of a {@link SegmentLog}, in one file: written aside, forced, renamed, so it is whole or the
 * one before is still there. Start = checkpoint + the records after its position.
 *
 * <pre>
 *  +-------+----------+-------------------+--------+-----+-----------------+
 *  | magic | position | number of records | record | ... | (end of file)   |   records: see RecordFrame
 *  | 8     | 8        | 8                 |        |     |                 |
 *  +-------+----------+-------------------+--------+-----+-----------------+
 * </pre>
 */
public final class Checkpoint {
    private static final long MAGIC = 0x4861_7961_7465_4331L; // "HayateC1"
    private static final int HEADER_BYTES = 24;

    private Checkpoint() {}

    /** Where the records of a checkpoint go while it is written. */
    @FunctionalInterface
    public interface Sink {
        void add(byte[] record) throws IOException;
    }

    /** What writes all records of a checkpoint. */
    @FunctionalInterface
    public interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    /** Replaces the checkpoint; returns its length in bytes. */
    public static long write(final Path file, final long position, final Source source) throws IOException {
        final Path aside = file.resolveSibling(file.getFileName() + ".new");
        final Writing writing = new Writing();
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            source.writeTo(record -> {
                final ByteBuffer encoded = writing.frame.encode(record, 0, record.length);
                final int bytes = encoded.remaining();
                RecordFrame.writeFully(channel, encoded, writing.at);
                writing.at += bytes;
                writing.count++;
            });
            final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            header.putLong(MAGIC).putLong(position).putLong(writing.count).flip();
            RecordFrame.writeFully(channel, header, 0);
            channel.force(true);
        } catch (final IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
        Folders.rename(aside, file);
        return writing.at;
    }

    /** Reads a checkpoint; returns the position of the log that it stands for, 0 if there is none. */
    public static long read(final Path file, final RecordReader reader) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final long size = channel.size();
            final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            if (size < HEADER_BYTES) {
                throw new CorruptLogException(file + " is not a checkpoint");
            }
            RecordFrame.readFully(channel, header, 0);
            if (header.getLong(0) != MAGIC) {
                throw new CorruptLogException(file + " is not a checkpoint");
            }
            readRecords(file, channel, size, header.getLong(16), reader);
            return header.getLong(8);
        }
    }

    private static void readRecords(
            final Path file, final FileChannel channel, final long size, final long count, final RecordReader reader)
            throws IOException {
        final RecordFrame frame = new RecordFrame();
        long at = HEADER_BYTES;
        for (long i = 0; i < count; i++) {
            final @Nullable ByteBuffer record = frame.read(channel, at, size);
            if (record == null) {
                throw new CorruptLogException(file + " has no sound record at byte " + at);
            }
            at += RecordFrame.HEADER_BYTES + record.remaining();
            reader.onRecord(record, 0);
        }
        if (at != size) {
            throw new CorruptLogException(file + " goes on after its last record");
        }
    }

    private static final class Writing {
        final RecordFrame frame = new RecordFrame();
        long at = HEADER_BYTES;
        long count;
    }
}
