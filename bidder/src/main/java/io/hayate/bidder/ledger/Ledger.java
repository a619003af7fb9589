package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all campaigns, as the money log has made them: {@link #apply} is the one thing that changes what a
 * checkpoint holds, and all it knows of the time is what records say. So whoever applies the same records, at work, at a
 * start or beside it, has the same ledger to the nano.
 *
 * <p>Owned by the thread that applies; the ledger agent's is owned by the ledger agent.
 */
final class Ledger {
    /** Notices of several loops, and of several turns of the agent, come in no strict order of time. */
    static final long CLOCK_SLACK_MS = TimeUnit.MINUTES.toMillis(1);

    /** In place of a campaign's id, in a record of traffic. */
    static final long ALL_CAMPAIGNS = 0;

    private static final int STEPS_OF_EXPIRY = 24;

    final SeenBids seenBids;
    final SeenOrders seenOrders;
    final List<String> exchanges = new ArrayList<>();
    final Int2ObjectHashMap<LateDelays> delaysByCurrency = new Int2ObjectHashMap<>();
    final List<LedgerTable> tables;
    final Long2ObjectHashMap<Account> accountByCampaignId = new Long2ObjectHashMap<>();

    /** What became of the notice applied last; its account is null if it had come before. */
    @Nullable
    Account noticeAccount;

    boolean noticeBooked;
    /** Whether it, and none before, tells that the bid was shown. */
    boolean noticeShows;
    /** Whether the bid's reservation is to be let go of by this notice. */
    boolean noticeReleases;
    /** How much of it was held for an earlier process. */
    long noticeHeldNanos;

    /** What pacing keeps of the traffic of all campaigns, which is in no account. */
    byte[] trafficOfAll = {};

    int epoch;
    long clockMs;
    /** When the last process started, and the bids it may have been heir to were made after. */
    long startMs;

    long heldSinceMs;
    /** Until then, what dead processes have reserved is held. */
    long heldUntilMs;
    /** Steps of {@link LateDelays} that have passed. */
    long step;

    long stepEndMs;

    private final long stepMs;
    private final NoticeRecord notice = new NoticeRecord();
    private final double[] shares = new double[LateDelays.AGES];
    private CounterBlock<LedgerCounter> counters = new CounterBlock<>(LedgerCounter.class);
    private long nextDueMs = Long.MAX_VALUE;

    /**
     * @param noticeExpiryMs how long notices are accepted, as the verifiers have it
     * @param tables of this ledger only
     */
    Ledger(final long noticeExpiryMs, final int maxOrders, final List<LedgerTable> tables) {
        this.seenBids = new SeenBids(noticeExpiryMs);
        this.seenOrders = new SeenOrders(maxOrders);
        this.tables = List.copyOf(tables);
        this.stepMs = Math.max(1, (noticeExpiryMs + STEPS_OF_EXPIRY - 1) / STEPS_OF_EXPIRY);
    }

    /** From now on counts there; what is replayed at a start is counted nowhere. */
    void countInto(final CounterBlock<LedgerCounter> block) {
        counters = block;
    }

    /** Applies one record of {@link MoneyRecord}; false if its kind is not known. */
    boolean apply(final DirectBuffer record, final int offset) {
        final byte kind = record.getByte(offset);
        if (kind == MoneyRecord.NOTICE) {
            notice.decode(record, offset + MoneyRecord.NOTICE_OFFSET);
            onNotice();
            return true;
        }
        if (kind == MoneyRecord.EXCHANGE) {
            exchanges.add(MoneyRecord.text(record, offset, MoneyRecord.EXCHANGE_NAME_OFFSET));
            return true;
        }
        final long timeMs = record.getLong(offset + MoneyRecord.TIME_OFFSET);
        if (kind == MoneyRecord.START || kind == MoneyRecord.TIME) {
            setClock(timeMs);
            if (kind == MoneyRecord.START) {
                onStart(record, offset);
            }
            return true;
        }
        moveTo(timeMs);
        final long campaignId = record.getLong(offset + MoneyRecord.CAMPAIGN_ID_OFFSET);
        switch (kind) {
            case MoneyRecord.LEASE -> {
                final Account account = accountByCampaignId.get(campaignId);
                if (account != null) {
                    account.ceilingNanos = record.getLong(offset + MoneyRecord.CEILING_OFFSET);
                }
            }
            case MoneyRecord.ACCOUNT -> onAccount(campaignId, record, offset);
            case MoneyRecord.BIDS -> onBids(campaignId, timeMs, record, offset);
            case MoneyRecord.TRAFFIC -> onTraffic(campaignId, record, offset);
            case MoneyRecord.EXPIRED -> onExpired(campaignId, record, offset);
            case MoneyRecord.LATE -> onLate(campaignId, record, offset);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onNotice() {
        moveTo(notice.noticeTimeMs);
        noticeAccount = null;
        noticeBooked = false;
        noticeShows = false;
        noticeHeldNanos = 0;
        noticeReleases = (notice.books() || notice.kind == NoticeKind.LOSS) && !isReleased();
        if (!isNew()) {
            return;
        }
        counters.increment(LedgerCounter.NOTICES);
        final Account account = accountOf(notice);
        noticeAccount = account;
        noticeShows = isFirstSignOfImpression();
        final boolean sameCurrency = account.currency() == notice.currency;
        account.count(notice.kind, notice.lossReason);
        if (notice.kind == NoticeKind.CONVERSION && sameCurrency) {
            account.addValue(notice.valueNanos);
        }
        // Booked before it is released: at no moment is the money in neither sum.
        if (notice.books()) {
            account.book(sameCurrency ? notice.costNanos : 0);
            noticeBooked = sameCurrency;
            counters.increment(sameCurrency ? LedgerCounter.BOOKED : LedgerCounter.OTHER_CURRENCY);
        }
        if (noticeReleases && sameCurrency && account.heldNanos > 0 && isHeld()) {
            noticeHeldNanos = Math.min(account.heldNanos, notice.reservedNanos);
            account.heldNanos -= noticeHeldNanos;
        }
        for (final LedgerTable table : tables) {
            table.onNotice(notice, noticeBooked);
        }
    }

    /** By the notice of the impression or the one that bills, whichever comes first. */
    private boolean isFirstSignOfImpression() {
        final NoticeKind billedOn = notice.billedOn;
        if (notice.kind == NoticeKind.IMPRESSION) {
            return billedOn == null || billedOn == NoticeKind.IMPRESSION || !seenBids.contains(notice, billedOn);
        }
        return notice.books() && !seenBids.contains(notice, NoticeKind.IMPRESSION);
    }

    /** Whether such a notice has come before: then it would change nothing. */
    boolean hasSeen(final NoticeRecord of) {
        return (of.kind == NoticeKind.CONVERSION && of.orderHash != 0)
                ? seenOrders.contains(of.orderHash)
                : seenBids.contains(of, of.kind);
    }

    private boolean isNew() {
        if (notice.kind == NoticeKind.CONVERSION && notice.orderHash != 0) {
            if (seenOrders.add(notice.orderHash, notice.noticeTimeMs, counters)) {
                return true;
            }
            counters.increment(LedgerCounter.DUPLICATE_ORDERS);
            return false;
        }
        if (seenBids.add(notice)) {
            return true;
        }
        counters.increment(LedgerCounter.DUPLICATES);
        return false;
    }

    /** A bid's reservation is released once: by the notice that books it, or by its loss, whichever comes first. */
    private boolean isReleased() {
        final NoticeKind billedOn = notice.billedOn;
        return seenBids.contains(notice, NoticeKind.LOSS) || (billedOn != null && seenBids.contains(notice, billedOn));
    }

    /** Whether what the bid has reserved is in what is held: made before, and not expired by then. */
    private boolean isHeld() {
        return (notice.epoch != epoch || notice.bidTimeMs < startMs)
                && ReservationWindow.of(notice.bidTimeMs) > ReservationWindow.newestExpired(heldSinceMs);
    }

    private void onStart(final DirectBuffer record, final int offset) {
        epoch = record.getInt(offset + MoneyRecord.EPOCH_OFFSET);
        heldSinceMs = record.getLong(offset + MoneyRecord.HELD_SINCE_OFFSET);
        startMs = clockMs;
        // A clock that was set back a little comes to windows a second time: what is held outlives both.
        final boolean twice = heldSinceMs - clockMs <= ReservationWindow.COUNT * ReservationWindow.LENGTH_MS;
        heldUntilMs = (twice ? Math.max(clockMs, heldSinceMs) : clockMs) + ReservationWindow.LIFE_MS;
        accountByCampaignId.values().forEach(Account::hold);
        findNextDue();
    }

    private void onAccount(final long campaignId, final DirectBuffer record, final int offset) {
        final int currency = record.getInt(offset + MoneyRecord.CURRENCY_OFFSET);
        Account account = accountByCampaignId.get(campaignId);
        if (account == null) {
            account = open(campaignId, currency);
        }
        account.onCampaign(
                record.getLong(offset + MoneyRecord.ADVERTISER_ID_OFFSET),
                currency,
                ZoneId.of(MoneyRecord.text(record, offset, MoneyRecord.TIME_ZONE_OFFSET)),
                clockMs);
        nextDueMs = Math.min(nextDueMs, account.dayEndMs());
        final long advertiserId = record.getLong(offset + MoneyRecord.ADVERTISER_ID_OFFSET);
        for (final LedgerTable table : tables) {
            table.onAccount(campaignId, advertiserId, currency);
        }
    }

    private void onBids(final long campaignId, final long timeMs, final DirectBuffer record, final int offset) {
        final long count = record.getLong(offset + MoneyRecord.BIDS_COUNT_OFFSET);
        final Account account = accountByCampaignId.get(campaignId);
        if (account != null) {
            account.onBids(count);
        }
        final int exchange = record.getInt(offset + MoneyRecord.BIDS_EXCHANGE_OFFSET);
        for (final LedgerTable table : tables) {
            table.onBids(timeMs, campaignId, exchange, count);
        }
    }

    private void onTraffic(final long campaignId, final DirectBuffer record, final int offset) {
        final byte[] bytes = new byte[record.getInt(offset + MoneyRecord.TRAFFIC_LENGTH_OFFSET)];
        record.getBytes(offset + MoneyRecord.TRAFFIC_OFFSET, bytes);
        final Account account = accountByCampaignId.get(campaignId);
        if (campaignId == ALL_CAMPAIGNS) {
            trafficOfAll = bytes;
        } else if (account != null) {
            account.traffic = bytes;
        }
    }

    private void onExpired(final long campaignId, final DirectBuffer record, final int offset) {
        final Account account = accountByCampaignId.get(campaignId);
        if (account != null) {
            final LateDelays delays = delays(account.currency());
            account.late.onExpired(
                    step,
                    record.getLong(offset + MoneyRecord.EXPIRED_NANOS_OFFSET),
                    record.getLong(offset + MoneyRecord.EXPIRED_BID_OFFSET),
                    delays);
            delays.shares(shares);
            account.late.estimate(step, shares);
        }
    }

    private void onLate(final long campaignId, final DirectBuffer record, final int offset) {
        final Account account = accountByCampaignId.get(campaignId);
        if (account != null) {
            final long expiredMs =
                    ReservationWindow.expiryMs(record.getLong(offset + MoneyRecord.LATE_BID_TIME_OFFSET));
            final long beforeStepMs = stepEndMs - stepMs - expiredMs;
            final long nanos = record.getLong(offset + MoneyRecord.LATE_NANOS_OFFSET);
            final long fromReserveNanos = account.late.onLate(
                    step, beforeStepMs <= 0 ? 0 : 1 + (beforeStepMs - 1) / stepMs, nanos, delays(account.currency()));
            counters.increment(LedgerCounter.LATE_BILLS);
            if (fromReserveNanos < nanos) {
                counters.increment(LedgerCounter.LATE_BILLS_BEYOND_RESERVE);
            }
        }
    }

    private LateDelays delays(final int currency) {
        return delaysByCurrency.computeIfAbsent(currency, code -> new LateDelays());
    }

    private Account accountOf(final NoticeRecord of) {
        final Account known = accountByCampaignId.get(of.campaignId);
        if (known != null) {
            return known;
        }
        counters.increment(LedgerCounter.UNKNOWN_CAMPAIGNS);
        return open(of.campaignId, of.currency);
    }

    private Account open(final long campaignId, final int currency) {
        final Account account = new Account(campaignId, currency, clockMs);
        accountByCampaignId.put(campaignId, account);
        nextDueMs = Math.min(nextDueMs, account.dayEndMs());
        return account;
    }

    /** When a record should tell the time, because something begins or ends by then. */
    long nextDueMs() {
        return nextDueMs;
    }

    /** The clock as the process reads it, which may have been set back. */
    private void setClock(final long timeMs) {
        if (timeMs >= clockMs - CLOCK_SLACK_MS) {
            moveTo(timeMs);
            return;
        }
        counters.increment(LedgerCounter.CLOCK_SET_BACK);
        clockMs = timeMs;
        stepEndMs = timeMs + stepMs;
        heldUntilMs = Math.min(heldUntilMs, timeMs + 2 * ReservationWindow.LIFE_MS);
        accountByCampaignId.values().forEach(account -> account.day().moveTo(timeMs));
        findNextDue();
    }

    private void moveTo(final long timeMs) {
        clockMs = Math.max(clockMs, timeMs);
        if (clockMs >= nextDueMs) {
            onDue();
        }
    }

    /** Days that have begun, each in its campaign's time zone; holds that are over; a step of what is late. */
    private void onDue() {
        final long stepsPassed = clockMs < stepEndMs ? 0 : 1 + (clockMs - stepEndMs) / stepMs;
        if (stepsPassed > 0) {
            delaysByCurrency.values().forEach(delays -> delays.decay(LateDelays.kept(stepsPassed)));
            stepEndMs += stepsPassed * stepMs;
        }
        if (stepsPassed == 1) {
            // Not at a leap: a clock that is set ahead by mistake and soon back must not make old notices new.
            seenBids.dropExpired(clockMs);
            seenOrders.dropExpired(clockMs);
        }
        final boolean heldNoMore = clockMs >= heldUntilMs;
        for (final Account account : accountByCampaignId.values()) {
            account.day().moveTo(clockMs);
            if (heldNoMore) {
                account.heldNanos = 0;
            }
            if (stepsPassed > 0 && !account.late.isEmpty()) {
                account.late.moveOn(step, step + stepsPassed, delays(account.currency()));
            }
        }
        step += stepsPassed;
        if (stepsPassed > 0) {
            estimateAll();
        }
        findNextDue();
    }

    private void estimateAll() {
        for (final int currency : LedgerState.sortedKeys(delaysByCurrency)) {
            delays(currency).shares(shares);
            for (final Account account : accountByCampaignId.values()) {
                if (account.currency() == currency) {
                    account.late.estimate(step, shares);
                }
            }
        }
    }

    void findNextDue() {
        nextDueMs = stepEndMs;
        if (clockMs < heldUntilMs) {
            nextDueMs = Math.min(nextDueMs, heldUntilMs);
        }
        for (final Account account : accountByCampaignId.values()) {
            nextDueMs = Math.min(nextDueMs, account.dayEndMs());
        }
    }

    @Nullable
    Account account(final long campaignId) {
        return accountByCampaignId.get(campaignId);
    }

    /** All state, in the same order always. */
    void writeTo(final Checkpoint.Sink sink) throws IOException {
        LedgerState.write(this, sink);
    }
}
