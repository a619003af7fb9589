package io.hayate.bidder.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The accounts that something has happened to on the lanes: their grants must be looked at, and the log be told of bids and
 * of what has expired. Owned by the ledger agent.
 */
final class UntoldChanges {
    private final MoneyLog log;
    private final List<Account> dirty = new ArrayList<>();
    private final List<Account> withExpiry = new ArrayList<>();
    private final List<Account> withBids = new ArrayList<>();

    UntoldChanges(final MoneyLog log) {
        this.log = log;
    }

    void markDirty(final Account account) {
        if (!account.live.dirty) {
            account.live.dirty = true;
            dirty.add(account);
        }
    }

    void onTouched(final Account account, final long newBids) {
        markDirty(account);
        if (newBids != 0) {
            account.live.untoldBids += newBids;
            if (!account.live.hasUntoldBids) {
                account.live.hasUntoldBids = true;
                withBids.add(account);
            }
        }
    }

    /** Until the log has it, it stays reserved. */
    void onExpired(final Account account, final long nanos) {
        markDirty(account);
        account.live.untoldExpiredNanos += nanos;
        if (!account.live.hasUntoldExpiry) {
            account.live.hasUntoldExpiry = true;
            withExpiry.add(account);
        }
    }

    /** Accounts whose grants must be looked at; to be emptied by who does. */
    List<Account> dirty() {
        return dirty;
    }

    int tellExpired(final long nowMs) {
        int told = 0;
        for (final Account account : withExpiry) {
            final AccountLeases live = account.live;
            if (!log.write(MoneyRecord.expired(
                    log.record(), nowMs, account.campaignId, live.untoldExpiredNanos, account.bidNanos()))) {
                break;
            }
            live.untoldExpiredNanos = 0;
            live.hasUntoldExpiry = false;
            markDirty(account);
            told++;
        }
        withExpiry.subList(0, told).clear();
        return told;
    }

    int tellBids(final long nowMs) {
        int told = 0;
        for (final Account account : withBids) {
            final AccountLeases live = account.live;
            if (live.untoldBids != 0
                    && !log.write(MoneyRecord.bids(
                            log.record(), nowMs, account.campaignId, MoneyRecord.ANY_EXCHANGE, live.untoldBids))) {
                break;
            }
            live.untoldBids = 0;
            live.hasUntoldBids = false;
            told++;
        }
        withBids.subList(0, told).clear();
        return told;
    }
}
