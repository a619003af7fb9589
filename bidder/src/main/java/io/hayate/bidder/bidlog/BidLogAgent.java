package io.hayate.bidder.bidlog;

import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.MessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the loops' samples to the bid log, and lets its oldest segments go when it has grown to its bound. What cannot be
 * written is lost and counted: a sample is worth no waiting. Owned by the bid log's agent.
 */
public final class BidLogAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(BidLogAgent.class);

    /** Of one loop, in one duty cycle. */
    static final int BIDS_PER_CYCLE = 1024;

    /** The log is at least so many segments: what goes is a small part of it. */
    private static final int LEAST_SEGMENTS = 8;

    private final List<BidSamples> samples;
    private final SegmentLog log;
    private final long maxBytes;
    private final byte[] record = new byte[1024];
    private final MessageHandler onBid = (type, buffer, offset, length) -> {
        buffer.getBytes(offset, record, 0, length);
        append(length);
    };
    private final CounterBlock<BidLogCounter> counters = new CounterBlock<>(BidLogCounter.class);
    private boolean failing;

    private BidLogAgent(final List<BidSamples> samples, final SegmentLog log, final long maxBytes) {
        this.samples = List.copyOf(samples);
        this.log = log;
        this.maxBytes = maxBytes;
    }

    /** @param maxBytes that the log has at most, but for a segment's worth */
    public static BidLogAgent open(final Path folder, final long maxBytes, final List<BidSamples> samples)
            throws IOException {
        final long segmentBytes = Math.min(SegmentLog.DEFAULT_SEGMENT_BYTES, maxBytes / LEAST_SEGMENTS);
        return new BidLogAgent(samples, SegmentLog.open(folder, segmentBytes), maxBytes);
    }

    @Override
    public int doWork() {
        int drained = 0;
        for (final BidSamples each : samples) {
            drained += each.drain(onBid, BIDS_PER_CYCLE);
        }
        if (drained > 0) {
            keepWithinBound();
        }
        return drained;
    }

    @Override
    public void onClose() {
        doWork();
        try {
            log.close();
        } catch (final IOException e) {
            LOG.warn("The bid log could not be closed", e);
        }
    }

    @Override
    public String roleName() {
        return "bid-log-agent";
    }

    public CounterBlock<BidLogCounter> counters() {
        return counters;
    }

    private void append(final int length) {
        try {
            log.append(record, 0, length);
            counters.increment(BidLogCounter.WRITTEN);
            failing = false;
        } catch (final IOException e) {
            onFailure(e);
        }
    }

    private void keepWithinBound() {
        final long before = log.startPosition();
        if (log.endPosition() - before <= maxBytes) {
            return;
        }
        try {
            // A segment goes when all of it lies before the position.
            log.deleteBefore(log.endPosition() - maxBytes + maxBytes / LEAST_SEGMENTS);
            counters.add(BidLogCounter.BYTES_DELETED, log.startPosition() - before);
        } catch (final IOException e) {
            onFailure(e);
        }
    }

    private void onFailure(final IOException e) {
        counters.increment(BidLogCounter.WRITE_FAILURES);
        if (!failing) {
            failing = true;
            LOG.warn("The bid log cannot be written; bids are lost to it until it can", e);
        }
    }
}
