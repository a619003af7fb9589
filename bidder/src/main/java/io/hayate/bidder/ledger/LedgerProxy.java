package io.hayate.bidder.ledger;

import org.agrona.BufferUtil;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One bid loop's door to the ledger agent: verified notices go in through a ring of their own, and the number up to which
 * they are durable comes back. Allocates nothing, but for notices that found no room.
 *
 * <pre>
 *  bid loop                 ledger agent                    journal-sync, or the ledger agent where nobody forces
 *  offer() -> number        drain() > log > publishWritten()    beginGroup() > force > publishDurable() > wake
 *  isDurable(number)  <-------------------------------------------------------------'
 * </pre>
 *
 * Single writer: of the ring and of what is offered the bid loop, of what is written the ledger agent, of what is durable the
 * thread that forces; readers: the next of them, via the ring and volatile fields.
 */
public final class LedgerProxy {
    /** Room for some seven thousand notices, which the ledger agent drains in a few milliseconds. */
    public static final int DEFAULT_RING_BYTES = 1 << 20;

    /** In place of a notice's number: the ring has no room for it. */
    public static final long FULL = -1;

    private static final int NOTICE_MESSAGE = 1;

    private final OneToOneRingBuffer ring;
    private final NoticeRecord notice = new NoticeRecord();
    private long offered;

    /** Of the ledger agent: notices that the log has taken. */
    private long taken;

    /** By the ledger agent: notices that a killed process leaves in the log. */
    private volatile long written;

    /** Of the thread that forces: notices in the group under way. */
    private long grouped;

    private volatile long durable;

    /** Set by the loop, cleared by the thread that forces when it wakes the loop. */
    private volatile boolean loopWaits;

    private volatile Runnable wakeLoop = () -> {};

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

    /** A copy of {@link #notice} that found no room. */
    public byte[] copy() {
        final byte[] copy = new byte[NoticeRecord.LENGTH_BYTES];
        notice.write(new UnsafeBuffer(copy), 0);
        return copy;
    }

    /** As {@link #offer()}, of what {@link #copy} returned. */
    public long offer(final byte[] copy) {
        final int index = ring.tryClaim(NOTICE_MESSAGE, NoticeRecord.LENGTH_BYTES);
        if (index <= 0) {
            return FULL;
        }
        ring.buffer().putBytes(index, copy);
        ring.commit(index);
        return ++offered;
    }

    /** Whether the notice of this number and all before are durable. */
    public boolean isDurable(final long number) {
        return durable >= number;
    }

    /** Called once, before the loop offers anything. */
    public void wakeBy(final Runnable wake) {
        wakeLoop = wake;
    }

    /** The loop is woken once when more is durable than now, or has become so since. */
    public void beginWait() {
        if (!loopWaits) {
            loopWaits = true;
        }
    }

    /** The loop waits for nothing. */
    public void endWait() {
        if (loopWaits) {
            loopWaits = false;
        }
    }

    /**
     * Called on the ledger agent: takes what was in the ring before the call, in order. A handler that aborts leaves its
     * notice and those behind it there; for all others it says {@link #onTaken} before anything can go wrong with them.
     *
     * @return how many were taken
     */
    int drain(final ControlledMessageHandler onNotice, final int limit) {
        final long end = ring.producerPosition();
        final long takenBefore = taken;
        long before = -1;
        long position = ring.consumerPosition();
        // One read ends where the ring's memory does, where the loop is just writing, or where the handler aborts.
        while (position < end && position != before && taken - takenBefore < limit) {
            ring.controlledRead(onNotice, limit - (int) (taken - takenBefore));
            before = position;
            position = ring.consumerPosition();
        }
        return (int) (taken - takenBefore);
    }

    /** The log has the notice that {@link #drain} has just handed over, so it is not to come again. */
    void onTaken() {
        taken++;
    }

    /** Called on the ledger agent: what was taken is written; returns whether that is news. */
    boolean publishWritten() {
        if (written == taken) {
            return false;
        }
        written = taken;
        return true;
    }

    /** Called on the thread that forces, before it does; returns whether notices will become durable. */
    boolean beginGroup() {
        grouped = written;
        return grouped != durable;
    }

    /** Called on the thread that forces, after it has. */
    void publishDurable() {
        durable = grouped;
        // Read after the store: a loop that says it waits looks at the number afterwards. One of the two sees the
        // other.
        if (loopWaits) {
            loopWaits = false;
            wakeLoop.run();
        }
    }
}
