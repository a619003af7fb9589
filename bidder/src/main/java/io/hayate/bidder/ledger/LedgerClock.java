package io.hayate.bidder.ledger;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * The time of bids and notices, and whether it was set: whether it has moved, from one duty cycle to the next, by a
 * reservation window more or less than another clock that nobody sets. Owned by the ledger agent.
 */
public final class LedgerClock {
    private final EpochClock epochClock;
    private final NanoClock nanoClock;
    private boolean followed;
    private long timeMs;
    private long nowNs;
    private long timeBeforeMs;
    private long beforeNs;

    public LedgerClock(final EpochClock epochClock, final NanoClock nanoClock) {
        this.epochClock = epochClock;
        this.nanoClock = nanoClock;
    }

    long timeMs() {
        timeMs = epochClock.time();
        nowNs = nanoClock.nanoTime();
        return timeMs;
    }

    boolean wasSet() {
        final long passedMs = timeMs - timeBeforeMs;
        final long reallyPassedMs = TimeUnit.NANOSECONDS.toMillis(nowNs - beforeNs);
        return followed
                && (passedMs < -ReservationWindow.LENGTH_MS
                        || Math.abs(passedMs - reallyPassedMs) > ReservationWindow.LENGTH_MS);
    }

    /** The time that was followed last. */
    long timeBeforeMs() {
        return timeBeforeMs;
    }

    /** From now on it is asked what has passed since the time read last. */
    void follow() {
        followed = true;
        timeBeforeMs = timeMs;
        beforeNs = nowNs;
    }
}
