package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.notices.token.NoticeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerDaysTest {
    private static final long ID = 1001;

    /** The last second of a day, in zones and nights where that is not obvious, and the first of the next. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-22T23:59:59Z, 2026-11-23T00:00:00Z",
        "Asia/Tokyo, 2026-11-22T14:59:59Z, 2026-11-22T15:00:00Z",
        "Asia/Kathmandu, 2026-11-22T18:14:59Z, 2026-11-22T18:15:00Z",
        // The day before, of and after the clocks go forward and back in New York.
        "America/New_York, 2026-03-08T04:59:59Z, 2026-03-08T05:00:00Z",
        "America/New_York, 2026-03-09T03:59:59Z, 2026-03-09T04:00:00Z",
        "America/New_York, 2026-11-02T04:59:59Z, 2026-11-02T05:00:00Z",
        // Midnight itself is skipped in Beirut: the day begins at 01:00.
        "Asia/Beirut, 2026-03-28T21:59:59Z, 2026-03-28T22:00:00Z",
    })
    void shouldBeginTheDayAtTheCampaignsMidnight(final String timeZone, final String last, final String first) {
        final LedgerHarness ledger = new LedgerHarness(1, last);
        ledger.budgets.put(0, campaign(ID, BID_NANOS, 10 * BID_NANOS, timeZone));
        ledger.agent.doWork();
        ledger.notice(NoticeKind.BILL, ledger.bid(0, 0, ID, BID_NANOS), BID_NANOS);
        ledger.agent.doWork();
        assertThat(ledger.budgets.isOpen(0)).isFalse();
        assertThat(ledger.statement(ID).spentTodayNanos()).isEqualTo(BID_NANOS);

        ledger.moveTo(first);
        assertThat(ledger.statement(ID).spentTodayNanos()).isZero();
        assertThat(ledger.statement(ID).spentTotalNanos()).isEqualTo(BID_NANOS);
        assertThat(ledger.budgets.isOpen(0)).isTrue();
        assertThat(ledger.bid(0, 0, ID, BID_NANOS)).isNotNull();
    }

    @Test
    void shouldBookABillOnTheDayThatItComes() {
        final LedgerHarness ledger = new LedgerHarness(1, "2026-11-22T23:59:58Z");
        ledger.budgets.put(0, campaign(ID, BID_NANOS, Budget.NO_LIMIT, "UTC"));
        ledger.agent.doWork();
        final var bid = ledger.bid(0, 0, ID, BID_NANOS);
        ledger.moveTo("2026-11-23T00:00:01Z");
        assertThat(ledger.bid(0, 0, ID, BID_NANOS)).isNull();
        ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
        assertThat(ledger.statement(ID).spentTodayNanos()).isEqualTo(BID_NANOS);
        assertThat(ledger.budgets.isOpen(0)).isFalse();
    }

    @Test
    void shouldSkipDaysInWhichNothingHappened() {
        final LedgerHarness ledger = new LedgerHarness(1, "2026-11-22T12:00:00Z");
        ledger.budgets.put(0, campaign(ID, BID_NANOS, Budget.NO_LIMIT, "UTC"));
        ledger.agent.doWork();
        ledger.notice(NoticeKind.BILL, ledger.bid(0, 0, ID, BID_NANOS), BID_NANOS);
        ledger.moveTo("2026-12-24T12:00:00Z");
        assertThat(ledger.statement(ID).spentTodayNanos()).isEqualTo(BID_NANOS);
        ledger.moveTo("2026-12-25T00:00:00Z");
        assertThat(ledger.statement(ID).spentTodayNanos()).isZero();
    }

    @Test
    void shouldEndTheDayByANewTimeZone() {
        final LedgerHarness ledger = new LedgerHarness(1, "2026-11-22T12:00:00Z");
        ledger.budgets.put(0, campaign(ID, BID_NANOS, Budget.NO_LIMIT, "UTC"));
        ledger.agent.doWork();
        ledger.notice(NoticeKind.BILL, ledger.bid(0, 0, ID, BID_NANOS), BID_NANOS);
        ledger.agent.doWork();
        ledger.budgets.put(0, campaign(ID, BID_NANOS, Budget.NO_LIMIT, "Asia/Tokyo"));
        assertThat(ledger.statement(ID).spentTodayNanos()).isEqualTo(BID_NANOS);
        ledger.moveTo("2026-11-22T15:00:00Z");
        assertThat(ledger.statement(ID).spentTodayNanos()).isZero();
    }
}
