package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.CachedEpochClock;

/** A ledger agent with its lanes and rings, driven by hand on one thread. */
final class LedgerHarness {
    static final int EPOCH = 77;
    static final long DAY_MS = 86_400_000L;

    final CachedEpochClock clock = new CachedEpochClock();
    final TestBudgets budgets = new TestBudgets();
    final List<BudgetLane> lanes = new ArrayList<>();
    final List<LedgerProxy> proxies = new ArrayList<>();
    final LedgerQueries queries = new LedgerQueries();
    final LedgerAgent agent;
    private long nextSequence;

    LedgerHarness(final int laneCount, final String now) {
        clock.update(Instant.parse(now).toEpochMilli());
        for (int lane = 0; lane < laneCount; lane++) {
            lanes.add(new BudgetLane());
            proxies.add(new LedgerProxy());
        }
        agent = new LedgerAgent(EPOCH, budgets, lanes, NoticeIntake.withoutLog(proxies), queries, DAY_MS, clock);
    }

    void moveTo(final String now) {
        clock.update(Instant.parse(now).toEpochMilli());
        agent.doWork();
    }

    /** A bid that reserved its price; null if it could not. */
    NoticePayload bid(final int lane, final int ordinal, final long campaignId, final long cpmMicros) {
        if (!lanes.get(lane).reserve(ordinal, cpmMicros, clock.time())) {
            return null;
        }
        return unreservedBid(lane, ordinal, campaignId, cpmMicros);
    }

    NoticePayload unreservedBid(final int lane, final int ordinal, final long campaignId, final long cpmMicros) {
        final NoticePayload payload = new NoticePayload();
        payload.epoch = EPOCH;
        payload.lane = lane;
        payload.sequence = nextSequence++;
        payload.timeMs = clock.time();
        payload.campaignId = campaignId;
        payload.campaignOrdinal = ordinal;
        payload.bidCpmMicros = cpmMicros;
        payload.rateNanos = 1_000_000_000;
        payload.multiplierMicros = 1_000_000;
        payload.currency = CurrencyCode.USD;
        payload.campaignCurrency = CurrencyCode.USD;
        return payload;
    }

    /** The notice of an exchange that bills on BILL, received by any loop. */
    void notice(final NoticeKind kind, final NoticePayload bid, final long priceCpmMicros) {
        final LedgerProxy proxy = proxies.get((int) (bid.sequence % proxies.size()));
        final NoticeRecord record = proxy.notice();
        record.fill(kind, bid);
        record.noticeTimeMs = clock.time();
        record.billedOn = NoticeKind.BILL;
        record.costNanos = Cost.nanos(priceCpmMicros, bid.multiplierMicros, bid.rateNanos);
        record.lossReason = kind == NoticeKind.LOSS ? 102 : NoticeRecord.NO_REASON;
        if (proxy.offer() == LedgerProxy.FULL) {
            throw new IllegalStateException("ring full");
        }
    }

    Optional<AccountStatement> account(final long campaignId) {
        final var answer = queries.ask(campaignId).toCompletableFuture();
        agent.doWork();
        return answer.join();
    }

    AccountStatement statement(final long campaignId) {
        return account(campaignId).orElseThrow();
    }
}
