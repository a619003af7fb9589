package io.hayate.bidder.ledger.report;

import io.hayate.bidder.journal.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The table as records of a checkpoint; big-endian.
 *
 * <pre>
 *  0      1      2         10         18      22        26
 *  +------+------+---------+----------+-------+---------+------------------------------------+
 *  | kind | part | start   | length   | count | columns | count x: two keys, columns sums    |
 *  | 'R'  | 2, 3 | ms      | ms       |       |         | 8 each                             |
 *  +------+------+---------+----------+-------+---------+------------------------------------+
 *  | 'R'  | 1    | count   | count x: campaign 8, advertiser 8, currency 4                    |
 *  +------+------+---------+-----------------------------------------------------------------+
 * </pre>
 *
 * Part 1: campaigns; 2: rows; 3: losses. Owned by the ledger agent.
 */
final class ReportCheckpoint {
    static final byte KIND = 'R';
    private static final byte CAMPAIGNS = 1;
    private static final byte ROWS = 2;
    private static final byte LOSSES = 3;
    private static final int ROWS_PER_RECORD = 4096;
    private static final int HEADER_BYTES = 2 + 8 + 8 + 4 + 4;
    private static final int CAMPAIGN_BYTES = 8 + 8 + 4;

    private final ReportTable table;

    ReportCheckpoint(final ReportTable table) {
        this.table = table;
    }

    void writeTo(final Checkpoint.Sink sink) throws IOException {
        writeCampaigns(sink);
        for (final ReportRows period : table.periods()) {
            writeRows(period, ROWS, sink);
        }
        for (final ReportRows period : table.lossPeriods()) {
            writeRows(period, LOSSES, sink);
        }
    }

    boolean onRecord(final ByteBuffer record) {
        if (record.remaining() < 2 || record.get(record.position()) != KIND) {
            return false;
        }
        record.get();
        switch (record.get()) {
            case CAMPAIGNS -> readCampaigns(record);
            case ROWS -> readRows(record, false);
            case LOSSES -> readRows(record, true);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void writeCampaigns(final Checkpoint.Sink sink) throws IOException {
        final Long2ObjectHashMap<CampaignFacts> facts = table.facts();
        final List<Long> ids = new ArrayList<>(facts.keySet());
        ids.sort(null);
        for (int from = 0; from < ids.size(); from += ROWS_PER_RECORD) {
            final List<Long> some = ids.subList(from, Math.min(ids.size(), from + ROWS_PER_RECORD));
            final ByteBuffer record = ByteBuffer.allocate(2 + 8 + some.size() * CAMPAIGN_BYTES);
            record.put(KIND).put(CAMPAIGNS).putLong(some.size());
            for (final long id : some) {
                final CampaignFacts known = facts.get(id);
                record.putLong(id).putLong(known.advertiserId()).putInt(known.currency());
            }
            sink.add(record.array());
        }
    }

    private static void writeRows(final ReportRows rows, final byte part, final Checkpoint.Sink sink)
            throws IOException {
        for (int from = 0; from < rows.size(); from += ROWS_PER_RECORD) {
            final int count = Math.min(ROWS_PER_RECORD, rows.size() - from);
            final ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + count * (2 + rows.columns()) * Long.BYTES);
            record.put(KIND).put(part).putLong(rows.startMs).putLong(rows.lengthMs);
            record.putInt(count).putInt(rows.columns());
            for (int row = from; row < from + count; row++) {
                record.putLong(rows.firstKey(row)).putLong(rows.secondKey(row));
                for (int column = 0; column < rows.columns(); column++) {
                    record.putLong(rows.sum(row, column));
                }
            }
            sink.add(record.array());
        }
    }

    private void readCampaigns(final ByteBuffer record) {
        final long count = record.getLong();
        for (long i = 0; i < count; i++) {
            table.onAccount(record.getLong(), record.getLong(), record.getInt());
        }
    }

    private void readRows(final ByteBuffer record, final boolean losses) {
        final long startMs = record.getLong();
        final long lengthMs = record.getLong();
        final int count = record.getInt();
        final int columns = record.getInt();
        final ReportRows rows = new ReportRows(startMs, lengthMs, losses ? 1 : ReportColumn.COUNT);
        for (int i = 0; i < count; i++) {
            final int row = rows.open(record.getLong(), record.getLong());
            for (int column = 0; column < columns; column++) {
                final long sum = record.getLong();
                // One of a version that had more of them: what is unknown here is left out.
                if (column < rows.columns()) {
                    rows.add(row, column, sum);
                }
            }
        }
        table.restore(rows, losses);
    }
}
