package io.hayate.bidder.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the ledger agent alone knows of one account: what lanes hold of it, and what it has still to tell the log. Owned by the ledger agent. */
final class AccountLeases {
    /** The ordinals that the campaign has, or had and still has reservations on. */
    final List<Lease> leases = new ArrayList<>(1);

    /** Whether the account waits for its grants to be looked at. */
    boolean dirty;

    /** The ceiling that grants may go by. */
    long durableCeilingNanos;

    /** Where the log must be durable before the last ceiling may be used; 0: it is. */
    long ceilingPosition;

    /** Reservations that have expired, which the log has not been told yet. */
    long untoldExpiredNanos;

    /** Bids that the log has not been told of yet, by ordinal of the exchange's profile. */
    long[] untoldBidsByExchange = {};

    boolean hasUntoldExpiry;
    boolean hasUntoldBids;

    void addUntoldBids(final int exchange, final long count) {
        if (exchange >= untoldBidsByExchange.length) {
            untoldBidsByExchange = Arrays.copyOf(untoldBidsByExchange, exchange + 1);
        }
        untoldBidsByExchange[exchange] += count;
    }

    long untoldBids() {
        long bids = 0;
        for (final long each : untoldBidsByExchange) {
            bids += each;
        }
        return bids;
    }

    /** What the grants that are not settled may still cost: reservations and unused leases. */
    long committedNanos() {
        long committed = untoldExpiredNanos;
        for (final Lease lease : leases) {
            committed += lease.committedNanos();
        }
        return committed;
    }

    long reservedNanos() {
        long reserved = untoldExpiredNanos;
        for (final Lease lease : leases) {
            reserved += lease.reservedNanos();
        }
        return reserved;
    }
}
