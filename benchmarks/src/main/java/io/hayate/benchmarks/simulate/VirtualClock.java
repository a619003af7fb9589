package io.hayate.benchmarks.simulate;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/** Time that passes only when it is told to, as both of the bidder's clocks. Owned by the thread that simulates. */
final class VirtualClock implements EpochClock, NanoClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long startMs;
    private long nowMs;

    VirtualClock(final long startMs) {
        this.startMs = startMs;
        this.nowMs = startMs;
    }

    /** Never back: what was before now stays so. */
    void advanceTo(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
    }

    @Override
    public long time() {
        return nowMs;
    }

    @Override
    public long nanoTime() {
        return (nowMs - startMs) * NANOS_PER_MILLI;
    }
}
