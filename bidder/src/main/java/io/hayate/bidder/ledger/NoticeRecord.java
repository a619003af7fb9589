package io.hayate.bidder.ledger;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One verified notice on its way from a bid loop to the ledger agent, and in the money log; little-endian.
 *
 * <pre>
 *  0             8          16      20     24         32            40        44            48
 *  +-------------+----------+-------+------+----------+-------------+---------+-------------+
 *  | notice time | bid time | epoch | lane | sequence | campaign id | ordinal | loss reason |
 *  +-------------+----------+-------+------+----------+-------------+---------+-------------+
 *  48              56            64               72           80               88                 96
 *  +---------------+-------------+----------------+------------+----------------+------------------+
 *  | advertiser id | creative id | reserved nanos | cost nanos | bid cpm micros | min to win micros|
 *  +---------------+-------------+----------------+------------+----------------+------------------+
 *  96           104           112             120             128        132        134            136
 *  +------------+-------------+---------------+---------------+----------+----------+--------------+
 *  | order hash | value nanos | user key high | user key low  | currency | exchange | auction cell |
 *  +------------+-------------+---------------+---------------+----------+----------+--------------+
 *  136    137         138     139..143
 *  +------+-----------+-------+--------+
 *  | kind | billed on | flags | unused |
 *  +------+-----------+-------+--------+
 * </pre>
 *
 * Kind and billed-on are ordinals of {@link NoticeKind} (billed-on {@link #NOT_BILLED} where nothing books). A struct.
 * Owned by the side that fills it.
 */
public final class NoticeRecord {
    /** A loss notice that tells no reason we can read. */
    public static final int NO_REASON = -1;

    /** In place of the exchange's number: it has no profile any more. */
    public static final int NO_EXCHANGE = -1;

    /** In place of the campaign's ordinal: a view-through conversion has no bid that would tell. */
    public static final int NO_ORDINAL = -1;

    static final int NOTICE_TIME_OFFSET = 0;
    static final int BID_TIME_OFFSET = 8;
    static final int EPOCH_OFFSET = 16;
    static final int LANE_OFFSET = 20;
    static final int SEQUENCE_OFFSET = 24;
    static final int CAMPAIGN_ID_OFFSET = 32;
    static final int ORDINAL_OFFSET = 40;
    static final int LOSS_REASON_OFFSET = 44;
    static final int ADVERTISER_ID_OFFSET = 48;
    static final int CREATIVE_ID_OFFSET = 56;
    static final int RESERVED_NANOS_OFFSET = 64;
    static final int COST_NANOS_OFFSET = 72;
    static final int BID_CPM_MICROS_OFFSET = 80;
    static final int MIN_TO_WIN_OFFSET = 88;
    static final int ORDER_HASH_OFFSET = 96;
    static final int VALUE_NANOS_OFFSET = 104;
    static final int USER_KEY_HIGH_OFFSET = 112;
    static final int USER_KEY_LOW_OFFSET = 120;
    static final int CURRENCY_OFFSET = 128;
    static final int EXCHANGE_OFFSET = 132;
    static final int AUCTION_CELL_OFFSET = 134;
    static final int KIND_OFFSET = 136;
    static final int BILLED_ON_OFFSET = 137;
    static final int FLAGS_OFFSET = 138;
    public static final int LENGTH_BYTES = 144;

    static final byte NOT_BILLED = -1;
    private static final int HAS_USER = 1;
    private static final int VIEW_THROUGH = 2;

    private static final NoticeKind[] KINDS = NoticeKind.values();

    /** When the notice came, epoch milliseconds. */
    public long noticeTimeMs;

    public long bidTimeMs;
    public int epoch;
    public int lane;
    public long sequence;
    public long campaignId;
    /** Of the campaign, or {@link #NO_ORDINAL}. */
    public int ordinal;
    /** OpenRTB's code, or {@link #NO_REASON}; only for losses. */
    public int lossReason;

    public long advertiserId;
    public long creativeId;
    /** What the bid has reserved, in the campaign's currency. */
    public long reservedNanos;
    /** What the notice costs if it books, in the campaign's currency. */
    public long costNanos;
    /** In the bid's currency. */
    public long bidCpmMicros;
    /** The least that would have won, in the bid's currency; 0 if the exchange does not tell. */
    public long minToWinCpmMicros;
    /** Of a conversion's order id and advertiser; 0 if it has none. */
    public long orderHash;
    /** Of a conversion, in the campaign's currency. */
    public long valueNanos;

    public boolean hasUser;
    public long userKeyHigh;
    public long userKeyLow;
    /** Of the campaign; what reserved, cost and value are in. */
    public int currency;
    /** Ordinal of the bid's exchange among this process's profiles, or {@link #NO_EXCHANGE}; in the log its number there. */
    public int exchange;

    public int auctionCell;
    public NoticeKind kind = NoticeKind.WIN;
    /** The kind that costs money for this bid. */
    public @Nullable NoticeKind billedOn;
    /** A conversion of somebody who saw the ad and did not click it: it has no bid id. */
    public boolean viewThrough;

    /** Takes over what a token says; what only the notice says is as if it had said nothing. */
    public void fill(final NoticeKind newKind, final NoticePayload payload) {
        kind = newKind;
        bidTimeMs = payload.timeMs;
        epoch = payload.epoch;
        lane = payload.lane;
        sequence = payload.sequence;
        campaignId = payload.campaignId;
        ordinal = payload.campaignOrdinal;
        lossReason = NO_REASON;
        advertiserId = payload.advertiserId;
        creativeId = payload.creativeId;
        reservedNanos = Cost.nanos(payload.bidCpmMicros, payload.multiplierMicros, payload.rateNanos);
        costNanos = 0;
        bidCpmMicros = payload.bidCpmMicros;
        minToWinCpmMicros = 0;
        orderHash = 0;
        valueNanos = 0;
        hasUser = payload.hasUser;
        userKeyHigh = payload.hasUser ? payload.userKeyHigh : 0;
        userKeyLow = payload.hasUser ? payload.userKeyLow : 0;
        currency = payload.campaignCurrency;
        exchange = NO_EXCHANGE;
        auctionCell = payload.auctionCell;
        billedOn = null;
        viewThrough = false;
    }

    /** Whether this notice is the one that costs money. */
    public boolean books() {
        return kind == billedOn;
    }

    public void write(final MutableDirectBuffer buffer, final int offset) {
        buffer.putLong(offset + NOTICE_TIME_OFFSET, noticeTimeMs);
        buffer.putLong(offset + BID_TIME_OFFSET, bidTimeMs);
        buffer.putInt(offset + EPOCH_OFFSET, epoch);
        buffer.putInt(offset + LANE_OFFSET, lane);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence);
        buffer.putLong(offset + CAMPAIGN_ID_OFFSET, campaignId);
        buffer.putInt(offset + ORDINAL_OFFSET, ordinal);
        buffer.putInt(offset + LOSS_REASON_OFFSET, lossReason);
        buffer.putLong(offset + ADVERTISER_ID_OFFSET, advertiserId);
        buffer.putLong(offset + CREATIVE_ID_OFFSET, creativeId);
        buffer.putLong(offset + RESERVED_NANOS_OFFSET, reservedNanos);
        buffer.putLong(offset + COST_NANOS_OFFSET, costNanos);
        buffer.putLong(offset + BID_CPM_MICROS_OFFSET, bidCpmMicros);
        buffer.putLong(offset + MIN_TO_WIN_OFFSET, minToWinCpmMicros);
        buffer.putLong(offset + ORDER_HASH_OFFSET, orderHash);
        buffer.putLong(offset + VALUE_NANOS_OFFSET, valueNanos);
        buffer.putLong(offset + USER_KEY_HIGH_OFFSET, userKeyHigh);
        buffer.putLong(offset + USER_KEY_LOW_OFFSET, userKeyLow);
        buffer.putInt(offset + CURRENCY_OFFSET, currency);
        buffer.putShort(offset + EXCHANGE_OFFSET, (short) exchange);
        buffer.putShort(offset + AUCTION_CELL_OFFSET, (short) auctionCell);
        buffer.putByte(offset + KIND_OFFSET, (byte) kind.ordinal());
        buffer.putByte(offset + BILLED_ON_OFFSET, billedOn == null ? NOT_BILLED : (byte) billedOn.ordinal());
        buffer.putByte(offset + FLAGS_OFFSET, (byte) ((hasUser ? HAS_USER : 0) | (viewThrough ? VIEW_THROUGH : 0)));
    }

    public void decode(final DirectBuffer buffer, final int offset) {
        noticeTimeMs = buffer.getLong(offset + NOTICE_TIME_OFFSET);
        bidTimeMs = buffer.getLong(offset + BID_TIME_OFFSET);
        epoch = buffer.getInt(offset + EPOCH_OFFSET);
        lane = buffer.getInt(offset + LANE_OFFSET);
        sequence = buffer.getLong(offset + SEQUENCE_OFFSET);
        campaignId = buffer.getLong(offset + CAMPAIGN_ID_OFFSET);
        ordinal = buffer.getInt(offset + ORDINAL_OFFSET);
        lossReason = buffer.getInt(offset + LOSS_REASON_OFFSET);
        advertiserId = buffer.getLong(offset + ADVERTISER_ID_OFFSET);
        creativeId = buffer.getLong(offset + CREATIVE_ID_OFFSET);
        reservedNanos = buffer.getLong(offset + RESERVED_NANOS_OFFSET);
        costNanos = buffer.getLong(offset + COST_NANOS_OFFSET);
        bidCpmMicros = buffer.getLong(offset + BID_CPM_MICROS_OFFSET);
        minToWinCpmMicros = buffer.getLong(offset + MIN_TO_WIN_OFFSET);
        orderHash = buffer.getLong(offset + ORDER_HASH_OFFSET);
        valueNanos = buffer.getLong(offset + VALUE_NANOS_OFFSET);
        userKeyHigh = buffer.getLong(offset + USER_KEY_HIGH_OFFSET);
        userKeyLow = buffer.getLong(offset + USER_KEY_LOW_OFFSET);
        currency = buffer.getInt(offset + CURRENCY_OFFSET);
        exchange = buffer.getShort(offset + EXCHANGE_OFFSET);
        auctionCell = buffer.getShort(offset + AUCTION_CELL_OFFSET) & 0xffff;
        kind = KINDS[buffer.getByte(offset + KIND_OFFSET)];
        final byte billedOnOrdinal = buffer.getByte(offset + BILLED_ON_OFFSET);
        billedOn = billedOnOrdinal == NOT_BILLED ? null : KINDS[billedOnOrdinal];
        final byte flags = buffer.getByte(offset + FLAGS_OFFSET);
        hasUser = (flags & HAS_USER) != 0;
        viewThrough = (flags & VIEW_THROUGH) != 0;
    }
}
