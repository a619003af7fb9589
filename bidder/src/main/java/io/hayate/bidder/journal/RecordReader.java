package io.hayate.bidder.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the records of a log or checkpoint, in the order they were written. */
@FunctionalInterface
public interface RecordReader {
    /**
     * @param record from position to limit; valid during the call
     * @param endPosition of the log after this record; 0 in a checkpoint
     */
    void onRecord(ByteBuffer record, long endPosition) throws IOException;
}
