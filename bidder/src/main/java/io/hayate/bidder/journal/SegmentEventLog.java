package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.DirectBuffer;

/**
 * An event log in segment files, as {@link SegmentLog} draws them, that one thread appends to while another forces. What is
 * appended is gathered in memory until {@link #write}, which puts all of it into the file at once. Allocates nothing per
 * record.
 *
 * <p>A segment is forced by the owner before the next one is made, so a segment that is not the last is always whole, even
 * after a power cut. Its channel is closed by the thread that forces, which might just be at it.
 *
 * <ul>
 *   <li>Guarantees: a full disk is an exception; the log ends where it did, and may go on when there is room again.
 *   <li>Does not guarantee: anything after a force that failed; the log takes nothing more.
 * </ul>
 *
 * Owned by the agent that appends; {@link #force} belongs to one other thread, and positions may be asked by anybody, via
 * volatile fields.
 */
public final class SegmentEventLog implements EventLog {
    /** Room for more than a thousand notices. */
    static final int FIRST_BATCH_BYTES = 256 * 1024;

    /** What makes appended records durable. */
    public enum Sync {
        /** Somebody calls {@link #force}. */
        GROUP,
        /**
         * What is written counts as durable. It survives a killed process, a power cut perhaps not: only before something
         * stands for it in its place, a checkpoint, is it forced.
         */
        NONE
    }

    private final Sync sync;
    private final SegmentLog log;
    private final RecordFrame frame = new RecordFrame();

    /** Forced, and not written any more; closed by the thread that forces. */
    private final Queue<FileChannel> sealed = new ConcurrentLinkedQueue<>();

    /** What is appended and not written; positioned behind it. */
    private ByteBuffer batch = ByteBuffer.allocateDirect(FIRST_BATCH_BYTES);

    /** Changes before anything is written to the new one. */
    private volatile FileChannel channel;

    private volatile long writtenPosition;

    /** By the thread that forces. */
    private volatile long forcedPosition;

    private SegmentEventLog(final Path folder, final long segmentBytes, final Sync sync, final SegmentFiles files)
            throws IOException {
        this.sync = sync;
        this.log = SegmentLog.open(folder, segmentBytes, new SegmentFiles() {
            @Override
            public FileChannel open(final Path file, final OpenOption... options) throws IOException {
                return files.open(file, options);
            }

            @Override
            public void onRolled(final FileChannel from, final FileChannel to) {
                SegmentEventLog.this.onRolled(from, to);
            }
        });
        this.channel = log.channel();
        this.writtenPosition = log.endPosition();
        // What is found may be from a process that was killed before it had forced it.
        log.force();
        this.forcedPosition = writtenPosition;
    }

    /** Opens the log of a folder, made if it is not there, and cuts a torn end. All that is left is durable. */
    public static SegmentEventLog open(final Path folder, final long segmentBytes, final Sync sync) throws IOException {
        return open(folder, segmentBytes, sync, new SegmentFiles() {});
    }

    static SegmentEventLog open(final Path folder, final long segmentBytes, final Sync sync, final SegmentFiles files)
            throws IOException {
        return new SegmentEventLog(folder, segmentBytes, sync, files);
    }

    @Override
    public long append(final DirectBuffer record, final int offset, final int length) throws IOException {
        log.requireSound();
        final int bytes = RecordFrame.HEADER_BYTES + length;
        if (batch.remaining() < bytes) {
            write();
            ensureCapacity(bytes);
        }
        frame.encode(record, offset, length, batch);
        return endPosition();
    }

    @Override
    public void write() throws IOException {
        log.requireSound();
        if (batch.position() == 0) {
            return;
        }
        final int bytes = batch.position();
        batch.flip();
        try {
            writtenPosition = log.append(batch);
        } catch (final IOException e) {
            batch.clear().position(bytes);
            throw e;
        }
        batch.clear();
    }

    /**
     * Makes durable what was written before the call. Called by one thread only, which need not be the owner's.
     *
     * @return whether there was anything to force
     * @throws IOException if it failed; the log takes nothing more
     */
    public boolean force() throws IOException {
        closeSealed();
        final long position = writtenPosition;
        if (position == forcedPosition) {
            return false;
        }
        // Read after the position: what lies before it and not in this segment was forced by the owner when it rolled.
        log.force(channel);
        forcedPosition = position;
        return true;
    }

    /**
     * A position that all is forced before, whatever counts as durable. Where nobody calls {@link #force}, this does, and
     * then it is called by one thread only.
     */
    public long forcedPosition() throws IOException {
        if (sync == Sync.NONE) {
            force();
        }
        return forcedPosition;
    }

    @Override
    public long startPosition() {
        return log.startPosition();
    }

    @Override
    public long endPosition() {
        return log.endPosition() + batch.position();
    }

    @Override
    public long writtenPosition() {
        return writtenPosition;
    }

    @Override
    public long durablePosition() {
        return sync == Sync.GROUP ? forcedPosition : writtenPosition;
    }

    /** What was cut off when the log was opened: the rest of a record that was being written. */
    public long tornBytes() {
        return log.tornBytes();
    }

    /** On the owner's thread; of what is written. */
    @Override
    public void replay(final long fromPosition, final RecordReader reader) throws IOException {
        log.replay(fromPosition, reader);
    }

    @Override
    public void deleteBefore(final long position) throws IOException {
        log.deleteBefore(position);
    }

    /** When nobody appends or forces any more: writes and forces what is left. */
    @Override
    public void close() throws IOException {
        try {
            write();
            log.force();
            forcedPosition = writtenPosition;
        } finally {
            closeSealed();
            log.close();
        }
    }

    private void onRolled(final FileChannel from, final FileChannel to) {
        // In this order: the thread that forces must not take up a channel that it has closed.
        channel = to;
        sealed.add(from);
    }

    private void closeSealed() throws IOException {
        FileChannel next = sealed.poll();
        while (next != null) {
            next.close();
            next = sealed.poll();
        }
    }

    private void ensureCapacity(final int bytes) {
        if (batch.capacity() < bytes) {
            batch = ByteBuffer.allocateDirect(Integer.highestOneBit(bytes - 1) << 1);
        }
    }
}
