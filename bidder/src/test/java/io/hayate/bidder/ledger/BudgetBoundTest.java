package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tries to make campaigns spend more than spent <= budget + max(0, late bills - late reserve); the long form by {@code
 * -Dhayate.property-rounds=1000}.
 */
class BudgetBoundTest {
    private static final int ROUNDS = Integer.getInteger("hayate.property-rounds", 5);
    private static final long FIRST_SEED = Long.getLong("hayate.property-seed", 1);
    private static final int STEPS = 2_500;
    private static final long HOUR_MS = 3_600_000;

    @Test
    void shouldHoldWhateverHappens() {
        long late = 0;
        long billed = 0;
        long kills = 0;
        long absorbed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final BudgetAttack attack = new BudgetAttack(FIRST_SEED + round);
            for (int step = 0; step < STEPS; step++) {
                attack.step();
            }
            late += attack.lateNanos();
            absorbed += attack.absorbedNanos();
            billed += attack.billedNanos();
            kills += attack.kills();
        }
        // Else nothing was tried.
        assertThat(billed).isGreaterThan(100L * ROUNDS * BID_NANOS);
        assertThat(late).isPositive();
        assertThat(absorbed).isPositive();
        assertThat(kills).isPositive();
    }

    /** All of a budget is in flight when the clock is set: it stays held until those bids are over. */
    @ParameterizedTest
    @ValueSource(longs = {5 * HOUR_MS, -5 * HOUR_MS, 120_000, -120_000})
    void shouldNotLetABudgetBeSpentTwiceWhenTheClockIsSet(final long byMs) {
        final LedgerHarness ledger = new LedgerHarness(2, "2026-11-22T12:00:00Z");
        ledger.budgets.put(0, campaign(1, Long.MAX_VALUE, 10 * BID_NANOS, "UTC"));
        ledger.agent.doWork();
        final NoticePayload[] bids = new NoticePayload[10];
        for (int i = 0; i < bids.length; i++) {
            bids[i] = bidOnAnyLane(ledger);
            assertThat(bids[i]).isNotNull();
        }
        assertThat(bidOnAnyLane(ledger)).isNull();
        ledger.setClockBy(byMs);
        ledger.agent.doWork();
        assertThat(bidOnAnyLane(ledger)).isNull();
        assertThat(ledger.statement(1).reservedNanos()).isEqualTo(10 * BID_NANOS);
        for (final NoticePayload bid : bids) {
            ledger.clock.advance(1_000);
            ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
            assertThat(bidOnAnyLane(ledger)).isNull();
        }
        assertThat(ledger.statement(1).spentTotalNanos()).isEqualTo(10 * BID_NANOS);
    }

    /** All of a budget is in flight when the process dies: the next one holds it, bills find it, and the rest is free later. */
    @Test
    void shouldNotLetABudgetBeSpentTwiceWhenTheProcessIsKilled() {
        final LedgerHarness killed = new LedgerHarness(2, "2026-11-22T12:00:00Z");
        killed.budgets.put(0, campaign(1, 10 * BID_NANOS, Long.MAX_VALUE, "UTC"));
        killed.agent.doWork();
        final NoticePayload[] bids = new NoticePayload[10];
        for (int i = 0; i < bids.length; i++) {
            bids[i] = bidOnAnyLane(killed);
            assertThat(bids[i]).isNotNull();
        }
        final LedgerHarness next = killed.restarted();
        next.agent.doWork();
        assertThat(bidOnAnyLane(next)).isNull();
        for (int i = 0; i < 8; i++) {
            next.notice(NoticeKind.BILL, bids[i], BID_NANOS);
            assertThat(bidOnAnyLane(next)).isNull();
        }
        next.notice(NoticeKind.LOSS, bids[8], 0);
        assertThat(bidOnAnyLane(next)).isNotNull();
        assertThat(bidOnAnyLane(next)).isNull();
        assertThat(next.statement(1).spentTodayNanos()).isEqualTo(8 * BID_NANOS);
        next.clock.advance(ReservationWindow.LIFE_MS);
        next.agent.doWork();
        assertThat(bidOnAnyLane(next)).isNotNull();
    }

    /** After a clean end nothing but what is reserved is held. */
    @Test
    void shouldHoldOnlyWhatIsReservedAfterACleanEnd() {
        final LedgerHarness ended = new LedgerHarness(2, "2026-11-22T12:00:00Z");
        ended.budgets.put(0, campaign(1, 100 * BID_NANOS, Long.MAX_VALUE, "UTC"));
        ended.agent.doWork();
        assertThat(bidOnAnyLane(ended)).isNotNull();
        ended.agent.doWork();
        ended.agent.onClose();
        final LedgerHarness next = ended.restarted();
        assertThat(next.statement(1).reservedNanos()).isEqualTo(BID_NANOS);
        assertThat(next.statement(1).bids()).isEqualTo(1);
    }

    /** Set over midnight and back, each date has one budget. */
    @Test
    void shouldRememberWhatWasSpentOnBothSidesOfMidnight() {
        final LedgerHarness ledger = new LedgerHarness(1, "2026-11-22T23:00:00Z");
        ledger.budgets.put(0, campaign(1, 4 * BID_NANOS, Long.MAX_VALUE, "UTC"));
        ledger.agent.doWork();
        spend(ledger, 3);
        ledger.setClockBy(2 * HOUR_MS);
        ledger.agent.doWork();
        assertThat(ledger.statement(1).spentTodayNanos()).isZero();
        spend(ledger, 2);
        ledger.setClockBy(-2 * HOUR_MS);
        ledger.agent.doWork();
        assertThat(ledger.statement(1).spentTodayNanos()).isEqualTo(3 * BID_NANOS);
        ledger.moveTo("2026-11-23T00:00:01Z");
        assertThat(ledger.statement(1).spentTodayNanos()).isEqualTo(2 * BID_NANOS);
        assertThat(ledger.statement(1).spentTotalNanos()).isEqualTo(5 * BID_NANOS);
    }

    /** What is late again and again is set aside before it comes. */
    @Test
    void shouldCoverLateBillsOnceTheirShareIsKnown() {
        final LedgerHarness ledger = new LedgerHarness(2, "2026-11-22T00:00:00Z");
        ledger.budgets.put(0, campaign(1, 1000 * BID_NANOS, Long.MAX_VALUE, "UTC"));
        ledger.agent.doWork();
        final ArrayDeque<NoticePayload> late = new ArrayDeque<>();
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            ledger.clock.advance(60_000);
            ledger.agent.doWork();
            for (int i = 0; i < 10; i++) {
                final NoticePayload bid = bidOnAnyLane(ledger);
                if (bid != null && i == 0) {
                    late.add(bid);
                } else if (bid != null && i % 2 == 0) {
                    ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
                }
            }
            while (!late.isEmpty() && late.peek().timeMs < ledger.clock.time() - 2 * HOUR_MS) {
                ledger.notice(NoticeKind.BILL, late.remove(), BID_NANOS);
            }
            ledger.agent.doWork();
            if (minute >= 24 * 60) {
                // Without it a tenth of all bids would come on top; what is learned is a share, not which bids.
                assertThat(ledger.ledger.account(1).spentTodayNanos()).isLessThanOrEqualTo(1_005 * BID_NANOS);
            }
        }
        final AccountStatement statement = ledger.statement(1);
        assertThat(statement.spentTotalNanos()).isGreaterThan(2_900 * BID_NANOS);
        assertThat(ledger.agent.counters().get(LedgerCounter.LATE_BILLS)).isPositive();
    }

    private static void spend(final LedgerHarness ledger, final int bids) {
        for (int i = 0; i < bids; i++) {
            final NoticePayload bid = bidOnAnyLane(ledger);
            assertThat(bid).isNotNull();
            ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
            ledger.agent.doWork();
        }
    }

    private static NoticePayload bidOnAnyLane(final LedgerHarness ledger) {
        for (int tries = 0; tries < 12; tries++) {
            final NoticePayload bid = ledger.bid(tries / 3 % ledger.lanes.size(), 0, 1, BID_NANOS);
            if (bid != null) {
                return bid;
            }
            ledger.agent.doWork();
        }
        return null;
    }
}
