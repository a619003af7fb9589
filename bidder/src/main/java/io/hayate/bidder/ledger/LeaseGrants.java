package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.CounterBlock;

/**
 * Shares what is left of a budget among the lanes.
 *
 * <p>Half of what is left is spread evenly, so that every lane can bid at once and the rest is there for the lanes that
 * do; what a lane uses is replaced in the next cycle. When little is left, a share is one bid's price, and a lane that
 * was refused takes from those that were not: budget that idle lanes hold is never lost to busy ones.
 *
 * <p>Guarantees: booked + granted and not settled + held + set aside for late bills is at most the budget, daily and total,
 * and at most the durable ceiling, whenever something is granted, because only what is free by the agent's own sums is.
 * Owned by the ledger agent.
 */
final class LeaseGrants {
    /** The most that is shared out of a budget at once, 1e-9 of its currency; budgets without limit need a bound. */
    static final long MAX_AVAILABLE_NANOS = 1_000_000_000_000_000L;

    private final CounterBlock<LedgerCounter> counters;
    private final long[] wantedNanos;
    private int firstLane;

    LeaseGrants(final CounterBlock<LedgerCounter> counters, final int laneCount) {
        this.counters = counters;
        this.wantedNanos = new long[laneCount];
    }

    /** Brings one campaign's grants in line with its account; returns whether one bid at full price could be paid. */
    boolean share(final Account account, final Lease lease) {
        final int lanes = lease.laneCount();
        long availableNanos = account.freeNanos();
        for (int lane = 0; lane < lanes; lane++) {
            availableNanos += lease.unusedNanos(lane);
            wantedNanos[lane] = lease.newlyWantedNanos(lane);
        }
        forgetWhatCannotBePaid(availableNanos);
        if (availableNanos <= 0) {
            countMoved(lease.takeBackAll());
            return false;
        }
        final long shareNanos = Math.max(availableNanos / (2L * lanes), account.bidNanos());
        firstLane = (firstLane + 1) % lanes;
        takeBackSurplus(lease, shareNanos);
        topUp(account, lease, shareNanos);
        serveRefused(account, lease);
        return availableNanos >= account.bidNanos();
    }

    /** All that the other lanes hold would not suffice; to take it would starve their bids for nothing. */
    private void forgetWhatCannotBePaid(final long availableNanos) {
        for (int lane = 0; lane < wantedNanos.length; lane++) {
            if (wantedNanos[lane] > availableNanos) {
                wantedNanos[lane] = 0;
            }
        }
    }

    private void takeBackSurplus(final Lease lease, final long shareNanos) {
        for (int lane = 0; lane < lease.laneCount(); lane++) {
            final long keepNanos = Math.max(shareNanos, wantedNanos[lane]);
            if (lease.unusedNanos(lane) / 2 > keepNanos) {
                countMoved(lease.takeBack(lane, keepNanos) > 0);
            }
        }
    }

    private void topUp(final Account account, final Lease lease, final long shareNanos) {
        long freeNanos = account.freeNanos();
        for (int n = 0; n < lease.laneCount() && freeNanos > 0; n++) {
            final int lane = (firstLane + n) % lease.laneCount();
            final long missingNanos = shareNanos - lease.unusedNanos(lane);
            if (missingNanos > shareNanos / 2) {
                final long grantedNanos = Math.min(missingNanos, freeNanos);
                lease.grant(lane, grantedNanos);
                freeNanos -= grantedNanos;
            }
        }
    }

    private void serveRefused(final Account account, final Lease lease) {
        for (int n = 0; n < lease.laneCount(); n++) {
            final int lane = (firstLane + n) % lease.laneCount();
            final long missingNanos = wantedNanos[lane] - lease.unusedNanos(lane);
            if (wantedNanos[lane] > 0 && missingNanos > 0) {
                collectFor(lane, missingNanos, account, lease);
                if (account.freeNanos() >= missingNanos) {
                    lease.grant(lane, missingNanos);
                }
            }
        }
    }

    /** Takes back from other lanes until what is missing is free; from those that were refused themselves only last. */
    private void collectFor(final int receiver, final long missingNanos, final Account account, final Lease lease) {
        for (int pass = 0; pass < 2; pass++) {
            for (int lane = 0; lane < lease.laneCount() && account.freeNanos() < missingNanos; lane++) {
                final boolean refused = wantedNanos[lane] > 0;
                if (lane != receiver && refused == (pass == 1)) {
                    final long stillMissingNanos = missingNanos - account.freeNanos();
                    countMoved(lease.takeBack(lane, Math.max(0, lease.unusedNanos(lane) - stillMissingNanos)) > 0);
                }
            }
        }
    }

    private void countMoved(final boolean moved) {
        if (moved) {
            counters.increment(LedgerCounter.LEASES_MOVED);
        }
    }
}
