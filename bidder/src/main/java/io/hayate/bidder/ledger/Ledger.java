package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of all campaigns: books notices, each once, and rolls the days on. Owned by the ledger agent. */
final class Ledger {
    private final int epoch;
    private final SeenBids seenBids;
    private final CounterBlock<LedgerCounter> counters;
    private final Leases leases;
    private final List<Account> dirty;
    private final Long2ObjectHashMap<Account> accountByCampaignId = new Long2ObjectHashMap<>();
    private long nextDayEndMs = Long.MAX_VALUE;

    /**
     * @param epoch of this process; only its own bids have reservations here
     * @param dirty gets the accounts whose grants must be looked at
     */
    Ledger(
            final int epoch,
            final SeenBids seenBids,
            final CounterBlock<LedgerCounter> counters,
            final Leases leases,
            final List<Account> dirty) {
        this.epoch = epoch;
        this.seenBids = seenBids;
        this.counters = counters;
        this.leases = leases;
        this.dirty = dirty;
    }

    /** Returns the account that the notice was counted in; null if it had come before. */
    @Nullable
    Account onNotice(final NoticeRecord notice, final long nowMs) {
        final boolean releasedBefore = isReleased(notice);
        if (!seenBids.add(notice)) {
            counters.increment(LedgerCounter.DUPLICATES);
            return null;
        }
        counters.increment(LedgerCounter.NOTICES);
        final Account account = accountOf(notice, nowMs);
        account.count(notice.kind, notice.lossReason);
        final boolean releases = notice.books() || notice.kind == NoticeKind.LOSS;
        // Booked before it is released: at no moment is the money in neither sum.
        if (notice.books()) {
            final boolean sameCurrency = account.currency() == notice.currency;
            account.book(sameCurrency ? notice.costNanos : 0);
            counters.increment(sameCurrency ? LedgerCounter.BOOKED : LedgerCounter.OTHER_CURRENCY);
        }
        final long releasedNanos = releases && !releasedBefore && notice.epoch == epoch ? leases.settle(notice) : 0;
        if (notice.books() && releasedNanos < notice.costNanos) {
            counters.increment(LedgerCounter.BOOKED_WITHOUT_RESERVATION);
        }
        if (releases) {
            markDirty(account);
        }
        return account;
    }

    /** Of a notice that came for the first time: whether it, and none before, tells that the bid was shown. */
    boolean isFirstSignOfImpression(final NoticeRecord notice) {
        final NoticeKind billedOn = notice.billedOn;
        if (notice.kind == NoticeKind.IMPRESSION) {
            return billedOn == null || billedOn == NoticeKind.IMPRESSION || !seenBids.contains(notice, billedOn);
        }
        return notice.books() && !seenBids.contains(notice, NoticeKind.IMPRESSION);
    }

    /** Takes over a campaign's budget and currency. */
    Account follow(final Campaign campaign, final long nowMs) {
        Account account = accountByCampaignId.get(campaign.id());
        if (account == null) {
            account = open(campaign.id(), campaign.budget().currencyCode(), nowMs);
        }
        account.follow(campaign, nowMs);
        nextDayEndMs = Math.min(nextDayEndMs, account.dayEndMs());
        return account;
    }

    /** Begins the days that have begun, each in its campaign's time zone; returns how many. */
    int rollDays(final long nowMs) {
        if (nowMs < nextDayEndMs) {
            return 0;
        }
        int rolled = 0;
        nextDayEndMs = Long.MAX_VALUE;
        for (final Account account : accountByCampaignId.values()) {
            if (account.rollDay(nowMs)) {
                rolled++;
                markDirty(account);
            }
            nextDayEndMs = Math.min(nextDayEndMs, account.dayEndMs());
        }
        return rolled;
    }

    void markDirty(final Account account) {
        if (!account.dirty) {
            account.dirty = true;
            dirty.add(account);
        }
    }

    @Nullable
    Account account(final long campaignId) {
        return accountByCampaignId.get(campaignId);
    }

    /** A bid's reservation is released once: by the notice that books it, or by its loss, whichever comes first. */
    private boolean isReleased(final NoticeRecord notice) {
        final NoticeKind billedOn = notice.billedOn;
        return seenBids.contains(notice, NoticeKind.LOSS) || (billedOn != null && seenBids.contains(notice, billedOn));
    }

    private Account accountOf(final NoticeRecord notice, final long nowMs) {
        final Account known = accountByCampaignId.get(notice.campaignId);
        if (known != null) {
            return known;
        }
        counters.increment(LedgerCounter.UNKNOWN_CAMPAIGNS);
        return open(notice.campaignId, notice.currency, nowMs);
    }

    private Account open(final long campaignId, final int currency, final long nowMs) {
        final Account account = new Account(campaignId, currency, nowMs);
        accountByCampaignId.put(campaignId, account);
        nextDayEndMs = Math.min(nextDayEndMs, account.dayEndMs());
        return account;
    }
}
