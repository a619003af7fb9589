package io.hayate.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.ledger.AccountStatement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetWatchTest {
    private static final long TOKYO = 1;
    private static final long BERLIN = 2;

    private final Map<Long, AccountStatement> accounts = new HashMap<>();
    private final BudgetWatch watch = new BudgetWatch(
            List.of(
                    campaign(TOKYO, "Asia/Tokyo", 100, Budget.NO_LIMIT),
                    campaign(BERLIN, "Europe/Berlin", Budget.NO_LIMIT, 1_000)),
            id -> Optional.ofNullable(accounts.get(id)),
            ms("2026-11-23T00:00:00Z"));

    @Test
    void shouldNameTheMidnightsOfAllTimeZones() {
        assertThat(watch.nextMidnightMs()).isEqualTo(ms("2026-11-23T15:00:00Z"));
        watch.onDayEnds();
        assertThat(watch.nextMidnightMs()).isEqualTo(ms("2026-11-23T23:00:00Z"));
        watch.onDayEnds();
        assertThat(watch.nextMidnightMs()).isEqualTo(ms("2026-11-24T15:00:00Z"));
    }

    @Test
    void shouldFindADayThatPassedItsBudgetAlthoughTheNextDidNot() {
        spent(TOKYO, 103, 103);
        watch.onDayEnds();
        spent(TOKYO, 99, 202);
        watch.onEnd();

        assertThat(watch.worst()).isEqualTo(new BudgetWatch.Overspend(TOKYO, "daily", 103, 100));
        assertThat(watch.overspentCount()).isEqualTo(1);
    }

    @Test
    void shouldFindTheLargestInPercent() {
        spent(TOKYO, 103, 103);
        spent(BERLIN, 1_040, 1_040);
        watch.onEnd();

        assertThat(watch.worst()).isEqualTo(new BudgetWatch.Overspend(BERLIN, "total", 1_040, 1_000));
        assertThat(watch.overspentCount()).isEqualTo(2);
    }

    @Test
    void shouldFindNothingWhereBudgetsHold() {
        spent(TOKYO, 100, 500);
        spent(BERLIN, 1_000, 1_000);
        watch.onEnd();

        assertThat(watch.worst()).isNull();
    }

    private void spent(final long id, final long todayNanos, final long totalNanos) {
        accounts.put(id, new AccountStatement(id, "USD", todayNanos, totalNanos, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Campaign campaign(
            final long id, final String timeZone, final long dailyNanos, final long totalNanos) {
        return new Campaign(
                id,
                1,
                "",
                CampaignStatus.ACTIVE,
                new Flight(0, Flight.NO_END, ZoneId.of(timeZone)),
                new Budget("USD", dailyNanos, totalNanos),
                Bid.cpm(1),
                List.of(),
                Targeting.ANY,
                List.of());
    }

    private static long ms(final String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
