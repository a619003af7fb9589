package io.hayate.bidder.ledger.pacing;

import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What was learned of each campaign's traffic by the hour of its day, and of all traffic by the hour of UTC; it survives a
 * restart as records:
 * <pre>
 *  0            8                     104
 *  +------------+---------------------+
 *  | campaign   | 24 counts, float    |   little endian; below 0: not known. Campaign 0: all, by the hour of UTC
 *  +------------+---------------------+
 * </pre>
 * Owned by the ledger agent.
 */
public final class TrafficShapes {
    /** Of one record, without what a log puts before it. */
    public static final int RECORD_LENGTH_BYTES = Long.BYTES + TrafficShape.HOURS * Float.BYTES;

    /** In place of a campaign: the traffic of all. */
    static final long ALL_CAMPAIGNS = 0;

    private final Long2ObjectHashMap<TrafficShape> shapeByCampaign = new Long2ObjectHashMap<>();
    private final TrafficShape all = new TrafficShape();
    private long asked;
    private LongConsumer onLearned = campaignId -> {};

    /** Who is told of each campaign whose shape has changed, once a day and campaign, to log it. */
    public void onLearned(final LongConsumer listener) {
        onLearned = listener;
    }

    TrafficShape all() {
        return all;
    }

    /** The shape of a campaign, made if need be. */
    TrafficShape of(final long campaignId) {
        return campaignId == ALL_CAMPAIGNS
                ? all
                : shapeByCampaign.computeIfAbsent(campaignId, id -> new TrafficShape());
    }

    /** Opportunities of all paced campaigns, ever. */
    long asked() {
        return asked;
    }

    void onAsked(final long count) {
        asked += count;
    }

    void learned(final long campaignId) {
        onLearned.accept(campaignId);
    }

    /** Takes over a record; shapes of plans already made stay as they are until the next. */
    public void onRecord(final DirectBuffer buffer, final int offset) {
        final TrafficShape shape = of(buffer.getLong(offset));
        for (int hour = 0; hour < TrafficShape.HOURS; hour++) {
            shape.setCount(hour, buffer.getFloat(offset + Long.BYTES + hour * Float.BYTES));
        }
    }

    /** Writes one campaign's record; returns its length. */
    public int write(final long campaignId, final MutableDirectBuffer buffer, final int offset) {
        final TrafficShape shape = of(campaignId);
        buffer.putLong(offset, campaignId);
        for (int hour = 0; hour < TrafficShape.HOURS; hour++) {
            buffer.putFloat(offset + Long.BYTES + hour * Float.BYTES, shape.count(hour));
        }
        return RECORD_LENGTH_BYTES;
    }

    boolean knows(final long campaignId) {
        return campaignId == ALL_CAMPAIGNS || shapeByCampaign.containsKey(campaignId);
    }

    byte[] bytes(final long campaignId) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_LENGTH_BYTES]);
        write(campaignId, record, 0);
        return record.byteArray();
    }

    /** Takes over what an account has kept; nothing of what is no record of this campaign. */
    void onBytes(final long campaignId, final byte[] bytes) {
        if (bytes.length == RECORD_LENGTH_BYTES) {
            final UnsafeBuffer record = new UnsafeBuffer(bytes);
            if (record.getLong(0) == campaignId) {
                onRecord(record, 0);
            }
        }
    }

    /** Each campaign that something is known of, and that of all traffic: what a checkpoint writes. */
    public void forEach(final LongConsumer each) {
        each.accept(ALL_CAMPAIGNS);
        for (final Long campaignId : shapeByCampaign.keySet()) {
            each.accept(campaignId);
        }
    }
}
