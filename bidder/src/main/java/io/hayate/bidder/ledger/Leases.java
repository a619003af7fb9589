package io.hayate.bidder.ledger;

import io.hayate.bidder.telemetry.CounterBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The leases of all campaign ordinals, and what their lanes have done since last looked at. Owned by the ledger agent.
 */
final class Leases {
    private final BudgetLane[] lanes;
    private final CounterBlock<LedgerCounter> counters;
    private final UntoldChanges untold;
    private final Int2ObjectHashMap<Lease> leaseByOrdinal = new Int2ObjectHashMap<>();

    /** Of campaigns that are in no index any more, until nothing is reserved on them. */
    private final List<Lease> retired = new ArrayList<>();

    private final long[][] touchesSeenByLane;
    private int pageCount;
    private long expiredWindow = Long.MIN_VALUE;

    /** @param untold told of what lanes have done */
    Leases(final List<BudgetLane> lanes, final CounterBlock<LedgerCounter> counters, final UntoldChanges untold) {
        this.lanes = lanes.toArray(new BudgetLane[0]);
        this.counters = counters;
        this.untold = untold;
        this.touchesSeenByLane = new long[lanes.size()][0];
    }

    int laneCount() {
        return lanes.length;
    }

    /** The lease of an ordinal, made if need be; null if the ordinal is too large for the lanes. */
    @Nullable
    Lease open(final int ordinal, final Account account) {
        for (final BudgetLane lane : lanes) {
            if (ordinal < 0 || ordinal >= lane.maxOrdinals()) {
                counters.increment(LedgerCounter.ORDINALS_ABOVE_LIMIT);
                return null;
            }
        }
        final Lease known = leaseByOrdinal.get(ordinal);
        if (known != null && known.account == account) {
            return known;
        }
        if (known != null) {
            counters.increment(LedgerCounter.ORDINALS_REUSED_EARLY);
            retired.remove(known);
            letGo(known);
        }
        final Lease lease = new Lease(ordinal, account, lanes);
        leaseByOrdinal.put(ordinal, lease);
        account.live.leases.add(lease);
        pageCount = Math.max(pageCount, (ordinal >>> LanePage.SHIFT) + 1);
        return lease;
    }

    /**
     * Retires the lease of an ordinal whose slot of a part is gone, unless the campaign has moved to another: nothing more can
     * be reserved on it.
     *
     * @param followedVersion of the last view that had the slot, or one before
     * @return whether it was retired
     */
    boolean retire(final int ordinal, final IndexedBudgets.Part part, final int slot, final long followedVersion) {
        final Lease lease = leaseByOrdinal.get(ordinal);
        if (lease != null && lease.part == part && lease.slot == slot) {
            lease.part = null;
            lease.lastVersion = followedVersion;
            lease.takeBackAll();
            retired.add(lease);
            return true;
        }
        return false;
    }

    /** The newest version of which all campaigns that it and older ones had, and later ones have not, are let go. */
    long releasedVersion(final long appliedVersion) {
        long released = appliedVersion;
        for (final Lease lease : retired) {
            released = Math.min(released, lease.lastVersion);
        }
        return released;
    }

    /** Settles a bid's reservation, if its window is still open; returns how much of it there was. */
    long settle(final NoticeRecord notice) {
        final Lease lease = leaseByOrdinal.get(notice.ordinal);
        if (lease == null || lease.account.campaignId != notice.campaignId) {
            return 0;
        }
        final long window = ReservationWindow.of(notice.bidTimeMs);
        final boolean known = notice.lane >= 0 && notice.lane < lanes.length;
        if (!known || window <= expiredWindow || window > expiredWindow + ReservationWindow.COUNT) {
            return 0;
        }
        return lease.settle(notice.lane, ReservationWindow.bucket(window), notice.reservedNanos);
    }

    /** Drops the reservations of windows that are over; returns how many windows were. */
    int expire(final long nowMs) {
        final long newest = ReservationWindow.newestExpired(nowMs);
        // A small step back of the clock changes nothing; at a large one all is let go of, see letGoOfAll.
        if (newest <= expiredWindow) {
            return 0;
        }
        if (expiredWindow != Long.MIN_VALUE) {
            final long first = Math.max(expiredWindow + 1, newest - ReservationWindow.COUNT + 1);
            for (long window = first; window <= newest; window++) {
                settleAll(ReservationWindow.bucket(window), true);
            }
        }
        expireUpTo(newest);
        return 1;
    }

    /** Takes back what is granted and not reserved, from all lanes. */
    void takeBackAll() {
        leaseByOrdinal.values().forEach(Lease::takeBackAll);
    }

    /** The clock was set: what is reserved, in windows named by another time, is let go of, for it is held elsewhere. */
    void letGoOfAll(final long nowMs) {
        for (int bucket = 0; bucket < ReservationWindow.COUNT; bucket++) {
            settleAll(bucket, false);
        }
        expireUpTo(ReservationWindow.newestExpired(nowMs));
    }

    private void expireUpTo(final long window) {
        expiredWindow = window;
        for (final BudgetLane lane : lanes) {
            lane.expireUpTo(window);
        }
        letGoOfSettled();
    }

    /** Looks where lanes have bid or were refused since the last call. */
    void collectTouched() {
        for (int lane = 0; lane < lanes.length; lane++) {
            final long[] seen = touchesSeen(lane);
            for (int page = 0; page < pageCount; page++) {
                final LanePage lanePage = lanes[lane].page(page << LanePage.SHIFT);
                if (lanePage != null) {
                    collectPage(lane, lanePage, page, seen);
                }
            }
        }
    }

    private void collectPage(final int lane, final LanePage lanePage, final int page, final long[] seen) {
        for (int touch = 0; touch < LanePage.TOUCHES; touch++) {
            final long touches = lanePage.touches(touch);
            final int s = page * LanePage.TOUCHES + touch;
            if (touches != seen[s]) {
                seen[s] = touches;
                collectGroup(lane, (page << LanePage.SHIFT) + (touch << LanePage.TOUCH_SHIFT));
            }
        }
    }

    /** Only what the lane has done: each lane has touches of its own, and lanes may be many. */
    private void collectGroup(final int lane, final int firstOrdinal) {
        for (int ordinal = firstOrdinal; ordinal < firstOrdinal + (1 << LanePage.TOUCH_SHIFT); ordinal++) {
            final Lease lease = leaseByOrdinal.get(ordinal);
            if (lease != null && lease.hasMoved(lane)) {
                lease.collectBids(lane, untold);
                untold.markDirty(lease.account);
            }
        }
    }

    private long[] touchesSeen(final int lane) {
        final int needed = pageCount * LanePage.TOUCHES;
        if (touchesSeenByLane[lane].length < needed) {
            touchesSeenByLane[lane] = Arrays.copyOf(touchesSeenByLane[lane], needed);
        }
        return touchesSeenByLane[lane];
    }

    private void settleAll(final int bucket, final boolean expired) {
        for (final Lease lease : leaseByOrdinal.values()) {
            for (int lane = 0; lane < lanes.length; lane++) {
                final long nanos = lease.settle(lane, bucket, Long.MAX_VALUE);
                if (nanos > 0 && expired) {
                    counters.increment(LedgerCounter.EXPIRED_RESERVATIONS);
                    untold.onExpired(lease.account, nanos);
                }
            }
        }
    }

    /** Lets go of retired leases on which nothing is reserved any more. */
    void letGoOfSettled() {
        retired.removeIf(lease -> {
            if (lease.part != null) {
                return true;
            }
            lease.takeBackAll();
            if (lease.committedNanos() > 0) {
                return false;
            }
            letGo(lease);
            return true;
        });
    }

    private void letGo(final Lease lease) {
        lease.collectBids(untold);
        untold.markDirty(lease.account);
        lease.takeBackAll();
        lease.account.live.leases.remove(lease);
        leaseByOrdinal.remove(lease.ordinal);
    }
}
