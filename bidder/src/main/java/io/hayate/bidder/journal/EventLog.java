package io.hayate.bidder.journal;

import java.io.IOException;
import org.agrona.DirectBuffer;

/**
 * An append-only log of events in their order, whose records become durable some time after they were written.
 *
 * <ul>
 *   <li>Guarantees: records are replayed in the order they were appended in, each whole; what lies before {@link
 *       #writtenPosition} survives a killed process, what lies before {@link #durablePosition} survives a power cut as well.
 *   <li>Does not guarantee: that a record appended last survives anything before a position has reached it.
 * </ul>
 *
 * Single writer: the agent that appends; {@link #writtenPosition} and {@link #durablePosition} may be asked by anybody.
 */
public interface EventLog extends AutoCloseable {
    /**
     * Appends one record.
     *
     * @return the position after it
     * @throws IOException if nothing was appended; it may be tried again
     */
    long append(DirectBuffer record, int offset, int length) throws IOException;

    /**
     * Writes what was appended and still waits in memory, for many records are cheaper written together.
     *
     * @throws IOException if nothing was written; it may be tried again, what was appended waits on
     */
    default void write() throws IOException {}

    /** The position of the oldest record still there. */
    long startPosition();

    /** The position after the last record. */
    long endPosition();

    /** The position that all is written before, forced or not. */
    default long writtenPosition() {
        return endPosition();
    }

    /** The position that all is durable before. */
    long durablePosition();

    /** Reads all records from a position on, which must be one that {@link #append} returned, or the start's. */
    void replay(long fromPosition, RecordReader reader) throws IOException;

    /** Lets go of what lies before a position; how much of it goes at once is the log's own matter. */
    void deleteBefore(long position) throws IOException;

    @Override
    void close() throws IOException;
}
