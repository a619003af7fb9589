package io.hayate.bidder.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The accounts that something has happened to on the lanes: their grants must be looked at, and the log be told of bids and
 * of what has expired. Owned by the ledger agent.
 */
final class UntoldChanges implements Lease.BidSink {
    private final MoneyLog log;
    private final ExchangeNumbers exchanges;
    private final List<Account> dirty = new ArrayList<>();
    private final List<Account> withExpiry = new ArrayList<>();
    private final List<Account> withBids = new ArrayList<>();

    UntoldChanges(final MoneyLog log, final ExchangeNumbers exchanges) {
        this.log = log;
        this.exchanges = exchanges;
    }

    void markDirty(final Account account) {
        if (!account.live.dirty) {
            account.live.dirty = true;
            dirty.add(account);
        }
    }

    @Override
    public void onBids(final Account account, final int exchange, final int count) {
        account.live.addUntoldBids(exchange, count);
        if (!account.live.hasUntoldBids) {
            account.live.hasUntoldBids = true;
            withBids.add(account);
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
            if (!tellBids(account, nowMs)) {
                break;
            }
            account.live.hasUntoldBids = false;
            told++;
        }
        withBids.subList(0, told).clear();
        return told;
    }

    private boolean tellBids(final Account account, final long nowMs) {
        final long[] untold = account.live.untoldBidsByExchange;
        for (int exchange = 0; exchange < untold.length; exchange++) {
            if (untold[exchange] != 0) {
                if (!log.write(MoneyRecord.bids(
                        log.record(), nowMs, account.campaignId, exchanges.number(exchange), untold[exchange]))) {
                    return false;
                }
                untold[exchange] = 0;
            }
        }
        return true;
    }
}
