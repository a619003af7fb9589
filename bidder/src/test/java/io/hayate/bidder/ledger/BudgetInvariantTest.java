package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lanes, notices and time do: booked and still possible spend is at most the budget. */
class BudgetInvariantTest {
    private static final int LANES = 4;
    private static final int CAMPAIGNS = 3;
    private static final long LONGEST_NOTICE_DELAY_MS = 290_000;

    private record Sent(NoticePayload bid, int campaign) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldNeverCommitMoreThanTheBudget(final long seed) {
        final Random random = new Random(seed);
        final LedgerHarness ledger = new LedgerHarness(LANES, "2026-11-22T22:00:00Z");
        final long[] daily = new long[CAMPAIGNS];
        final long[] total = new long[CAMPAIGNS];
        for (int c = 0; c < CAMPAIGNS; c++) {
            daily[c] = (5 + random.nextInt(200)) * BID_NANOS + random.nextInt(1000);
            total[c] = (5 + random.nextInt(400)) * BID_NANOS + random.nextInt(1000);
            ledger.budgets.put(c, campaign(c + 1, daily[c], total[c], c == 1 ? "Asia/Tokyo" : "UTC"));
        }
        ledger.agent.doWork();
        final List<Sent> inFlight = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            final int c = random.nextInt(CAMPAIGNS);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> bid(ledger, random, c, inFlight);
                case 3, 4 -> notice(ledger, random, inFlight);
                case 5 -> ledger.clock.advance(random.nextInt(random.nextInt(50) == 0 ? 120_000 : 400));
                default -> ledger.agent.doWork();
            }
            // A real notice comes before its reservation expires; later ones overspend, by design.
            final long oldestMs = ledger.clock.time() - LONGEST_NOTICE_DELAY_MS;
            inFlight.removeIf(sent -> sent.bid().timeMs < oldestMs);
            if (step % 10 == 0) {
                assertWithinBudget(ledger, c, daily[c], total[c]);
            }
        }
        long bids = 0;
        for (int c = 0; c < CAMPAIGNS; c++) {
            bids += ledger.statement(c + 1).bids();
        }
        assertThat(bids).isGreaterThan(50);
        assertThat(ledger.agent.counters().get(LedgerCounter.BOOKED_WITHOUT_RESERVATION))
                .isZero();
    }

    private static void bid(final LedgerHarness ledger, final Random random, final int c, final List<Sent> inFlight) {
        final int lane = random.nextInt(LANES);
        final long cpmMicros = 1L + random.nextInt((int) BID_NANOS);
        final NoticePayload bid = ledger.bid(lane, c, c + 1, cpmMicros);
        if (bid == null) {
            return;
        }
        if (random.nextInt(10) == 0) {
            ledger.lanes.get(lane).cancel(c, cpmMicros, bid.timeMs, 0);
        } else {
            inFlight.add(new Sent(bid, c));
        }
    }

    private static void notice(final LedgerHarness ledger, final Random random, final List<Sent> inFlight) {
        if (inFlight.isEmpty()) {
            return;
        }
        final int at = random.nextInt(inFlight.size());
        final NoticePayload bid = inFlight.get(at).bid();
        final boolean lost = random.nextInt(3) == 0;
        if (!lost) {
            ledger.notice(NoticeKind.WIN, bid, bid.bidCpmMicros);
        }
        for (int times = random.nextInt(3); times >= 0; times--) {
            ledger.notice(lost ? NoticeKind.LOSS : NoticeKind.BILL, bid, bid.bidCpmMicros - (bid.sequence & 1));
        }
        inFlight.remove(at);
    }

    private static void assertWithinBudget(
            final LedgerHarness ledger, final int c, final long dailyNanos, final long totalNanos) {
        final AccountStatement statement = ledger.statement(c + 1);
        long unusedNanos = 0;
        for (final BudgetLane lane : ledger.lanes) {
            final LanePage page = lane.page(c);
            assertThat(page.reserved(c)).isLessThanOrEqualTo(page.granted(c));
            unusedNanos += page.granted(c) - page.reserved(c);
        }
        assertThat(statement.reservedNanos()).isNotNegative();
        final long possibleNanos = statement.reservedNanos() + unusedNanos;
        assertThat(statement.spentTotalNanos() + possibleNanos).isLessThanOrEqualTo(totalNanos);
        assertThat(statement.spentTodayNanos() + possibleNanos).isLessThanOrEqualTo(dailyNanos);
    }

    /** Lanes reserve while the agent moves leases between them: the budget is used up, and not passed. */
    @Test
    @Tag("jdk25")
    void shouldHoldUnderRealThreads() throws InterruptedException {
        for (int round = 0; round < 8; round++) {
            final long budgetNanos = (2_000 + round) * BID_NANOS;
            final LedgerHarness ledger = new LedgerHarness(LANES, "2026-11-22T12:00:00Z");
            ledger.budgets.put(0, campaign(1, Long.MAX_VALUE, budgetNanos, "UTC"));
            ledger.agent.doWork();
            final AtomicBoolean running = new AtomicBoolean(true);
            final long nowMs = ledger.clock.time();
            final List<Thread> threads = new ArrayList<>();
            for (final BudgetLane lane : ledger.lanes) {
                final Thread thread = new Thread(() -> {
                    while (running.get()) {
                        if (!lane.reserve(0, BID_NANOS, nowMs, 0)) {
                            Thread.onSpinWait();
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
            AccountStatement statement = ledger.statement(1);
            while (statement.reservedNanos() < budgetNanos) {
                statement = ledger.statement(1);
                assertThat(statement.reservedNanos()).isLessThanOrEqualTo(budgetNanos);
            }
            running.set(false);
            for (final Thread thread : threads) {
                thread.join();
            }
            assertThat(ledger.statement(1).reservedNanos()).isEqualTo(budgetNanos);
            assertThat(ledger.statement(1).bids()).isEqualTo(budgetNanos / BID_NANOS);
        }
    }
}
