package io.hayate.bidder.ledger;

import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One bid loop's door to the ledger agent: verified notices go through a ring of their own. Allocates nothing. Single
 * writer: the bid loop; reader: the ledger agent, via the ring.
 */
public final class LedgerProxy {
    /** Room for some ten thousand notices, which the ledger agent drains in a few milliseconds. */
    public static final int DEFAULT_RING_BYTES = 1 << 20;

    /** In place of a notice's number: the ring has no room for it. */
    public static final long FULL = -1;

    private static final int NOTICE_MESSAGE = 1;

    private final OneToOneRingBuffer ring;
    private final NoticeRecord notice = new NoticeRecord();
    private long offered;

    public LedgerProxy() {
        this(DEFAULT_RING_BYTES);
    }

    /** @param ringBytes a power of two */
    public LedgerProxy(final int ringBytes) {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    }

    /** The notice to be offered next, for the loop to fill. */
    public NoticeRecord notice() {
        return notice;
    }

    /**
     * Hands {@link #notice} to the ledger agent.
     *
     * @return the notice's number among this loop's, from 1 on, or {@link #FULL}: nothing was handed over
     */
    public long offer() {
        final int index = ring.tryClaim(NOTICE_MESSAGE, NoticeRecord.LENGTH_BYTES);
        if (index <= 0) {
            return FULL;
        }
        notice.write(ring.buffer(), index);
        ring.commit(index);
        return ++offered;
    }

    /** Whether anything waits in the ring. */
    boolean hasNotices() {
        return ring.size() > 0;
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
