package io.hayate.bidder.ledger;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The records of the money log: all that ever changes the {@link Ledger}. The first byte is the kind; what follows is
 * little-endian, texts are UTF-8 behind their length in two bytes.
 *
 * <pre>
 *          0      1                                                        145
 *  NOTICE  +------+--------------------------------------------------------+
 *          | 1    | a NoticeRecord; its exchange is the log's number       |
 *          +------+--------------------------------------------------------+
 *          0      1      9             17              25
 *  LEASE   +------+------+-------------+---------------+
 *          | 2    | time | campaign id | ceiling nanos |   on spent in total + all that may still be spent
 *          +------+------+-------------+---------------+
 *          0      1      9             17              25         29
 *  ACCOUNT +------+------+-------------+---------------+----------+-----------+
 *          | 3    | time | campaign id | advertiser id | currency | time zone |
 *          +------+------+-------------+---------------+----------+-----------+
 *          0      1      9            17      21
 *  START   +------+------+------------+-------+
 *          | 4    | time | held since | epoch |   what was reserved then is held
 *          +------+------+------------+-------+
 *          0      1        5
 *  EXCHANGE+------+--------+------+
 *          | 5    | number | name |   numbers count up from 0 and stay; ordinals of profiles do not
 *          +------+--------+------+
 *          0      1      9             17         21         29
 *  BIDS    +------+------+-------------+----------+----------+
 *          | 6    | time | campaign id | exchange | how many |   more, or fewer; exchange -1: not told
 *          +------+------+-------------+----------+----------+
 *          0      1      9             17       21
 *  TRAFFIC +------+------+-------------+--------+-------+
 *          | 7    | time | campaign id | length | bytes |   of pacing, which alone reads them; 0: of all
 *          +------+------+-------------+--------+-------+
 *          0      1      9
 *  TIME    +------+------+
 *          | 8    | time |   something is due by then: a day's end, a hold's end; or the clock was set back
 *          +------+------+
 *          0      1      9             17      25          33
 *  EXPIRED +------+------+-------------+-------+-----------+
 *          | 9    | time | campaign id | nanos | bid nanos |   of reservations that no notice came for; one full bid
 *          +------+------+-------------+-------+-----------+
 *          0      1      9             17         25      33
 *  LATE    +------+------+-------------+----------+-------+
 *          | 10   | time | campaign id | bid time | nanos |   of a bill that nothing was reserved for any more
 *          +------+------+-------------+----------+-------+
 * </pre>
 *
 * Immutable; shared.
 */
public final class MoneyRecord {
    public static final byte NOTICE = 1;
    public static final byte LEASE = 2;
    public static final byte ACCOUNT = 3;
    public static final byte START = 4;
    public static final byte EXCHANGE = 5;
    public static final byte BIDS = 6;
    public static final byte TRAFFIC = 7;
    public static final byte TIME = 8;
    public static final byte EXPIRED = 9;
    public static final byte LATE = 10;

    /** Where the notice of a NOTICE is. */
    public static final int NOTICE_OFFSET = 1;

    public static final int NOTICE_LENGTH_BYTES = NOTICE_OFFSET + NoticeRecord.LENGTH_BYTES;

    /** In place of an exchange's number. */
    public static final int ANY_EXCHANGE = -1;

    static final int TIME_OFFSET = 1;
    static final int CAMPAIGN_ID_OFFSET = 9;
    static final int CEILING_OFFSET = 17;
    static final int ADVERTISER_ID_OFFSET = 17;
    static final int CURRENCY_OFFSET = 25;
    static final int TIME_ZONE_OFFSET = 29;
    static final int HELD_SINCE_OFFSET = 9;
    static final int EPOCH_OFFSET = 17;
    static final int EXCHANGE_NUMBER_OFFSET = 1;
    static final int EXCHANGE_NAME_OFFSET = 5;
    static final int BIDS_EXCHANGE_OFFSET = 17;
    static final int BIDS_COUNT_OFFSET = 21;
    static final int TRAFFIC_LENGTH_OFFSET = 17;
    static final int TRAFFIC_OFFSET = 21;
    static final int EXPIRED_NANOS_OFFSET = 17;
    static final int EXPIRED_BID_OFFSET = 25;
    static final int LATE_BID_TIME_OFFSET = 17;
    static final int LATE_NANOS_OFFSET = 25;

    /** Longest text or run of bytes in a record. */
    static final int MAX_TAIL_BYTES = 16 * 1024;

    private static final int THREE_LONGS = 25;
    private static final int FOUR_LONGS = 33;

    private MoneyRecord() {}

    /** Each of these writes one record to the start of a buffer and returns its length. */
    public static int notice(final MutableDirectBuffer record, final NoticeRecord notice) {
        record.putByte(0, NOTICE);
        notice.write(record, NOTICE_OFFSET);
        return NOTICE_LENGTH_BYTES;
    }

    static int lease(
            final MutableDirectBuffer record, final long timeMs, final long campaignId, final long ceilingNanos) {
        begin(record, LEASE, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putLong(CEILING_OFFSET, ceilingNanos);
        return THREE_LONGS;
    }

    static int account(
            final MutableDirectBuffer record,
            final long timeMs,
            final long campaignId,
            final long advertiserId,
            final int currency,
            final String timeZone) {
        begin(record, ACCOUNT, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putLong(ADVERTISER_ID_OFFSET, advertiserId);
        record.putInt(CURRENCY_OFFSET, currency);
        return TIME_ZONE_OFFSET + putText(record, TIME_ZONE_OFFSET, timeZone);
    }

    static int start(final MutableDirectBuffer record, final long timeMs, final long heldSinceMs, final int epoch) {
        begin(record, START, timeMs);
        record.putLong(HELD_SINCE_OFFSET, heldSinceMs);
        record.putInt(EPOCH_OFFSET, epoch);
        return EPOCH_OFFSET + Integer.BYTES;
    }

    static int exchange(final MutableDirectBuffer record, final int number, final String name) {
        record.putByte(0, EXCHANGE);
        record.putInt(EXCHANGE_NUMBER_OFFSET, number);
        return EXCHANGE_NAME_OFFSET + putText(record, EXCHANGE_NAME_OFFSET, name);
    }

    static int bids(
            final MutableDirectBuffer record,
            final long timeMs,
            final long campaignId,
            final int exchange,
            final long count) {
        begin(record, BIDS, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putInt(BIDS_EXCHANGE_OFFSET, exchange);
        record.putLong(BIDS_COUNT_OFFSET, count);
        return BIDS_COUNT_OFFSET + Long.BYTES;
    }

    static int traffic(final MutableDirectBuffer record, final long timeMs, final long campaignId, final byte[] bytes) {
        if (bytes.length > MAX_TAIL_BYTES) {
            throw new IllegalArgumentException("at most " + MAX_TAIL_BYTES + " bytes, not " + bytes.length);
        }
        begin(record, TRAFFIC, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putInt(TRAFFIC_LENGTH_OFFSET, bytes.length);
        record.putBytes(TRAFFIC_OFFSET, bytes);
        return TRAFFIC_OFFSET + bytes.length;
    }

    static int time(final MutableDirectBuffer record, final long timeMs) {
        begin(record, TIME, timeMs);
        return TIME_OFFSET + Long.BYTES;
    }

    static int expired(
            final MutableDirectBuffer record,
            final long timeMs,
            final long campaignId,
            final long nanos,
            final long bidNanos) {
        begin(record, EXPIRED, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putLong(EXPIRED_NANOS_OFFSET, nanos);
        record.putLong(EXPIRED_BID_OFFSET, bidNanos);
        return FOUR_LONGS;
    }

    static int late(
            final MutableDirectBuffer record,
            final long timeMs,
            final long campaignId,
            final long bidTimeMs,
            final long nanos) {
        begin(record, LATE, timeMs);
        record.putLong(CAMPAIGN_ID_OFFSET, campaignId);
        record.putLong(LATE_BID_TIME_OFFSET, bidTimeMs);
        record.putLong(LATE_NANOS_OFFSET, nanos);
        return FOUR_LONGS;
    }

    /** A text as {@link #account} and {@link #exchange} write it, of a record that begins at an offset. */
    static String text(final DirectBuffer buffer, final int recordOffset, final int textOffset) {
        final int length = buffer.getShort(recordOffset + textOffset) & 0xffff;
        final byte[] bytes = new byte[length];
        buffer.getBytes(recordOffset + textOffset + Short.BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void begin(final MutableDirectBuffer record, final byte kind, final long timeMs) {
        record.putByte(0, kind);
        record.putLong(TIME_OFFSET, timeMs);
    }

    private static int putText(final MutableDirectBuffer record, final int offset, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TAIL_BYTES) {
            throw new IllegalArgumentException("at most " + MAX_TAIL_BYTES + " bytes, not " + bytes.length);
        }
        record.putShort(offset, (short) bytes.length);
        record.putBytes(offset + Short.BYTES, bytes);
        return Short.BYTES + bytes.length;
    }
}
