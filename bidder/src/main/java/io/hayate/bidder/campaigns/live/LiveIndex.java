package io.hayate.bidder.campaigns.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The view of the index that bids are matched against.
 *
 * <ul>
 *   <li>Assumes: one campaign agent publishes; each reader pins and unpins under a number of its own.
 *   <li>Guarantees: off-heap memory of a part is used again only when {@link #lowestPinnedVersion} has passed the
 *       last view that had it, and
 *       then no reader has it. Nobody waits.
 *   <li>Does not guarantee: that a slow reader lets go soon; it delays reuse and nothing else.
 * </ul>
 *
 * Single writer: the campaign agent; readers: bid loops, pinned for the length of a read batch, and the ledger agent.
 */
public final class LiveIndex {
    /** Of a reader that holds no index. */
    private static final long NOT_PINNED = Long.MAX_VALUE;

    /** A reader's pin has two cache lines to itself, for the prefetcher takes them in pairs. */
    private static final int PIN_STRIDE = 16;

    private static final VarHandle PINS = MethodHandles.arrayElementVarHandle(long[].class);

    private final int readerCount;
    private final long[] inUseVersions;
    private volatile IndexView current = IndexView.EMPTY;
    private volatile BiddingSwitches switches = BiddingSwitches.ALL_ON;

    public LiveIndex(final int readerCount) {
        this.readerCount = readerCount;
        this.inUseVersions = new long[(readerCount + 1) * PIN_STRIDE];
        Arrays.fill(inUseVersions, NOT_PINNED);
    }

    /** The latest view; for cold threads, which read no off-heap memory of it. */
    public IndexView current() {
        return current;
    }

    /** Pins and returns the latest view for a reader; its off-heap memory stays until {@link #unpin}. */
    public IndexView pin(final int reader) {
        IndexView view = current;
        while (true) {
            // Volatile: the store must be seen before we look whether the index is still the latest one. An owner that
            // read the pins before it has published, so we see that and pin again.
            PINS.setVolatile(inUseVersions, place(reader), view.version());
            final IndexView latest = current;
            if (latest == view) {
                return view;
            }
            view = latest;
        }
    }

    public void unpin(final int reader) {
        PINS.setRelease(inUseVersions, place(reader), NOT_PINNED);
    }

    public void publish(final IndexView next) {
        assert next.version() == current.version() + 1 : "versions follow each other";
        current = next;
    }

    /** The lowest version that any reader has pinned, or {@code Long.MAX_VALUE} if none has. */
    public long lowestPinnedVersion() {
        long lowest = NOT_PINNED;
        for (int reader = 0; reader < readerCount; reader++) {
            lowest = Math.min(lowest, (long) PINS.getVolatile(inUseVersions, place(reader)));
        }
        return lowest;
    }

    public BiddingSwitches switches() {
        return switches;
    }

    public void publish(final BiddingSwitches next) {
        switches = next;
    }

    private static int place(final int reader) {
        return (reader + 1) * PIN_STRIDE;
    }
}
