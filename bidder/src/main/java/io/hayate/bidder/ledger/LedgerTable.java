package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A table that the ledger keeps beside the accounts: it follows from the money log alone, too, and is in the checkpoints. A
 * ledger has tables of its own; they are asked by whoever owns that ledger.
 */
public interface LedgerTable {
    /** First bytes of its records in a checkpoint are from here on; smaller ones are the ledger's own. */
    byte FIRST_RECORD_KIND = 64;

    /**
     * A notice came for the first time.
     *
     * @param notice its exchange is the log's number
     * @param booked whether its cost was booked by it
     */
    void onNotice(NoticeRecord notice, boolean booked);

    /** A campaign was followed for the first time, or another advertiser or currency is told of it. */
    void onAccount(long campaignId, long advertiserId, int currency);

    /**
     * @param exchange the log's number, or {@link MoneyRecord#ANY_EXCHANGE}
     * @param count more; below 0 if bids were not sent after all
     */
    void onBids(long timeMs, long campaignId, int exchange, long count);

    /** The same state is written in the same order always. */
    void writeTo(Checkpoint.Sink sink) throws IOException;

    /** Takes back one record of {@link #writeTo}; false if it is of another table. */
    boolean onRecord(ByteBuffer record);
}
