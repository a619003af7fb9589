package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps a durable ceiling above what each campaign has spent and may still spend: what a dead process may have bid away is
 * never more than its last ceiling says. A new ceiling makes room for half of what is free, so that a budget needs a few
 * dozen of them, and the end of it one. Owned by the ledger agent.
 */
final class LeaseCeilings {
    /** So many bids at full price on each lane are room enough. */
    private static final int LEAST_BIDS_PER_LANE = 4;

    private final MoneyLog log;
    private final UntoldChanges changes;
    private final CounterBlock<LedgerCounter> counters;
    private final int lanes;

    /** In the order of their positions. */
    private final ArrayDeque<Account> waiting = new ArrayDeque<>();

    /** Whose ceilings the log did not take: nothing else might happen to them that has them looked at again. */
    private final Set<Account> refused = new LinkedHashSet<>();

    LeaseCeilings(
            final MoneyLog log,
            final UntoldChanges changes,
            final CounterBlock<LedgerCounter> counters,
            final int laneCount) {
        this.log = log;
        this.changes = changes;
        this.counters = counters;
        this.lanes = laneCount;
    }

    /** The start is in the log: once it is durable, so are the ceilings before it. */
    void onStart(final Iterable<Account> accounts) {
        for (final Account account : accounts) {
            account.live.ceilingPosition = log.endPosition();
            waiting.addLast(account);
        }
        confirm();
    }

    /** Asks for a new ceiling if the room under the present one is little beside what is free. */
    void raise(final Account account, final long nowMs) {
        if (account.live.ceilingPosition != 0) {
            return;
        }
        final long freeNanos = Math.max(0, account.freeInBudgetNanos());
        final long usedNanos = Account.addCapped(account.spentTotalNanos(), account.boundNanos());
        final long roomNanos = account.ceilingNanos - usedNanos;
        final long leastNanos = Math.min(freeNanos, (long) LEAST_BIDS_PER_LANE * lanes * account.bidNanos());
        if (roomNanos >= Math.max(freeNanos / 4, leastNanos)) {
            return;
        }
        write(account, Account.addCapped(usedNanos, Math.max(freeNanos / 2, leastNanos)), nowMs);
    }

    /** At a clean end: nobody bids any more, so that no more than what is reserved need be held. */
    void lower(final Account account, final long nowMs) {
        final long usedNanos = Account.addCapped(
                account.spentTotalNanos(), Account.addCapped(account.live.committedNanos(), account.heldNanos));
        if (account.ceilingNanos > usedNanos) {
            write(account, usedNanos, nowMs);
        }
    }

    /** Returns how many ceilings have become durable. */
    int confirm() {
        if (!refused.isEmpty() && !log.isFailing()) {
            refused.forEach(changes::markDirty);
            refused.clear();
        }
        final long durablePosition = log.durablePosition();
        int confirmed = 0;
        Account account = waiting.peekFirst();
        while (account != null && account.live.ceilingPosition <= durablePosition) {
            waiting.removeFirst();
            onDurable(account);
            confirmed++;
            account = waiting.peekFirst();
        }
        return confirmed;
    }

    private void write(final Account account, final long ceilingNanos, final long nowMs) {
        // A full disk is not tried once for each campaign.
        if (log.isFailing() || !log.write(MoneyRecord.lease(log.record(), nowMs, account.campaignId, ceilingNanos))) {
            refused.add(account);
            return;
        }
        counters.increment(LedgerCounter.CEILINGS);
        if (log.durablePosition() >= log.endPosition()) {
            onDurable(account);
        } else {
            account.live.ceilingPosition = log.endPosition();
            waiting.addLast(account);
        }
    }

    private void onDurable(final Account account) {
        account.live.ceilingPosition = 0;
        account.live.durableCeilingNanos = account.ceilingNanos;
        changes.markDirty(account);
    }
}
