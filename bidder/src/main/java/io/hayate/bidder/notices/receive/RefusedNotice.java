package io.hayate.bidder.notices.receive;

import io.hayate.bidder.bid.accept.NoticeRoute;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.telemetry.CounterBlock;

/**
 * A notice, verified and priced, that the ledger's ring had no room for: what it turned out to be is counted when its fate
 * is known, so once. Owned by the bid loop.
 */
final class RefusedNotice implements NoticeRoute.WaitingNotice {
    private final LedgerProxy ledger;
    private final CounterBlock<NoticeOutcome> outcomes;
    private final NoticeOutcome passedOn;
    private final Oddities oddities;
    private final byte[] record;

    /** Of the ledger's notice as it is now. */
    RefusedNotice(
            final LedgerProxy ledger,
            final CounterBlock<NoticeOutcome> outcomes,
            final NoticeOutcome passedOn,
            final Oddities oddities) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.passedOn = passedOn;
        this.oddities = oddities;
        this.record = ledger.copy();
    }

    @Override
    public long offer() {
        final long number = ledger.offer(record);
        if (number == LedgerProxy.FULL) {
            return NoticeRoute.ROOM;
        }
        outcomes.increment(passedOn);
        oddities.countIn(outcomes);
        return number;
    }

    @Override
    public void giveUp() {
        outcomes.increment(NoticeOutcome.LEDGER_FULL);
    }
}
