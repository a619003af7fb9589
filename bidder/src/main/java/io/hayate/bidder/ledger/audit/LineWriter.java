package io.hayate.bidder.ledger.audit;

import java.nio.ByteBuffer;

/** Makes a line of NDJSON of a log's record. Owned by the thread that reads. */
interface LineWriter {
    /**
     * @param line gets the object, without an end of line; stays empty for a record that was not asked for
     * @param endPosition after the record
     */
    void write(ByteBuffer record, long endPosition, StringBuilder line);
}
