package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.campaigns.Budget;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BudgetLaneTest {
    private static final int RESERVATIONS = 100_000;
    private static final int TAKE_BACKS = 1_000_000;

    private final LedgerHarness ledger = new LedgerHarness(1, "2026-11-22T12:00:00Z");
    private final BudgetLane lane = ledger.lanes.get(0);

    @Test
    void shouldRefuseEverythingBeforeTheFirstGrant() {
        assertThat(lane.reserve(0, 1, ledger.clock.time(), 0)).isFalse();
        ledger.budgets.put(0, campaign(1, Budget.NO_LIMIT, Budget.NO_LIMIT, "UTC"));
        assertThat(lane.reserve(0, 1, ledger.clock.time(), 0)).isFalse();
        ledger.agent.doWork();
        assertThat(lane.reserve(0, 1, ledger.clock.time(), 0)).isTrue();
        assertThat(lane.reserve(1, 1, ledger.clock.time(), 0)).isFalse();
    }

    @Test
    void shouldTakeBackOnlyWhatIsNotReserved() {
        final LanePage page = lane.openPage(0);
        page.grant(5, 100);
        assertThat(page.reserve(5, 30, 0, 0)).isTrue();
        assertThat(page.takeBack(5, 20)).isEqualTo(50);
        assertThat(page.takeBack(5, 20)).isZero();
        assertThat(page.reserve(5, 21, 0, 0)).isFalse();
        assertThat(page.wanted(5)).isEqualTo(21);
        assertThat(page.reserve(5, 20, 0, 0)).isTrue();
        assertThat(page.takeBack(5, 0)).isZero();
    }

    /** The loop reserves while the agent takes back: what both have seen last must not pass the grant. */
    @Test
    @Tag("jdk25")
    void shouldNotReserveWhatIsJustTakenBack() throws InterruptedException {
        final LanePage page = lane.openPage(0);
        final AtomicBoolean running = new AtomicBoolean(true);
        final Thread loop = new Thread(() -> {
            while (running.get()) {
                page.reserve(0, 1, 0, 0);
            }
        });
        loop.start();
        int overruns = 0;
        long takenBack = 0;
        for (int i = 0; i < TAKE_BACKS; i++) {
            page.grant(0, 1 + i % 50);
            takenBack += page.takeBack(0, 0);
            overruns += page.reserved(0) > page.granted(0) && staysAboveGrant(page) ? 1 : 0;
        }
        running.set(false);
        loop.join();
        assertThat(overruns).isZero();
        assertThat(takenBack).isPositive();
        assertThat(page.moves(0)).isPositive().isEqualTo(page.reserved(0));
    }

    /** A sum above the grant is one that the loop is about to undo: after two refusals it has. */
    private static boolean staysAboveGrant(final LanePage page) {
        final long refusals = page.refusals(0);
        while (page.refusals(0) < refusals + 2) {
            Thread.onSpinWait();
        }
        return page.reserved(0) > page.granted(0);
    }

    @Test
    @Tag("jdk25")
    void shouldAllocateNothing() {
        ledger.budgets.put(0, campaign(1, Budget.NO_LIMIT, Budget.NO_LIMIT, "UTC"));
        ledger.budgets.put(1, campaign(2, Budget.NO_LIMIT, 1, "UTC"));
        ledger.agent.doWork();
        reserveMany();
        assertThat(ledger.statement(1).bids()).isEqualTo(RESERVATIONS / 2);
        assertThat(AllocatedBytes.leastOf(4, this::reserveMany)).isZero();
    }

    private void reserveMany() {
        final long nowMs = ledger.clock.time();
        for (int i = 0; i < RESERVATIONS; i++) {
            lane.reserve(0, 2, nowMs, 0);
            lane.reserve(1, 2, nowMs, 0);
            if ((i & 1) == 0) {
                lane.cancel(0, 2, nowMs, 0);
            }
        }
    }
}
