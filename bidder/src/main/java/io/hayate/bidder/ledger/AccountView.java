package io.hayate.bidder.ledger;

import java.time.ZoneId;

/** What parts of the ledger agent may know of one campaign's account, as it is at this moment; only on the ledger agent. */
public interface AccountView {
    long campaignId();

    /** Code of what all sums are in. */
    int currency();

    ZoneId timeZone();

    /** When the account's day ends, epoch milliseconds. */
    long dayEndMs();

    /** What neither notices have booked of today's nor of the whole budget; below 0 if overspent. */
    long leftNanos();

    /** What bids without a notice yet may still cost. */
    long reservedNanos();

    long spentTodayNanos();

    long spentTotalNanos();

    long bids();

    long wins();

    long billed();

    long impressions();

    long clicks();

    long conversions();

    /** What the campaign's pacing had kept last, see {@link LedgerAgent#keepTraffic}; not to be changed. */
    default byte[] traffic() {
        return new byte[0];
    }
}
