package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.ledger.NoticeRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record of the money log, read from its bytes as docs/money.md draws them. What a kind does not have is 0 or empty.
 * Immutable but for the notice, which is the reader's until the next record; shared.
 *
 * @param timeMs of the notice or of what the record tells; 0 for the names of exchanges
 * @param amount nanos of a ceiling, of what expired and of a late bill; how many bids
 * @param number of an exchange in this log; the epoch of a start
 * @param text name of an exchange, time zone of a campaign
 */
record MoneyEvent(
        Kind kind,
        long timeMs,
        long campaignId,
        long advertiserId,
        int currency,
        long amount,
        int number,
        String text,
        NoticeRecord notice) {
    private static final int NOTICE_LENGTH_BYTES = 1 + NoticeRecord.LENGTH_BYTES;
    private static final NoticeRecord NONE = new NoticeRecord();

    /** By their first byte, which is the place + 1. */
    enum Kind {
        NOTICE,
        LEASE,
        ACCOUNT,
        START,
        EXCHANGE,
        BIDS,
        TRAFFIC,
        TIME,
        EXPIRED,
        LATE,
        /** Of a later version. */
        OTHER;

        private static final Kind[] KINDS = values();

        static Kind of(final int firstByte) {
            return firstByte >= 1 && firstByte < KINDS.length ? KINDS[firstByte - 1] : OTHER;
        }
    }

    /** @param notice filled, if the record is one */
    static MoneyEvent decode(final ByteBuffer record, final NoticeRecord notice) {
        final ByteBuffer bytes = record.slice().order(ByteOrder.LITTLE_ENDIAN);
        final Kind kind = Kind.of(bytes.get(0));
        return switch (kind) {
            case NOTICE -> ofNotice(bytes, notice);
            case LEASE, EXPIRED ->
                new MoneyEvent(kind, bytes.getLong(1), bytes.getLong(9), 0, 0, bytes.getLong(17), 0, "", NONE);
            case ACCOUNT ->
                new MoneyEvent(
                        kind,
                        bytes.getLong(1),
                        bytes.getLong(9),
                        bytes.getLong(17),
                        bytes.getInt(25),
                        0,
                        0,
                        text(bytes, 29),
                        NONE);
            case START -> new MoneyEvent(kind, bytes.getLong(1), 0, 0, 0, 0, bytes.getInt(17), "", NONE);
            case EXCHANGE -> new MoneyEvent(kind, 0, 0, 0, 0, 0, bytes.getInt(1), text(bytes, 5), NONE);
            case BIDS ->
                new MoneyEvent(
                        kind, bytes.getLong(1), bytes.getLong(9), 0, 0, bytes.getLong(21), bytes.getInt(17), "", NONE);
            case TRAFFIC -> new MoneyEvent(kind, bytes.getLong(1), bytes.getLong(9), 0, 0, 0, 0, "", NONE);
            case LATE -> new MoneyEvent(kind, bytes.getLong(1), bytes.getLong(9), 0, 0, bytes.getLong(25), 0, "", NONE);
            case TIME -> new MoneyEvent(kind, bytes.getLong(1), 0, 0, 0, 0, 0, "", NONE);
            case OTHER -> new MoneyEvent(kind, 0, 0, 0, 0, 0, bytes.get(0), "", NONE);
        };
    }

    private static MoneyEvent ofNotice(final ByteBuffer bytes, final NoticeRecord notice) {
        final byte[] copy = new byte[NOTICE_LENGTH_BYTES];
        bytes.get(0, copy);
        notice.decode(new UnsafeBuffer(copy), 1);
        return new MoneyEvent(
                Kind.NOTICE,
                notice.noticeTimeMs,
                notice.campaignId,
                notice.advertiserId,
                notice.currency,
                notice.costNanos,
                notice.exchange,
                "",
                notice);
    }

    private static String text(final ByteBuffer bytes, final int offset) {
        final byte[] text = new byte[bytes.getShort(offset) & 0xffff];
        bytes.get(offset + Short.BYTES, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
