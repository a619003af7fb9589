package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerAgentTest {
    private static final String NOON = "2026-11-22T12:00:00Z";
    private static final long ID = 1001;
    private static final int ORDINAL = 3;
    private static final long NO_LIMIT = Budget.NO_LIMIT;

    private final LedgerHarness ledger = new LedgerHarness(2, NOON);

    @Test
    void shouldBookTheBillAndReleaseTheReservation() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        final NoticePayload bid = bid(0);
        assertThat(ledger.statement(ID).reservedNanos()).isEqualTo(BID_NANOS);
        ledger.notice(NoticeKind.WIN, bid, 2_000_000);
        ledger.notice(NoticeKind.BILL, bid, 2_000_000);
        assertThat(ledger.statement(ID))
                .isEqualTo(new AccountStatement(ID, "USD", 2_000_000, 2_000_000, 0, 1, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void shouldBookInTheCampaignsCurrencyAtTheBidsRate() {
        follow(NO_LIMIT, 1_000 * BID_NANOS);
        final NoticePayload bid = ledger.unreservedBid(0, ORDINAL, ID, 310_400_000);
        bid.currency = CurrencyCode.of("JPY");
        bid.rateNanos = 6_443_299;
        bid.multiplierMicros = 2_000_000;
        ledger.notice(NoticeKind.BILL, bid, 155_200_000);
        // 155,200,000 x 2 x 0.006443299 = 2,000,000.0096
        assertThat(ledger.statement(ID).spentTotalNanos()).isEqualTo(2_000_001);
        assertThat(ledger.statement(ID).currency()).isEqualTo("USD");
    }

    @Test
    void shouldNotAddUpCurrencies() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        ledger.notice(NoticeKind.BILL, bid(0), 2_000_000);
        final NoticePayload late = bid(0);
        ledger.budgets.remove(ORDINAL);
        ledger.budgets.put(
                7, inCurrency("JPY", campaign(ID, NO_LIMIT, 10 * BID_NANOS, "UTC"))); // deleted, and made again
        ledger.agent.doWork();
        assertThat(ledger.statement(ID).spentTotalNanos()).isZero();
        assertThat(ledger.statement(ID).currency()).isEqualTo("JPY");
        ledger.notice(NoticeKind.BILL, late, 2_000_000);
        assertThat(ledger.statement(ID).spentTotalNanos()).isZero();
        assertThat(ledger.agent.counters().get(LedgerCounter.OTHER_CURRENCY)).isEqualTo(1);
        assertThat(ledger.agent.counters().get(LedgerCounter.BOOKED)).isEqualTo(1);
    }

    private static Campaign inCurrency(final String currency, final Campaign campaign) {
        return new Campaign(
                campaign.id(),
                campaign.advertiserId(),
                campaign.name(),
                campaign.status(),
                campaign.flight(),
                new Budget(
                        currency,
                        campaign.budget().dailyNanos(),
                        campaign.budget().totalNanos()),
                campaign.bid(),
                campaign.frequencyCaps(),
                campaign.targeting(),
                campaign.creatives());
    }

    @Test
    void shouldReleaseTheReservationOfALostBid() {
        follow(NO_LIMIT, BID_NANOS);
        final NoticePayload bid = bid(1);
        ledger.agent.doWork();
        assertThat(bid(1)).isNull();
        assertThat(ledger.budgets.isOpen(ORDINAL)).isFalse();
        ledger.notice(NoticeKind.LOSS, bid, 0);
        ledger.agent.doWork();
        assertThat(ledger.budgets.isOpen(ORDINAL)).isTrue();
        assertThat(ledger.statement(ID).losses()).isEqualTo(1);
        assertThat(bid(1)).isNotNull();
    }

    @Test
    void shouldReleaseOnceForLossAndBillOfTheSameBid() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        final NoticePayload bid = bid(0);
        bid(0);
        ledger.notice(NoticeKind.LOSS, bid, 0);
        ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
        ledger.notice(NoticeKind.LOSS, bid, 0);
        final AccountStatement statement = ledger.statement(ID);
        assertThat(statement.reservedNanos()).isEqualTo(BID_NANOS);
        assertThat(statement.spentTotalNanos()).isEqualTo(BID_NANOS);
        assertThat(ledger.agent.counters().get(LedgerCounter.BOOKED_WITHOUT_RESERVATION))
                .isEqualTo(1);
        assertThat(ledger.agent.counters().get(LedgerCounter.DUPLICATES)).isEqualTo(1);
    }

    @Test
    void shouldKeepAReservationForFiveMinutesAndDropItThen() {
        follow(NO_LIMIT, BID_NANOS);
        bid(0);
        ledger.moveTo("2026-11-22T12:05:00Z");
        assertThat(ledger.statement(ID).reservedNanos()).isEqualTo(BID_NANOS);
        ledger.moveTo("2026-11-22T12:05:51Z");
        assertThat(ledger.statement(ID).reservedNanos()).isZero();
        assertThat(ledger.agent.counters().get(LedgerCounter.EXPIRED_RESERVATIONS))
                .isEqualTo(1);
        assertThat(bid(0)).isNotNull();
    }

    @Test
    void shouldBookALateBillAllTheSame() {
        follow(NO_LIMIT, BID_NANOS);
        final NoticePayload late = bid(0);
        ledger.moveTo("2026-11-22T12:10:00Z");
        ledger.notice(NoticeKind.BILL, late, BID_NANOS);
        assertThat(ledger.statement(ID).spentTotalNanos()).isEqualTo(BID_NANOS);
        assertThat(ledger.agent.counters().get(LedgerCounter.BOOKED_WITHOUT_RESERVATION))
                .isEqualTo(1);
        assertThat(ledger.budgets.isOpen(ORDINAL)).isFalse();
    }

    @Test
    void shouldNotReserveInAWindowThatTheAgentHasNotReached() {
        follow(NO_LIMIT, NO_LIMIT);
        final BudgetLane lane = ledger.lanes.get(0);
        final long nowMs = ledger.clock.time();
        assertThat(lane.reserve(ORDINAL, 1, nowMs + ReservationWindow.LENGTH_MS, 0))
                .isTrue();
        assertThat(lane.reserve(ORDINAL, 1, nowMs + 2 * ReservationWindow.LENGTH_MS, 0))
                .isFalse();
        assertThat(lane.reserve(ORDINAL, 1, nowMs - 7 * ReservationWindow.LENGTH_MS, 0))
                .isFalse();
    }

    @Test
    void shouldGoOnWhenTheClockIsSetBackFar() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        assertThat(bid(0)).isNotNull();
        ledger.moveTo("2026-11-22T10:00:00Z");
        assertThat(bid(0)).isNotNull();
        assertThat(ledger.agent.counters().get(LedgerCounter.CLOCK_STEPPED)).isEqualTo(1);
    }

    @Test
    void shouldGiveTheLastOfTheBudgetToTheLaneThatAsks() {
        follow(NO_LIMIT, 7 * BID_NANOS);
        int bids = 0;
        for (int tries = 0; tries < 20; tries++) {
            bids += bid(1) == null ? 0 : 1;
            ledger.agent.doWork();
        }
        assertThat(bids).isEqualTo(7);
        assertThat(bid(0)).isNull();
    }

    @Test
    void shouldLeaveOtherLanesWhatTheyHoldWhenOneWantsMoreThanThereIs() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        for (final long unpayable : new long[] {Long.MAX_VALUE, 10 * BID_NANOS + 1}) {
            assertThat(ledger.bid(1, ORDINAL, ID, unpayable)).isNull();
            ledger.agent.doWork();
            final NoticePayload bid = ledger.bid(0, ORDINAL, ID, BID_NANOS);
            assertThat(bid).as("beside a bid of %d", unpayable).isNotNull();
            ledger.notice(NoticeKind.LOSS, bid, 0);
            ledger.agent.doWork();
        }
        assertThat(ledger.bid(1, ORDINAL, ID, 10 * BID_NANOS)).isNull();
        ledger.agent.doWork();
        assertThat(ledger.bid(1, ORDINAL, ID, 10 * BID_NANOS)).isNotNull();
    }

    @Test
    void shouldTellTablesOfBidsByExchangeAndOfThoseTakenBack() {
        final long[] bidsByExchange = new long[2];
        final BudgetLane lane = new BudgetLane(64, 2);
        final ForgetfulLog log = new ForgetfulLog();
        final Ledger books = new Ledger(LedgerHarness.DAY_MS, 10, List.of(new CountingTable(bidsByExchange)));
        final LedgerAgent agent = new LedgerAgent(
                LedgerBooks.of(log, books, LedgerHarness.EPOCH, List.of("demo", "other")),
                ledger.budgets,
                List.of(lane),
                ledger.proxies,
                () -> {},
                ledger.queries,
                new LedgerClock(ledger.clock, () -> TimeUnit.MILLISECONDS.toNanos(ledger.clock.time())));
        ledger.budgets.put(ORDINAL, campaign(1, Budget.NO_LIMIT, Budget.NO_LIMIT, "UTC"));
        agent.doWork();
        final long nowMs = ledger.clock.time();
        assertThat(lane.reserve(ORDINAL, 5, nowMs, 1)).isTrue();
        assertThat(lane.reserve(ORDINAL, 5, nowMs, 1)).isTrue();
        assertThat(lane.reserve(ORDINAL, 5, nowMs, 0)).isTrue();
        agent.tellBidsNow();
        assertThat(bidsByExchange).containsExactly(1, 2);
        lane.cancel(ORDINAL, 5, nowMs, 1);
        lane.reserve(ORDINAL, 5, nowMs, 0);
        agent.tellBidsNow();
        assertThat(bidsByExchange).containsExactly(2, 1);
    }

    /** Only counts bids, by the log's number of the exchange. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record CountingTable(long[] bidsByExchange) implements LedgerTable {
        @Override
        public void onAccount(final long campaignId, final long advertiserId, final int currency) {}

        @Override
        public void onNotice(final NoticeRecord notice, final boolean booked) {}

        @Override
        public void onBids(final long timeMs, final long campaignId, final int exchange, final long count) {
            bidsByExchange[exchange] += count;
        }

        @Override
        public void writeTo(final Checkpoint.Sink sink) {}

        @Override
        public boolean onRecord(final ByteBuffer record) {
            return false;
        }
    }

    @Test
    void shouldCancelABidThatIsNotSent() {
        follow(NO_LIMIT, BID_NANOS);
        bid(0);
        ledger.lanes.get(0).cancel(ORDINAL, BID_NANOS, ledger.clock.time(), 0);
        final AccountStatement statement = ledger.statement(ID);
        assertThat(statement.bids()).isZero();
        assertThat(statement.reservedNanos()).isZero();
        assertThat(bid(0)).isNotNull();
    }

    @Test
    void shouldCloseWhenLessThanOneBidIsLeft() {
        follow(NO_LIMIT, 2 * BID_NANOS - 1);
        assertThat(ledger.budgets.isOpen(ORDINAL)).isTrue();
        ledger.notice(NoticeKind.BILL, bid(0), BID_NANOS);
        ledger.agent.doWork();
        assertThat(ledger.budgets.isOpen(ORDINAL)).isFalse();
    }

    @Test
    void shouldOpenCampaignsOfANewIndexVersionAsTheyWere() {
        follow(NO_LIMIT, NO_LIMIT);
        ledger.budgets.put(9, campaign(9, NO_LIMIT, 0, "UTC"));
        ledger.agent.doWork();
        assertThat(ledger.budgets.isOpen(ORDINAL)).isTrue();
        assertThat(ledger.budgets.isOpen(9)).isFalse();
    }

    @Test
    void shouldFollowARaisedAndALoweredBudget() {
        follow(NO_LIMIT, BID_NANOS);
        ledger.notice(NoticeKind.BILL, bid(0), BID_NANOS);
        ledger.agent.doWork();
        follow(NO_LIMIT, 100 * BID_NANOS);
        assertThat(ledger.budgets.isOpen(ORDINAL)).isTrue();
        follow(NO_LIMIT, BID_NANOS / 2);
        assertThat(ledger.budgets.isOpen(ORDINAL)).isFalse();
        assertThat(bid(0)).isNull();
        assertThat(bid(1)).isNull();
    }

    @Test
    void shouldStopAPausedCampaignAtOnceAndKeepItsAccount() {
        follow(NO_LIMIT, 100 * BID_NANOS);
        final NoticePayload bid = bid(0);
        ledger.budgets.remove(ORDINAL);
        final long removedIn = ledger.budgets.version();
        ledger.agent.doWork();
        assertThat(bid(0)).isNull();
        assertThat(ledger.agent.releasedIndexVersion()).isLessThan(removedIn);
        ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
        ledger.agent.doWork();
        assertThat(ledger.statement(ID).spentTotalNanos()).isEqualTo(BID_NANOS);
        ledger.moveTo("2026-11-22T12:01:00Z");
        assertThat(ledger.agent.releasedIndexVersion()).isEqualTo(removedIn);
        follow(NO_LIMIT, 2 * BID_NANOS);
        assertThat(bid(0)).isNotNull();
        assertThat(bid(1)).isNull();
        assertThat(ledger.statement(ID).bids()).isEqualTo(2);
    }

    @Test
    void shouldCountOldReservationsOfACampaignThatWasMadeAgain() {
        follow(NO_LIMIT, 2 * BID_NANOS);
        bid(0);
        ledger.budgets.remove(ORDINAL);
        ledger.agent.doWork();
        ledger.budgets.put(50, campaign(ID, NO_LIMIT, 2 * BID_NANOS, "UTC"));
        ledger.agent.doWork();
        assertThat(ledger.bid(0, 50, ID, BID_NANOS)).isNotNull();
        ledger.agent.doWork();
        assertThat(ledger.bid(0, 50, ID, BID_NANOS)).isNull();
        assertThat(ledger.statement(ID).reservedNanos()).isEqualTo(2 * BID_NANOS);
    }

    @Test
    void shouldNotLetAnotherCampaignInheritAnOrdinalsReservations() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        final NoticePayload old = bid(0);
        ledger.notice(NoticeKind.LOSS, old, 0);
        ledger.budgets.remove(ORDINAL);
        ledger.agent.doWork();
        ledger.budgets.put(ORDINAL, campaign(2002, NO_LIMIT, BID_NANOS, "UTC"));
        ledger.agent.doWork();
        assertThat(ledger.bid(0, ORDINAL, 2002, BID_NANOS)).isNotNull();
        ledger.notice(NoticeKind.BILL, old, BID_NANOS);
        assertThat(ledger.statement(2002).reservedNanos()).isEqualTo(BID_NANOS);
        assertThat(ledger.statement(2002).bids()).isEqualTo(1);
        assertThat(ledger.statement(ID).bids()).isEqualTo(1);
    }

    @Test
    void shouldBookBidsOfAnotherEpochWithoutTouchingReservations() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        bid(0);
        final NoticePayload fromBefore = ledger.unreservedBid(0, ORDINAL, ID, BID_NANOS);
        fromBefore.epoch = LedgerHarness.EPOCH - 1;
        fromBefore.sequence = 0;
        ledger.notice(NoticeKind.BILL, fromBefore, BID_NANOS);
        ledger.notice(NoticeKind.BILL, fromBefore, BID_NANOS);
        final AccountStatement statement = ledger.statement(ID);
        assertThat(statement.spentTotalNanos()).isEqualTo(BID_NANOS);
        assertThat(statement.reservedNanos()).isEqualTo(BID_NANOS);
    }

    @Test
    void shouldSurviveOrdinalsAndLanesThatAreNotOurs() {
        follow(NO_LIMIT, NO_LIMIT);
        for (final int odd : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
            final NoticePayload bid = ledger.unreservedBid(0, odd, ID, BID_NANOS);
            bid.lane = odd;
            ledger.notice(NoticeKind.BILL, bid, 1);
            assertThat(ledger.lanes.get(0).reserve(odd, 1, ledger.clock.time(), 0))
                    .isFalse();
        }
        ledger.budgets.put(1 << 30, campaign(5, NO_LIMIT, NO_LIMIT, "UTC"));
        assertThat(ledger.statement(ID).billed()).isEqualTo(4);
        assertThat(ledger.agent.counters().get(LedgerCounter.ORDINALS_ABOVE_LIMIT))
                .isEqualTo(1);
        assertThat(ledger.budgets.isOpen(1 << 30)).isFalse();
    }

    @Test
    void shouldGrantGenerouslyWithoutLimit() {
        follow(NO_LIMIT, NO_LIMIT);
        for (int i = 0; i < 100_000; i++) {
            assertThat(bid(i & 1)).isNotNull();
        }
        ledger.agent.doWork();
        assertThat(ledger.lanes.get(0).reserve(ORDINAL, Long.MAX_VALUE, ledger.clock.time(), 0))
                .isFalse();
    }

    @Test
    void shouldBookOnceThoughTheClockWasSetAheadAndBack() {
        follow(NO_LIMIT, 10 * BID_NANOS);
        final NoticePayload bid = bid(0);
        ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
        ledger.agent.doWork();
        ledger.setClockBy(2 * LedgerHarness.DAY_MS);
        ledger.agent.doWork();
        ledger.agent.doWork();
        ledger.setClockBy(-2 * LedgerHarness.DAY_MS);
        ledger.agent.doWork();
        ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
        assertThat(ledger.statement(ID).spentTotalNanos()).isEqualTo(BID_NANOS);
    }

    @Test
    void shouldOpenACampaignWhoseCeilingTheLogDidNotTakeOnceItDoes() {
        final MemoryLog log = new MemoryLog(true);
        final LedgerHarness onDisk = new LedgerHarness(1, NOON, log);
        onDisk.budgets.put(ORDINAL, campaign(ID, NO_LIMIT, 0, "UTC"));
        onDisk.agent.doWork();
        log.full = true;
        onDisk.budgets.put(ORDINAL, campaign(ID, NO_LIMIT, 10 * BID_NANOS, "UTC"));
        onDisk.agent.doWork();
        log.full = false;
        for (int cycle = 0; cycle < 3; cycle++) {
            onDisk.clock.advance(NoticeIntake.RETRY_MS);
            onDisk.agent.doWork();
        }
        assertThat(onDisk.budgets.isOpen(ORDINAL)).isTrue();
    }

    private void follow(final long dailyNanos, final long totalNanos) {
        ledger.budgets.put(ORDINAL, campaign(ID, dailyNanos, totalNanos, "UTC"));
        ledger.agent.doWork();
    }

    /** A small budget's only lease may be on the other lane: a refusal moves it. */
    private NoticePayload bid(final int lane) {
        final NoticePayload first = ledger.bid(lane, ORDINAL, ID, BID_NANOS);
        if (first != null) {
            return first;
        }
        ledger.agent.doWork();
        return ledger.bid(lane, ORDINAL, ID, BID_NANOS);
    }
}
