package io.hayate.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.check.CurrencyRates;
import io.hayate.loadtest.exchange.DayTraffic;
import io.hayate.loadtest.exchange.ExchangeCount;
import io.hayate.loadtest.exchange.ExchangeSettings;
import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.NoticeKind;
import io.hayate.loadtest.exchange.Tally;
import io.hayate.loadtest.traffic.TrafficMix;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    /** In UTC, the hours before and after midnight in Tokyo. */
    private static final int TOKYO_MIDNIGHT_HOUR = 15;

    private static final Delivery AMISS = new Delivery(0.4, 0.3, 0.1, 1_000, 3_600_000);

    /** Worth twenty-five impressions a day, or a few more where they are cheap. */
    private static final String TOKYO_CAMPAIGN = """
            {"id": 1001, "advertiser": 7, "name": "Sale", "status": "active", \
            "flight": {"start": "2026-11-01T00:00:00Z", "timeZone": "Asia/Tokyo"}, \
            "budget": {"currency": "USD", "daily": 0.05}, "bid": {"strategy": "cpm", "amount": 2.00}, \
            "creatives": [{"id": 9001, "type": "banner", "w": 300, "h": 250, \
            "markup": "<img src=\\"https://cdn.example/a.png\\">", "domain": ["shop.example"]}]}""";

    private final List<Long> spentByHour = new ArrayList<>();

    @Test
    void shouldHaveALedgerThatIsAsTheBooks() {
        final SimulationResult result = run(settings(generated("0.5"), ExchangeSettings.defaults(1), 1, 400));

        assertThat(result.isGood()).isTrue();
        assertThat(result.requests()).isBetween(300L, 500L);
        final Tally total = result.exchange().books().total();
        assertThat(total.impressions()).isGreaterThan(20);
        assertThat(total.losses()).isGreaterThan(30);
        assertThat(result.budgets().worst()).isNull();
    }

    @Test
    void shouldOpenDailyBudgetsAgainWhenADayBeginsInTheCampaignsTimeZone() {
        final SimulationResult result = run(settings(oneOfTokyo(), easyToWin(), 2, 1_200));

        final long firstDay = sum(0, TOKYO_MIDNIGHT_HOUR);
        assertThat(firstDay).isBetween(45_000_000L, 50_000_000L);
        assertThat(sum(TOKYO_MIDNIGHT_HOUR - 3, TOKYO_MIDNIGHT_HOUR))
                .as("spent")
                .isZero();
        assertThat(sum(TOKYO_MIDNIGHT_HOUR, TOKYO_MIDNIGHT_HOUR + 2))
                .as("open again")
                .isPositive();
        assertThat(sum(TOKYO_MIDNIGHT_HOUR, TOKYO_MIDNIGHT_HOUR + 24)).isBetween(45_000_000L, 50_000_000L);
        assertThat(result.budgets().worst()).isNull();
        assertThat(result.deliveries().get(0).share()).as("of three days").isBetween(0.9, 1.0);
        assertThat(result.isGood()).isTrue();
    }

    @Test
    void shouldBookNoticesOnceHoweverTheyCome() {
        final SimulationResult result = run(settings(generated("5"), easyToWin().withDelivery(AMISS), 1, 400));

        assertThat(result.isGood()).isTrue();
        assertThat(result.duplicates())
                .isEqualTo(result.exchange().count(ExchangeCount.TWICE))
                .isGreaterThan(50);
        assertThat(result.exchange().count(ExchangeCount.NEVER)).isGreaterThan(30);
        final Tally total = result.exchange().books().total();
        assertThat(total.billed()).isPositive().isLessThan(result.exchange().count(ExchangeCount.WON));
    }

    @Test
    void shouldPassNoBudgetThoughHalfOfTheBillsAreHoursLate() {
        final Delivery hoursLate = new Delivery(0.5, 0, 0, 3_600_000, 7_200_000);
        final SimulationResult result = run(settings(oneOfTokyo(), easyToWin().withDelivery(hoursLate), 1, 1_200));

        assertThat(result.budgets().worst()).isNull();
        assertThat(sum(0, 24)).as("spent all the same").isBetween(20_000_000L, 100_000_000L);
        assertThat(result.isGood()).isTrue();
    }

    @Test
    void shouldBookInTheCampaignsCurrency() {
        final SimulatedCampaigns yen = SimulatedCampaigns.of(List.of(TOKYO_CAMPAIGN
                .replace("\"USD\", \"daily\": 0.05", "\"JPY\", \"daily\": 100")
                .replace("2.00", "300")
                .getBytes(StandardCharsets.UTF_8)));
        final SimulationResult result = run(new SimulationSettings(
                yen,
                easyToWin()
                        .withRates(CurrencyRates.of(Map.of("USD", BigDecimal.ONE, "JPY", new BigDecimal("155.237")))),
                1,
                new io.hayate.bidder.campaigns.live.CurrencyRates(
                        CurrencyCode.of("USD"),
                        MONDAY.toEpochMilli(),
                        Map.of(CurrencyCode.of("JPY"), 155_237_000_000L)),
                false,
                1,
                MONDAY.toEpochMilli(),
                TimeUnit.HOURS.toMillis(6),
                400,
                DayTraffic.Shape.PLAIN_DAY,
                TrafficMix.BANNER,
                100));

        assertThat(result.isGood()).isTrue();
        assertThat(result.deliveries().get(0).account().spentTotalNanos()).isGreaterThan(1_000_000_000L);
    }

    @Test
    void shouldBeTheSameAgainWithTheSameSeed() {
        final SimulationSettings settings =
                settings(generated("0.5"), ExchangeSettings.defaults(7).withDelivery(AMISS), 1, 300);
        final SimulationResult first = run(settings);
        final SimulationResult second = run(settings);

        assertThat(second.exchange().books().tallies())
                .isEqualTo(first.exchange().books().tallies())
                .isNotEmpty();
        assertThat(accounts(second)).isEqualTo(accounts(first));
    }

    @Test
    void shouldSayWhatDiffers() {
        final SimulationResult result =
                run(settings(oneOfTokyo(), easyToWin().withDelivery(AMISS).withBillsOn(NoticeKind.WIN), 1, 300));

        assertThat(result.isGood()).isFalse();
        assertThat(result.comparison().differing()).containsExactly("1001");
        assertThat(result.comparison().lines()).anyMatch(each -> each.startsWith("  campaign 1001: billed "));
    }

    @Test
    void shouldNotCallDaysWithoutABidGood() {
        final SimulatedCampaigns over = SimulatedCampaigns.of(List.of(TOKYO_CAMPAIGN
                .replace("\"timeZone\"", "\"end\": \"2026-11-02T00:00:00Z\", \"timeZone\"")
                .getBytes(StandardCharsets.UTF_8)));
        final SimulationResult result = run(settings(over, easyToWin(), 1, 20));

        assertThat(result.isGood()).isFalse();
        assertThat(result.faults()).containsExactly("there was no bid: nothing was compared");
    }

    private SimulationResult run(final SimulationSettings settings) {
        spentByHour.clear();
        spentByHour.add(0L);
        try (Simulation simulation =
                Simulation.open(settings, (hour, requests, books) -> spentByHour.add(books.spentNanos()))) {
            return simulation.run();
        }
    }

    /** Of these hours, the first inclusive, the last exclusive. */
    private long sum(final int fromHour, final int toHour) {
        return spentByHour.get(toHour) - spentByHour.get(fromHour);
    }

    private static List<Object> accounts(final SimulationResult result) {
        return result.deliveries().stream().<Object>map(each -> each.account()).toList();
    }

    private static SimulationSettings settings(
            final SimulatedCampaigns campaigns,
            final ExchangeSettings exchange,
            final int days,
            final long requestsPerDay) {
        return new SimulationSettings(
                campaigns,
                exchange,
                3,
                io.hayate.bidder.campaigns.live.CurrencyRates.NONE,
                false,
                exchange.seed(),
                MONDAY.toEpochMilli(),
                TimeUnit.DAYS.toMillis(days),
                requestsPerDay,
                DayTraffic.Shape.PLAIN_DAY,
                TrafficMix.BANNER,
                200);
    }

    private static ExchangeSettings easyToWin() {
        return ExchangeSettings.defaults(1)
                .withDelivery(Delivery.PUNCTUAL)
                .withCompetition(new ExchangeSettings.Competition(ExchangeSettings.AuctionType.FIRST, 1, 100_000));
    }

    private static SimulatedCampaigns generated(final String dailyUsd) {
        return SimulatedCampaigns.generated(
                GeneratorOptions.of(GeneratorOptions.Profile.MIXED, 40, 1), new BigDecimal(dailyUsd));
    }

    private static SimulatedCampaigns oneOfTokyo() {
        return SimulatedCampaigns.of(List.of(TOKYO_CAMPAIGN.getBytes(StandardCharsets.UTF_8)));
    }
}
