package io.hayate.bidder.ledger;

import io.hayate.bidder.notices.token.NoticeKind;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One verified notice on its way from a bid loop to the ledger agent.
 *
 * <pre>
 *  0       4      8          16            24            32        36            40
 *  +-------+------+----------+-------------+-------------+---------+-------------+
 *  | epoch | lane | sequence | bid time ms | campaign id | ordinal | loss reason |
 *  +-------+------+----------+-------------+-------------+---------+-------------+
 *  40               48           56         60     61          62       64
 *  +----------------+------------+----------+------+-----------+--------+
 *  | reserved nanos | cost nanos | currency | kind | billed on | unused |
 *  +----------------+------------+----------+------+-----------+--------+
 * </pre>
 *
 * Kind and billed-on are ordinals of {@link NoticeKind} (billed-on {@link #NOT_BILLED} where nothing books). Owned by the side that fills it.
 */
final class NoticeRecord {
    static final int EPOCH_OFFSET = 0;
    static final int LANE_OFFSET = 4;
    static final int SEQUENCE_OFFSET = 8;
    static final int TIME_OFFSET = 16;
    static final int CAMPAIGN_ID_OFFSET = 24;
    static final int ORDINAL_OFFSET = 32;
    static final int LOSS_REASON_OFFSET = 36;
    static final int RESERVED_NANOS_OFFSET = 40;
    static final int COST_NANOS_OFFSET = 48;
    static final int CURRENCY_OFFSET = 56;
    static final int KIND_OFFSET = 60;
    static final int BILLED_ON_OFFSET = 61;
    static final int LENGTH_BYTES = 64;

    static final byte NOT_BILLED = -1;

    private static final NoticeKind[] KINDS = NoticeKind.values();

    // Read back, on the ledger agent's side.
    int epoch;
    int lane;
    long sequence;
    long bidTimeMs;
    long campaignId;
    int ordinal;
    int lossReason;
    long reservedNanos;
    long costNanos;
    /** Of the campaign; what reserved and cost are in. */
    int currency;

    NoticeKind kind = NoticeKind.WIN;

    @Nullable
    NoticeKind billedOn;

    /** Whether this notice is the one that costs money. */
    boolean books() {
        return kind == billedOn;
    }

    void write(final MutableDirectBuffer buffer, final int offset) {
        buffer.putInt(offset + EPOCH_OFFSET, epoch);
        buffer.putInt(offset + LANE_OFFSET, lane);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence);
        buffer.putLong(offset + TIME_OFFSET, bidTimeMs);
        buffer.putLong(offset + CAMPAIGN_ID_OFFSET, campaignId);
        buffer.putInt(offset + ORDINAL_OFFSET, ordinal);
        buffer.putInt(offset + LOSS_REASON_OFFSET, lossReason);
        buffer.putLong(offset + RESERVED_NANOS_OFFSET, reservedNanos);
        buffer.putLong(offset + COST_NANOS_OFFSET, costNanos);
        buffer.putInt(offset + CURRENCY_OFFSET, currency);
        buffer.putByte(offset + KIND_OFFSET, (byte) kind.ordinal());
        buffer.putByte(offset + BILLED_ON_OFFSET, billedOn == null ? NOT_BILLED : (byte) billedOn.ordinal());
    }

    void decode(final DirectBuffer buffer, final int offset) {
        epoch = buffer.getInt(offset + EPOCH_OFFSET);
        lane = buffer.getInt(offset + LANE_OFFSET);
        sequence = buffer.getLong(offset + SEQUENCE_OFFSET);
        bidTimeMs = buffer.getLong(offset + TIME_OFFSET);
        campaignId = buffer.getLong(offset + CAMPAIGN_ID_OFFSET);
        ordinal = buffer.getInt(offset + ORDINAL_OFFSET);
        lossReason = buffer.getInt(offset + LOSS_REASON_OFFSET);
        reservedNanos = buffer.getLong(offset + RESERVED_NANOS_OFFSET);
        costNanos = buffer.getLong(offset + COST_NANOS_OFFSET);
        currency = buffer.getInt(offset + CURRENCY_OFFSET);
        kind = KINDS[buffer.getByte(offset + KIND_OFFSET)];
        final byte billedOnOrdinal = buffer.getByte(offset + BILLED_ON_OFFSET);
        billedOn = billedOnOrdinal == NOT_BILLED ? null : KINDS[billedOnOrdinal];
    }
}
