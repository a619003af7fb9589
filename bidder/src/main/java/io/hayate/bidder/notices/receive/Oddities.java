package io.hayate.bidder.notices.receive;

import io.hayate.bidder.telemetry.CounterBlock;

/**
 * What is odd about the notice at hand, kept until the notice is passed on: one that must come again is counted when it does.
 * Owned by the bid loop.
 */
final class Oddities {
    private static final NoticeOutcome[] OUTCOMES = NoticeOutcome.values();

    /** By ordinal. */
    private long noted;

    void reset() {
        noted = 0;
    }

    void note(final NoticeOutcome oddity) {
        noted |= 1L << oddity.ordinal();
    }

    Oddities copy() {
        final Oddities copy = new Oddities();
        copy.noted = noted;
        return copy;
    }

    void countIn(final CounterBlock<NoticeOutcome> outcomes) {
        for (long rest = noted; rest != 0; rest &= rest - 1) {
            outcomes.increment(OUTCOMES[Long.numberOfTrailingZeros(rest)]);
        }
    }
}
