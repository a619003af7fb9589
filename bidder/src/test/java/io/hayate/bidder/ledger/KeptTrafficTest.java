package io.hayate.bidder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.ledger.pacing.PaceStatement;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.pacing.PacingLane;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What pacing has learned of the traffic is in the money log, and so in the plans of the next process. */
class KeptTrafficTest {
    private LedgerHarness ledger = new LedgerHarness(1, "2026-03-10T00:00:00Z");
    private PacingLane lane = new PacingLane();
    private Pacing pacing = Pacing.keptIn(ledger.agent, List.of(lane));
    private long requests;

    @Test
    void shouldPlanByWhatAProcessBeforeHasLearned() {
        ledger.budgets.put(0, campaign(1));
        letTrafficComeUntil("2026-03-12T00:05:00Z");

        restart();
        // Unknown to the process before: it has only what is known of all.
        ledger.budgets.put(1, campaign(2));
        ledger.moveTo("2026-03-12T00:06:00Z");
        ledger.moveTo("2026-03-12T00:06:01Z");
        ledger.moveTo("2026-03-12T05:59:00Z");
        ledger.moveTo("2026-03-12T05:59:02Z");

        // Six hours of one a minute, and eighteen of ten; a flat day would have brought 25 %.
        assertThat(plannedShare(0)).isBetween(0.02, 0.05);
        assertThat(plannedShare(1)).isBetween(0.02, 0.05);
    }

    @Test
    void shouldPlanAFlatDayWhereNothingIsKnown() {
        restart();
        ledger.budgets.put(0, campaign(1));
        ledger.moveTo("2026-03-10T00:06:00Z");
        ledger.moveTo("2026-03-10T06:00:00Z");

        assertThat(plannedShare(0)).isBetween(0.24, 0.26);
    }

    private void restart() {
        ledger = ledger.restarted();
        lane = new PacingLane();
        pacing = Pacing.keptIn(ledger.agent, List.of(lane));
    }

    private void letTrafficComeUntil(final String time) {
        while (ledger.clock.time() < Instant.parse(time).toEpochMilli()) {
            final int hour = (int) (TimeUnit.MILLISECONDS.toHours(ledger.clock.time()) % 24);
            for (int request = 0; request < (hour < 6 ? 1 : 10); request++) {
                lane.takesPart(0, ++requests);
            }
            ledger.clock.advance(TimeUnit.MINUTES.toMillis(1));
            ledger.agent.doWork();
        }
    }

    private double plannedShare(final int ordinal) {
        final PaceStatement pace = pacing.statement(ordinal);
        assertThat(pace).isNotNull();
        return (double) pace.plannedNanos() / pace.budgetNanos();
    }

    private static Campaign campaign(final long id) {
        return new Campaign(
                id,
                7,
                "even",
                CampaignStatus.ACTIVE,
                new Flight(0, Flight.NO_END, ZoneOffset.UTC),
                new Budget("USD", 1_000_000_000_000L, Budget.NO_LIMIT, Budget.Pacing.EVEN),
                Bid.cpm(TestBudgets.BID_NANOS),
                List.of(),
                Targeting.ANY,
                List.of());
    }
}
