package io.hayate.bidder.ledger;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * One bid loop's door to the ledger agent: verified notices go through a ring of their own. Allocates nothing. Single
 * writer: the bid loop; reader: the ledger agent, via the ring.
 */
public final class LedgerProxy {
    /** Room for some ten thousand notices, which the ledger agent drains in a few milliseconds. */
    public static final int DEFAULT_RING_BYTES = 1 << 20;

    /** A loss notice that tells no reason we can read. */
    public static final int NO_REASON = -1;

    private static final int NOTICE_MESSAGE = 1;

    private final OneToOneRingBuffer ring;
    private final NoticeRecord notice = new NoticeRecord();

    public LedgerProxy() {
        this(DEFAULT_RING_BYTES);
    }

    /** @param ringBytes a power of two */
    public LedgerProxy(final int ringBytes) {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    }

    /**
     * Hands a notice to the ledger agent.
     *
     * @param billedOn the notice that costs money for this bid; null if none is known to
     * @param priceCpmMicros what it costs, in the bid's currency; at most the bid; booked in the campaign's, at the token's
     *     rate
     * @param lossReason OpenRTB's code, or {@link #NO_REASON}; only for losses
     * @return false if the ring is full: nothing was handed over, the notice must be sent again
     */
    public boolean offerNotice(
            final NoticeKind kind,
            final NoticePayload payload,
            final @Nullable NoticeKind billedOn,
            final long priceCpmMicros,
            final int lossReason) {
        final int index = ring.tryClaim(NOTICE_MESSAGE, NoticeRecord.LENGTH_BYTES);
        if (index <= 0) {
            return false;
        }
        notice.epoch = payload.epoch;
        notice.lane = payload.lane;
        notice.sequence = payload.sequence;
        notice.bidTimeMs = payload.timeMs;
        notice.campaignId = payload.campaignId;
        notice.ordinal = payload.campaignOrdinal;
        notice.lossReason = lossReason;
        notice.reservedNanos = Cost.nanos(payload.bidCpmMicros, payload.multiplierMicros, payload.rateNanos);
        notice.costNanos = Cost.nanos(priceCpmMicros, payload.multiplierMicros, payload.rateNanos);
        notice.currency = payload.campaignCurrency;
        notice.kind = kind;
        notice.billedOn = billedOn;
        notice.write(ring.buffer(), index);
        ring.commit(index);
        return true;
    }

    /** Called on the ledger agent: takes all that was in the ring before the call. */
    int drain(final MessageHandler onNotice) {
        final long end = ring.producerPosition();
        int drained = 0;
        long before = -1;
        long position = ring.consumerPosition();
        // One read ends where the ring's memory does, or where the loop is just writing.
        while (position < end && position != before) {
            drained += ring.read(onNotice);
            before = position;
            position = ring.consumerPosition();
        }
        return drained;
    }
}
