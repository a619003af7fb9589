package io.hayate.bidder.ledger;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.CachedEpochClock;

/** A ledger agent with its lanes and rings, driven by hand on one thread. */
final class LedgerHarness {
    static final int EPOCH = 77;
    static final long DAY_MS = 86_400_000L;
    private static final int MAX_ORDINALS = 1 << 20;
    private static final int RING_BYTES = 1 << 18;

    final CachedEpochClock clock;
    final TestBudgets budgets;
    final List<BudgetLane> lanes = new ArrayList<>();
    final List<LedgerProxy> proxies = new ArrayList<>();
    final LedgerQueries queries = new LedgerQueries();
    final EventLog log;
    final LedgerAgent agent;
    final Ledger ledger;
    private final int epoch;
    /** What the clock was set by, in all. */
    private long setByMs;

    private long nextSequence;

    LedgerHarness(final int laneCount, final String now) {
        this(laneCount, now, new MemoryLog(true));
    }

    LedgerHarness(final int laneCount, final String now, final EventLog log) {
        this(laneCount, clockAt(now), new TestBudgets(), log, replay(log), EPOCH);
    }

    private LedgerHarness(
            final int laneCount,
            final CachedEpochClock clock,
            final TestBudgets budgets,
            final EventLog log,
            final Ledger ledger,
            final int epoch) {
        this.clock = clock;
        this.budgets = budgets;
        this.log = log;
        this.epoch = epoch;
        for (int lane = 0; lane < laneCount; lane++) {
            lanes.add(new BudgetLane(MAX_ORDINALS, 1));
            proxies.add(new LedgerProxy(laneCount <= 2 ? LedgerProxy.DEFAULT_RING_BYTES : RING_BYTES));
        }
        this.ledger = ledger;
        agent = new LedgerAgent(
                LedgerBooks.of(log, ledger, epoch, List.of("demo", "other")),
                budgets,
                lanes,
                proxies,
                new DurableNotices(proxies)::onWritten,
                queries,
                new LedgerClock(clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.time() - setByMs)));
    }

    private static CachedEpochClock clockAt(final String now) {
        final CachedEpochClock clock = new CachedEpochClock();
        clock.update(Instant.parse(now).toEpochMilli());
        return clock;
    }

    /** What a log comes to. */
    static Ledger replay(final EventLog log) {
        final Ledger ledger = new Ledger(DAY_MS, 1000, List.of());
        try {
            log.replay(0, new LedgerCheckpoints.Applying(ledger));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return ledger;
    }

    /** What a checkpoint and the log behind its position come to. */
    static Ledger replay(final List<byte[]> checkpoint, final EventLog log, final long position) {
        final Ledger ledger = new Ledger(DAY_MS, 1000, List.of());
        try {
            for (final byte[] record : checkpoint) {
                LedgerState.read(ledger, ByteBuffer.wrap(record).asReadOnlyBuffer());
            }
            ledger.findNextDue();
            log.replay(position, new LedgerCheckpoints.Applying(ledger));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return ledger;
    }

    /** The next process on the same log, at the same time, with the same campaigns; this one is dead. */
    LedgerHarness restarted() {
        return restarted(replay(log));
    }

    /** As above, from what was read otherwise. */
    LedgerHarness restarted(final Ledger read) {
        return new LedgerHarness(lanes.size(), clock, budgets, log, read, epoch + 1);
    }

    void moveTo(final String now) {
        clock.update(Instant.parse(now).toEpochMilli());
        agent.doWork();
    }

    /** Somebody sets the clock. */
    void setClockBy(final long ms) {
        setByMs += ms;
        clock.advance(ms);
    }

    /** A bid that reserved its price; null if it could not. */
    NoticePayload bid(final int lane, final int ordinal, final long campaignId, final long cpmMicros) {
        if (!lanes.get(lane).reserve(ordinal, cpmMicros, clock.time(), 0)) {
            return null;
        }
        return unreservedBid(lane, ordinal, campaignId, cpmMicros);
    }

    NoticePayload unreservedBid(final int lane, final int ordinal, final long campaignId, final long cpmMicros) {
        final NoticePayload payload = new NoticePayload();
        payload.epoch = epoch;
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
        notice(kind, bid, priceCpmMicros, 0);
    }

    void notice(final NoticeKind kind, final NoticePayload bid, final long priceCpmMicros, final long orderHash) {
        final LedgerProxy proxy = proxies.get((int) (bid.sequence % proxies.size()));
        final NoticeRecord record = proxy.notice();
        record.fill(kind, bid);
        record.noticeTimeMs = clock.time();
        record.exchange = (int) (bid.sequence % 3) - 1;
        record.billedOn = NoticeKind.BILL;
        record.costNanos = Cost.nanos(priceCpmMicros, bid.multiplierMicros, bid.rateNanos);
        record.lossReason = kind == NoticeKind.LOSS ? 102 : NoticeRecord.NO_REASON;
        record.orderHash = orderHash;
        record.valueNanos = kind == NoticeKind.CONVERSION ? priceCpmMicros : 0;
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

    /** The nano, as a checkpoint has it. */
    static byte[] bytes(final Ledger ledger) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ledger.writeTo(bytes::writeBytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
