package io.hayate.bidder.audience;

import org.agrona.BufferUtil;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** The ledger agent's door to the audience agent. Single writer: the ledger agent; reader: the audience agent. */
final class ImpressionRing {
    /** Room for some ten thousand impressions, of which the audience agent keeps that many in a tenth of a second. */
    static final int RING_BYTES = 1 << 20;

    private static final int MESSAGE = 1;

    private final OneToOneRingBuffer ring;

    /** @param ringBytes a power of two */
    ImpressionRing(final int ringBytes) {
        ring = new OneToOneRingBuffer(new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));
    }

    /** False if there is no room. */
    boolean offer(final CountedImpression impression) {
        final int index = ring.tryClaim(MESSAGE, impression.lengthBytes());
        if (index <= 0) {
            return false;
        }
        impression.write(ring.buffer(), index);
        ring.commit(index);
        return true;
    }

    int drain(final MessageHandler onImpression, final int most) {
        return ring.read(onImpression, most);
    }
}
