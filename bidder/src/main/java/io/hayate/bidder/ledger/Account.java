package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.notices.token.NoticeKind;
import java.time.ZoneId;
import java.util.TreeMap;
import org.agrona.collections.Int2IntCounterMap;

/**
 * What the ledger knows of one campaign, by its id: kept when the campaign is replaced, deleted or made again. Beside what
 * follows from the money log it has, on the ledger agent only, the budget and what lanes hold. Owned by the owner of its
 * ledger.
 */
final class Account implements AccountView {
    /** Loss reasons counted apart for one campaign; further ones are counted as {@link LedgerProxy#NO_REASON}. */
    static final int MAX_LOSS_REASONS = 64;

    private static final byte[] NO_TRAFFIC = {};

    final long campaignId;

    /** Against bills that come when their reservation is gone. */
    final LateReserve late = new LateReserve();

    /** What dead processes may have bid away, until their bids are over: see {@link Ledger#heldUntilMs}. */
    long heldNanos;

    /** Spent in total and all that may still be spent is below this, of which the log has a record. */
    long ceilingNanos;

    /** What the campaign's pacing keeps here. */
    byte[] traffic = NO_TRAFFIC;

    /** Only on the ledger agent. */
    final AccountLeases live = new AccountLeases();

    private final BudgetDay day;
    private int currency;
    private long advertiserId;
    private long dailyNanos = Budget.NO_LIMIT;
    private long totalNanos = Budget.NO_LIMIT;
    private long bidNanos;
    private long spentTotalNanos;
    private long valueNanos;
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
        this.day = new BudgetDay(nowMs);
    }

    /** On the ledger agent: takes over the budget, which the log does not have. */
    void follow(final Campaign campaign) {
        dailyNanos = campaign.budget().dailyNanos();
        totalNanos = campaign.budget().totalNanos();
        bidNanos = campaign.bidCpmMicros();
    }

    /** Whether the log knows what it should of this campaign. */
    boolean isOf(final Campaign campaign) {
        return currency == campaign.budget().currencyCode()
                && advertiserId == campaign.advertiserId()
                && day.timeZone().equals(campaign.flight().timeZone());
    }

    /** Takes over what a record says of the campaign; a day that has begun ends by the new time zone. */
    void onCampaign(final long newAdvertiserId, final int newCurrency, final ZoneId timeZone, final long nowMs) {
        if (currency != newCurrency) {
            // Only a campaign that was deleted and made again gets here. Sums of two currencies are a sum of nothing.
            currency = newCurrency;
            day.forget();
            spentTotalNanos = 0;
            valueNanos = 0;
            heldNanos = 0;
            ceilingNanos = 0;
            live.durableCeilingNanos = 0;
            late.forget();
        }
        advertiserId = newAdvertiserId;
        if (!day.timeZone().equals(timeZone)) {
            day.timeZone(timeZone, nowMs);
        }
    }

    /**
     * Holds all that was under the ceiling and is not spent. What is set aside for late bills is not taken off: it may have
     * grown since the last grant, and the more of it, the less would be held of what is in flight.
     */
    void hold() {
        heldNanos = Math.max(0, ceilingNanos - spentTotalNanos);
    }

    BudgetDay day() {
        return day;
    }

    /** All that may still be spent without being granted anew: lanes' grants, what is held, what is set aside. */
    long boundNanos() {
        return addCapped(addCapped(live.committedNanos(), heldNanos), late.reservedNanos());
    }

    /** What may still be granted; below 0 if the budget is overdrawn. */
    long freeNanos() {
        return Math.min(freeInBudgetNanos(), freeUnderCeilingNanos());
    }

    /** What may be granted once there is a ceiling for it. */
    long freeInBudgetNanos() {
        return Math.min(leftNanos(), LeaseGrants.MAX_AVAILABLE_NANOS) - boundNanos();
    }

    long freeUnderCeilingNanos() {
        return live.durableCeilingNanos - addCapped(spentTotalNanos, boundNanos());
    }

    /** Code of what all sums are in. */
    @Override
    public int currency() {
        return currency;
    }

    @Override
    public long dayEndMs() {
        return day.endMs();
    }

    /** One bid at the campaign's full price. */
    long bidNanos() {
        return Math.max(1, bidNanos);
    }

    /** What neither notices have booked of today's nor of the whole budget; below 0 if overspent. */
    @Override
    public long leftNanos() {
        final long dailyLeft = dailyNanos == Budget.NO_LIMIT ? Budget.NO_LIMIT : dailyNanos - day.spentNanos();
        final long totalLeft = totalNanos == Budget.NO_LIMIT ? Budget.NO_LIMIT : totalNanos - spentTotalNanos;
        return Math.min(dailyLeft, totalLeft);
    }

    void book(final long nanos) {
        day.book(nanos);
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

    void addValue(final long nanos) {
        valueNanos = addCapped(valueNanos, Math.max(0, nanos));
    }

    /** Of conversions. */
    long valueNanos() {
        return valueNanos;
    }

    @Override
    public long campaignId() {
        return campaignId;
    }

    @Override
    public ZoneId timeZone() {
        return day.timeZone();
    }

    @Override
    public long spentTodayNanos() {
        return day.spentNanos();
    }

    @Override
    public long spentTotalNanos() {
        return spentTotalNanos;
    }

    @Override
    public long bids() {
        return bids + live.untoldBids();
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
        return addCapped(addCapped(live.reservedNanos(), heldNanos), late.reservedNanos());
    }

    @Override
    public byte[] traffic() {
        return traffic;
    }

    AccountStatement statement() {
        return new AccountStatement(
                campaignId,
                CurrencyCode.text(currency),
                day.spentNanos(),
                spentTotalNanos,
                reservedNanos(),
                bids(),
                wins,
                billed,
                impressions,
                clicks,
                conversions,
                losses);
    }

    void writeTo(final StateWriter out, final long step) {
        out.number(campaignId)
                .small(currency)
                .number(advertiserId)
                .number(heldNanos)
                .number(ceilingNanos)
                .number(spentTotalNanos)
                .number(valueNanos)
                .number(bids)
                .number(wins)
                .number(billed)
                .number(impressions)
                .number(clicks)
                .number(conversions)
                .number(losses)
                .bytes(traffic);
        day.writeTo(out);
        late.writeTo(out, step);
        final TreeMap<Integer, Integer> sorted = new TreeMap<>();
        lossesByReason.forEach(sorted::put);
        out.small(sorted.size());
        sorted.forEach((reason, count) -> out.small(reason).small(count));
    }

    static Account readFrom(final StateReader in, final long step) {
        final Account account = new Account(in.number(), in.small(), 0);
        account.advertiserId = in.number();
        account.heldNanos = in.number();
        account.ceilingNanos = in.number();
        account.spentTotalNanos = in.number();
        account.valueNanos = in.number();
        account.bids = in.number();
        account.wins = in.number();
        account.billed = in.number();
        account.impressions = in.number();
        account.clicks = in.number();
        account.conversions = in.number();
        account.losses = in.number();
        account.traffic = in.bytes();
        account.day.readFrom(in);
        account.late.readFrom(in, step);
        for (int left = in.small(); left > 0; left--) {
            final int reason = in.small();
            account.lossesByReason.put(reason, in.small());
        }
        return account;
    }

    static long addCapped(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
