package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * An event log in segment files whose records count as durable once they are written: they survive a killed process, and a
 * power cut only after the end. Single writer: the agent that opened it; {@link #durablePosition} may be asked by anybody.
 */
public final class SegmentEventLog implements EventLog {
    private final SegmentLog log;
    private byte[] record = new byte[256];
    private volatile long written;

    private SegmentEventLog(final SegmentLog log) {
        this.log = log;
        this.written = log.endPosition();
    }

    public static SegmentEventLog open(final Path folder, final long segmentBytes) throws IOException {
        return new SegmentEventLog(SegmentLog.open(folder, segmentBytes));
    }

    @Override
    public long append(final DirectBuffer from, final int offset, final int length) throws IOException {
        if (record.length < length) {
            record = new byte[2 * length];
        }
        from.getBytes(offset, record, 0, length);
        written = log.append(record, 0, length);
        return written;
    }

    @Override
    public long startPosition() {
        return log.startPosition();
    }

    @Override
    public long endPosition() {
        return written;
    }

    @Override
    public long durablePosition() {
        return written;
    }

    @Override
    public void replay(final long fromPosition, final RecordReader reader) throws IOException {
        log.replay(fromPosition, reader);
    }

    @Override
    public void deleteBefore(final long position) throws IOException {
        log.deleteBefore(position);
    }

    @Override
    public void close() throws IOException {
        try (log) {
            log.force();
        }
    }
}
