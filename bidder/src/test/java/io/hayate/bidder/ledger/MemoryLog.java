package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.journal.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A log in memory, which outlives the agents that write it; what is durable and what fails is up to the test. */
final class MemoryLog implements EventLog {
    /** By the position after them. */
    private final TreeMap<Long, byte[]> records = new TreeMap<>();

    private final boolean syncs;
    private long end;
    private long durable;
    boolean full;

    /** @param syncs each record is durable at once */
    MemoryLog(final boolean syncs) {
        this.syncs = syncs;
    }

    @Override
    public long append(final DirectBuffer record, final int offset, final int length) throws IOException {
        if (full) {
            throw new IOException("no space left on device");
        }
        final byte[] copy = new byte[length];
        record.getBytes(offset, copy);
        end += length;
        records.put(end, copy);
        if (syncs) {
            durable = end;
        }
        return end;
    }

    void force() {
        durable = end;
    }

    /** A power cut. */
    void cutToDurable() {
        records.tailMap(durable, false).clear();
        end = durable;
    }

    long count(final byte kind) {
        return records.values().stream().filter(record -> record[0] == kind).count();
    }

    @Override
    public long startPosition() {
        return 0;
    }

    @Override
    public long endPosition() {
        return end;
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public void replay(final long fromPosition, final RecordReader reader) throws IOException {
        for (final Map.Entry<Long, byte[]> record :
                records.tailMap(fromPosition, false).entrySet()) {
            reader.onRecord(ByteBuffer.wrap(record.getValue()).asReadOnlyBuffer(), record.getKey());
        }
    }

    @Override
    public void deleteBefore(final long position) {}

    @Override
    public void close() {}
}
