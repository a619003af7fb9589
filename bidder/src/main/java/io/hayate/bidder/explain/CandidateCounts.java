package io.hayate.bidder.explain;

import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.telemetry.CounterBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * How often one loop's candidates ended how, by campaign ordinal. A column is the ordinal of a {@link NoBidReason}, or
 * {@link #BID}.
 *
 * <p>Counts lie in rows of 64 ordinals, one for each column that occurs there, 512 bytes each: of the columns there could
 * be, few occur. A count is three steps through memory that is rarely in a cache, so the loop notes outcomes and counts
 * many of them at once, which lets the processor overlap their steps. The loop makes no row; it hands what it could not count to the agent, which makes the row and keeps the
 * first counts. So every count is exact unless the ring for these is full, which is counted. Single writer: the bid loop,
 * of rows the explain agent; reader: the explain agent.
 */
final class CandidateCounts {
    /** The column of bids sent. */
    static final int BID = NoBidReason.values().length;

    static final int COLUMNS = BID + 1;

    /** Campaigns with a larger ordinal are not counted. */
    static final int MAX_ORDINALS = 1 << 24;

    /** Room for some two thousand outcomes that have no row yet. */
    static final int RING_BYTES = 1 << 15;

    /** Outcomes noted before they are counted, if no batch ends before. */
    private static final int MAX_NOTED = 512;

    private static final int ROW_SHIFT = 6;
    private static final int ROW_ORDINALS = 1 << ROW_SHIFT;
    private static final int ROW_MASK = ROW_ORDINALS - 1;
    private static final int MESSAGE = 1;
    private static final int MESSAGE_BYTES = 2 * Integer.BYTES;

    private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(long[][].class);
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final CounterBlock<LoopFunnelCounter> counters;
    private final OneToOneRingBuffer withoutRow = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));

    /** By ordinal >> ROW_SHIFT, then by column; replaced whole when it grows. */
    private volatile long[][][] rows = new long[0][][];

    // The loop's side: outcomes not counted yet, as an ordinal and a column each
    private final long[] noted = new long[MAX_NOTED];
    private int notedCount;

    // The agent's side: what was counted before there was a row, by ordinal and column
    private final Long2LongHashMap firstCounts = new Long2LongHashMap(0);
    private final MessageHandler onWithoutRow =
            (type, buffer, offset, length) -> openRow(buffer.getInt(offset), buffer.getInt(offset + Integer.BYTES));

    CandidateCounts(final CounterBlock<LoopFunnelCounter> counters) {
        this.counters = counters;
    }

    /** One more, to be counted by {@link #countNoted}; called by the bid loop. */
    void note(final int ordinal, final int column) {
        if (notedCount == MAX_NOTED) {
            countNoted();
        }
        noted[notedCount++] = key(ordinal, column);
    }

    /** Counts what was noted; called by the bid loop while the view that it is of is pinned. */
    void countNoted() {
        final long[][][] all = rows;
        for (int i = 0; i < notedCount; i++) {
            count(all, (int) (noted[i] >>> Integer.SIZE), (int) noted[i]);
        }
        notedCount = 0;
    }

    private void count(final long[][][] all, final int ordinal, final int column) {
        final int block = ordinal >> ROW_SHIFT;
        final long[] row = block < all.length ? (long[]) ROWS.getAcquire(all[block], column) : null;
        if (row == null) {
            handOver(ordinal, column);
            return;
        }
        final int at = ordinal & ROW_MASK;
        LONGS.setOpaque(row, at, row[at] + 1);
    }

    private void handOver(final int ordinal, final int column) {
        final int index = withoutRow.tryClaim(MESSAGE, MESSAGE_BYTES);
        if (index <= 0) {
            counters.increment(LoopFunnelCounter.COUNTS_LOST);
            return;
        }
        withoutRow.buffer().putInt(index, ordinal);
        withoutRow.buffer().putInt(index + Integer.BYTES, column);
        withoutRow.commit(index);
    }

    /** Makes the rows that were missing; called by the explain agent. */
    int openRows() {
        return withoutRow.read(onWithoutRow);
    }

    /** The count up to now, but for what waits for a row; called by the explain agent. */
    long get(final int ordinal, final int column) {
        final long[][][] all = rows;
        final int block = ordinal >> ROW_SHIFT;
        final long[] row = block < all.length ? all[block][column] : null;
        return firstCounts.get(key(ordinal, column))
                + (row == null ? 0 : (long) LONGS.getOpaque(row, ordinal & ROW_MASK));
    }

    private void openRow(final int ordinal, final int column) {
        if (ordinal >= MAX_ORDINALS) {
            return;
        }
        final long[][] block = openBlock(ordinal >> ROW_SHIFT);
        if (block[column] == null) {
            ROWS.setRelease(block, column, new long[ROW_ORDINALS]);
        }
        final long key = key(ordinal, column);
        firstCounts.put(key, firstCounts.get(key) + 1);
    }

    private long[][] openBlock(final int block) {
        final long[][][] all = rows;
        if (block < all.length) {
            return all[block];
        }
        final long[][][] more = Arrays.copyOf(all, Math.max(block + 1, all.length + all.length / 2));
        for (int i = all.length; i < more.length; i++) {
            more[i] = new long[COLUMNS][];
        }
        rows = more;
        return more[block];
    }

    private static long key(final int ordinal, final int column) {
        return (long) ordinal << Integer.SIZE | column;
    }
}
