package io.hayate.bidder.explain;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.concurrent.TimeUnit;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Copies of some of a loop's requests, on their way to the explain agent. Every n-th request is taken, n varied at random
 * and fitted to the traffic so that there is one sample in each interval or so; with little traffic a request is taken when
 * four intervals have passed. A full ring drops the sample.
 *
 * <p>The bytes stay in memory only, until they are judged. Single writer: the bid loop; reader: the explain agent, via the
 * ring.
 */
final class RequestSamples {
    /** Of all loops together, about. */
    static final int SAMPLES_PER_SECOND = 10;

    /** Largest body that is copied; those of requests are 1-10 kB. */
    static final int MAX_SAMPLE_BYTES = 32 * 1024;

    /** Room for some 200 samples of the usual size, and a power of two. */
    static final int RING_BYTES = 1 << 19;

    private static final int MAX_STRIDE = 1 << 20;
    private static final int MESSAGE = 1;

    private final long intervalNs;
    private final CounterBlock<LoopFunnelCounter> counters;
    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));
    private int stride = 1;
    private int untilNext = 1;
    private long lastNs;
    private long random;

    /** Who looks at a sample; it must not keep the buffer. */
    @FunctionalInterface
    interface Judge {
        void judge(int exchangeOrdinal, DirectBuffer buffer, int offset, int lengthBytes);
    }

    /** @param loop its number: no two loops vary their distances alike */
    RequestSamples(final int loop, final int loopCount, final CounterBlock<LoopFunnelCounter> counters) {
        this.intervalNs = TimeUnit.SECONDS.toNanos(loopCount) / SAMPLES_PER_SECOND;
        this.counters = counters;
        this.random = 1L + loop;
    }

    /** Called by the bid loop for each request. */
    void offer(final BidContext context) {
        final long sinceNs = context.arrivalNs - lastNs;
        untilNext--;
        if (untilNext > 0 && sinceNs < 4 * intervalNs) {
            return;
        }
        lastNs = context.arrivalNs;
        fitStride(sinceNs);
        copy(context);
    }

    private void fitStride(final long sinceNs) {
        if (sinceNs < intervalNs / 2) {
            stride = Math.min(2 * stride, MAX_STRIDE);
        } else if (sinceNs > 2 * intervalNs) {
            stride = Math.max(stride / 2, 1);
        }
        // Xorshift by Marsaglia: a fixed distance could keep step with the traffic.
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        untilNext = stride == 1 ? 1 : stride / 2 + (int) Long.remainderUnsigned(random, stride);
    }

    private void copy(final BidContext context) {
        final int lengthBytes = context.request.bodyLengthBytes;
        if (lengthBytes > MAX_SAMPLE_BYTES) {
            counters.increment(LoopFunnelCounter.SAMPLES_TOO_LARGE);
            return;
        }
        final int index = ring.tryClaim(MESSAGE, Integer.BYTES + lengthBytes);
        if (index <= 0) {
            counters.increment(LoopFunnelCounter.SAMPLES_DROPPED);
            return;
        }
        ring.buffer().putInt(index, context.exchange.ordinal());
        ring.buffer().putBytes(index + Integer.BYTES, context.request.body, 0, lengthBytes);
        ring.commit(index);
        counters.increment(LoopFunnelCounter.SAMPLES_TAKEN);
    }

    /** Called by the explain agent; returns how many there were, at most {@code limit}. */
    int drain(final Judge judge, final int limit) {
        return ring.read(
                (type, buffer, offset, length) ->
                        judge.judge(buffer.getInt(offset), buffer, offset + Integer.BYTES, length - Integer.BYTES),
                limit);
    }
}
