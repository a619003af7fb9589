package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.notices.token.NoticeKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2IntCounterMap;

/**
 * What the ledger knows of one campaign, by its id: kept when the campaign is replaced, deleted or made again. Owned by
 * the ledger agent.
 */
final class Account implements AccountView {
    /** Loss reasons counted apart for one campaign; further ones are counted as {@link LedgerProxy#NO_REASON}. */
    static final int MAX_LOSS_REASONS = 64;

    final long campaignId;

    /** The ordinals that the campaign has, or had and still has reservations on. */
    final List<Lease> leases = new ArrayList<>(1);

    /** Whether the account waits for its grants to be looked at. */
    boolean dirty;

    private int currency;
    private ZoneId timeZone = ZoneOffset.UTC;
    private long dailyNanos = Budget.NO_LIMIT;
    private long totalNanos = Budget.NO_LIMIT;
    private long bidNanos;
    private long dayEndMs;
    private long spentTodayNanos;
    private long spentTotalNanos;
    private long bids;
    private long wins;
    private long billed;
    private long impressions;
    private long clicks;
    private long conversions;
    private long losses;
    private final Int2IntCounterMap lossesByReason = new Int2IntCounterMap(0);

    Account(final long campaignId, final int currency, final long nowMs) {
        this.campaignId = campaignId;
        this.currency = currency;
        this.dayEndMs = nextMidnightMs(nowMs, timeZone);
    }

    /** Takes over what may have changed of the campaign; a day that has begun ends by the new time zone. */
    void follow(final Campaign campaign, final long nowMs) {
        if (currency != campaign.budget().currencyCode()) {
            // Only a campaign that was deleted and made again gets here. Sums of two currencies are a sum of nothing.
            currency = campaign.budget().currencyCode();
            spentTodayNanos = 0;
            spentTotalNanos = 0;
        }
        dailyNanos = campaign.budget().dailyNanos();
        totalNanos = campaign.budget().totalNanos();
        bidNanos = campaign.bidCpmMicros();
        if (!timeZone.equals(campaign.flight().timeZone())) {
            timeZone = campaign.flight().timeZone();
            dayEndMs = nextMidnightMs(nowMs, timeZone);
        }
    }

    /** Returns whether a new day has begun. */
    boolean rollDay(final long nowMs) {
        if (nowMs < dayEndMs) {
            return false;
        }
        dayEndMs = nextMidnightMs(nowMs, timeZone);
        spentTodayNanos = 0;
        return true;
    }

    /** Code of what all sums are in. */
    @Override
    public int currency() {
        return currency;
    }

    @Override
    public long dayEndMs() {
        return dayEndMs;
    }

    /** One bid at the campaign's full price. */
    long bidNanos() {
        return Math.max(1, bidNanos);
    }

    /** What neither notices have booked of today's nor of the whole budget; below 0 if overspent. */
    @Override
    public long leftNanos() {
        final long dailyLeft = dailyNanos == Budget.NO_LIMIT ? Budget.NO_LIMIT : dailyNanos - spentTodayNanos;
        final long totalLeft = totalNanos == Budget.NO_LIMIT ? Budget.NO_LIMIT : totalNanos - spentTotalNanos;
        return Math.min(dailyLeft, totalLeft);
    }

    void book(final long nanos) {
        spentTodayNanos = addCapped(spentTodayNanos, nanos);
        spentTotalNanos = addCapped(spentTotalNanos, nanos);
        billed++;
    }

    void onBids(final long count) {
        bids += count;
    }

    void count(final NoticeKind kind, final int lossReason) {
        switch (kind) {
            case WIN -> wins++;
            case IMPRESSION -> impressions++;
            case CLICK -> clicks++;
            case CONVERSION -> conversions++;
            case LOSS -> onLoss(lossReason);
            case BILL -> {
                // Counted where it is booked.
            }
        }
    }

    private void onLoss(final int reason) {
        losses++;
        final boolean known = lossesByReason.containsKey(reason) || lossesByReason.size() < MAX_LOSS_REASONS;
        lossesByReason.incrementAndGet(known ? reason : NoticeRecord.NO_REASON);
    }

    int losses(final int reason) {
        return lossesByReason.get(reason);
    }

    /** What the grants that are not settled may still cost: reservations and unused leases. */
    long committedNanos() {
        long committed = 0;
        for (final Lease lease : leases) {
            committed += lease.committedNanos();
        }
        return committed;
    }

    @Override
    public long campaignId() {
        return campaignId;
    }

    @Override
    public ZoneId timeZone() {
        return timeZone;
    }

    @Override
    public long spentTodayNanos() {
        return spentTodayNanos;
    }

    @Override
    public long spentTotalNanos() {
        return spentTotalNanos;
    }

    @Override
    public long bids() {
        return bids;
    }

    @Override
    public long wins() {
        return wins;
    }

    @Override
    public long billed() {
        return billed;
    }

    @Override
    public long impressions() {
        return impressions;
    }

    @Override
    public long clicks() {
        return clicks;
    }

    @Override
    public long conversions() {
        return conversions;
    }

    @Override
    public long reservedNanos() {
        long reserved = 0;
        for (final Lease lease : leases) {
            reserved += lease.reservedNanos();
        }
        return reserved;
    }

    AccountStatement statement() {
        return new AccountStatement(
                campaignId,
                CurrencyCode.text(currency),
                spentTodayNanos,
                spentTotalNanos,
                reservedNanos(),
                bids,
                wins,
                billed,
                impressions,
                clicks,
                conversions,
                losses);
    }

    private static long nextMidnightMs(final long nowMs, final ZoneId timeZone) {
        return Instant.ofEpochMilli(nowMs)
                .atZone(timeZone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(timeZone)
                .toInstant()
                .toEpochMilli();
    }

    private static long addCapped(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
