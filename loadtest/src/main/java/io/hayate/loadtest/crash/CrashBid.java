package io.hayate.loadtest.crash;

import java.util.EnumSet;
import java.util.Set;

/** One bid that was won or lost, and what became of its notices. Guarded by itself: connections take over from each other. */
final class CrashBid {
    /** What a notice says, in the bidder's words. */
    enum Kind {
        WIN("win"),
        BILL("bill"),
        LOSS("loss");

        final String label;

        Kind(final String label) {
            this.label = label;
        }
    }

    final String id;
    final long campaign;
    /** What its notices tell. */
    final long clearingCpmMicros;

    private final Set<Kind> sent = EnumSet.noneOf(Kind.class);
    private final Set<Kind> answered = EnumSet.noneOf(Kind.class);

    CrashBid(final String id, final long campaign, final long clearingCpmMicros) {
        this.id = id;
        this.campaign = campaign;
        this.clearingCpmMicros = clearingCpmMicros;
    }

    /** Before the first byte of it is written. */
    synchronized void onSent(final Kind kind) {
        sent.add(kind);
    }

    synchronized void onAnswered(final Kind kind) {
        answered.add(kind);
    }

    synchronized boolean isSent(final Kind kind) {
        return sent.contains(kind);
    }

    synchronized boolean isAnswered(final Kind kind) {
        return answered.contains(kind);
    }
}
