package io.hayate.bidder.audience;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes in parts, taken out in lines; who brings the parts is told when there is enough for now. What is
 * between them is a queue, bounded by the bringer's obeying. Single writer: the admin loop; reader: the audience agent, via
 * the queue.
 */
final class LineFeed {
    /** Longest line; one with 128 segments of the longest names is shorter. */
    static final int MAX_LINE_BYTES = 256 * 1024;

    /** So much may wait before no more is wanted, and so little must be left before more is. */
    static final int ENOUGH_BYTES = 1024 * 1024;

    static final int FEW_BYTES = 256 * 1024;

    private final ConcurrentLinkedQueue<byte[]> parts = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Runnable onRoom;
    private volatile boolean full;
    private volatile boolean complete;

    // Of the taker
    private byte[] part = {};
    private int position;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean lineBegun;
    private boolean tooLong;
    private boolean ended;
    private long lineNumber;

    /** @param onRoom run by the taker when more is wanted again */
    LineFeed(final Runnable onRoom) {
        this.onRoom = onRoom;
    }

    /** Brings a part; false: enough until told. */
    boolean bring(final byte[] bytes) {
        final long waiting = waitingBytes.addAndGet(bytes.length);
        parts.add(bytes);
        if (waiting < ENOUGH_BYTES) {
            return true;
        }
        full = true;
        // It may have been emptied before it was called full; then nobody would tell.
        if (waitingBytes.get() < FEW_BYTES) {
            full = false;
            return true;
        }
        return false;
    }

    /** There is no further part. */
    void complete() {
        complete = true;
    }

    /** The next line, blank ones too, without its end; null if there is none yet, or none any more ({@link #isEnded}). */
    byte @Nullable [] next() {
        while (true) {
            final int end = lineEnd();
            if (end < part.length) {
                return take(end);
            }
            keep(part.length);
            final boolean wasComplete = complete;
            final byte[] more = parts.poll();
            if (more == null) {
                part = new byte[0];
                position = 0;
                return wasComplete ? last() : null;
            }
            part = more;
            position = 0;
            if (waitingBytes.addAndGet(-more.length) < FEW_BYTES && full) {
                full = false;
                onRoom.run();
            }
        }
    }

    /** Whether the last line has been taken. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the line last taken was longer than allowed; what was taken is its beginning. */
    boolean wasTooLong() {
        return tooLong;
    }

    /** Of the line last taken, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    private int lineEnd() {
        int end = position;
        while (end < part.length && part[end] != '\n') {
            end++;
        }
        return end;
    }

    private byte[] take(final int end) {
        final byte[] line;
        if (!lineBegun && end - position <= MAX_LINE_BYTES) {
            tooLong = false;
            line = Arrays.copyOfRange(part, position, end);
        } else {
            keep(end);
            tooLong = begun.size() > MAX_LINE_BYTES;
            line = begun.toByteArray();
            begun.reset();
        }
        lineBegun = false;
        position = end + 1;
        lineNumber++;
        return line;
    }

    /** Keeps the beginning of a line whose end is in a later part; not more than tells that it is too long. */
    private void keep(final int end) {
        if (end > position) {
            lineBegun = true;
            begun.write(part, position, Math.min(end - position, Math.max(0, MAX_LINE_BYTES + 1 - begun.size())));
        }
    }

    private byte @Nullable [] last() {
        ended = true;
        if (!lineBegun) {
            return null;
        }
        tooLong = begun.size() > MAX_LINE_BYTES;
        lineBegun = false;
        lineNumber++;
        return begun.toByteArray();
    }
}
