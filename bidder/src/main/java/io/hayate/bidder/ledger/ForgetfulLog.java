package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.journal.RecordReader;
import org.agrona.DirectBuffer;

/**
 * A log that keeps nothing: what was spent is forgotten with the process. For benchmarks and simulations, which would
 * write gigabytes, and tests of something else. Owned by the agent that opened it.
 */
public final class ForgetfulLog implements EventLog {
    private static final int FRAME_BYTES = 8;

    private volatile long endPosition;
    private long records;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public long append(final DirectBuffer record, final int offset, final int length) {
        records++;
        endPosition += FRAME_BYTES + length;
        return endPosition;
    }

    /** How many were forgotten. */
    public long records() {
        return records;
    }

    @Override
    public long startPosition() {
        return 0;
    }

    @Override
    public long endPosition() {
        return endPosition;
    }

    @Override
    public long durablePosition() {
        return endPosition;
    }

    @Override
    public void replay(final long fromPosition, final RecordReader reader) {
        // There is nothing.
    }

    @Override
    public void deleteBefore(final long position) {
        // Gone already.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
