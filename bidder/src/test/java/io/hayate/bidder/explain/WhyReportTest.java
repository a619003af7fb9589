package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.explain.CampaignFunnel.Estimate;
import io.hayate.bidder.explain.CampaignFunnel.Exact;
import io.hayate.bidder.ledger.AccountStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhyReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NOW_MS = Instant.parse("2026-11-22T09:00:00Z").toEpochMilli();
    private static final Estimate NO_SAMPLES =
            new Estimate(NOW_MS, 0, Map.of(), Map.of(), Map.of(), 0, Map.of(), Map.of(), 0);

    @Test
    void shouldTellTheMostLimitingFirst() {
        final Estimate estimate = new Estimate(
                NOW_MS,
                10_000,
                Map.of(FunnelDimension.DEVICE_TYPE, 400, FunnelDimension.COUNTRY, 7_100),
                new EnumMap<>(Map.of(FunnelDimension.COUNTRY, 7_100, FunnelDimension.DEVICE_TYPE, 100)),
                new TreeMap<>(Map.of(SampleOutcome.LOST_TO_BETTER.column(), 2_500, SampleOutcome.BID.column(), 300)),
                1_000,
                Map.of(NoBidReason.BLOCKED_CATEGORY, 700),
                Map.of(NoBidReason.CONSENT_DENIED, 30L),
                10_030);
        final JsonNode why = why(
                live(campaign(1), true, true, estimate, Map.of(NoBidReason.BELOW_FLOOR, 620L, NoBidReason.NO_SIZE, 5L)),
                List.of());

        assertThat(texts(why))
                .containsExactly(
                        "below_floor ended 60 % of the 1,025 times that the campaign was looked at since"
                                + " 2026-11-22T09:00:00Z: The campaign bids less than the impression's or the deal's floor.",
                        "no_size ended 0.5 % of the 1,025 times that the campaign was looked at since"
                                + " 2026-11-22T09:00:00Z: No creative of the campaigns has an offered format and, of a banner, an allowed size.",
                        "country excludes 71 % of sampled requests (7,100 of 10,000)",
                        "lost_to_better ends 25 % of sampled requests (2,500 of 10,000): a candidate that bids as much or more was looked at before, and took the place",
                        "blocked_category excludes 70 % of the 1,000 sampled requests on which the campaign was a candidate:"
                                + " bcat or acat rule out the creative's categories.",
                        "deviceType excludes 4 % of sampled requests (400 of 10,000)",
                        "consent_denied rules out 0.3 % of sampled requests for all campaigns (30 of 10,030):"
                                + " The consent string denies the selection of ads (TCF purpose 2).");
        final JsonNode country = why.path("reasons").get(2);
        assertThat(country.path("kind").asText()).isEqualTo("estimate");
        assertThat(country.path("reason").asText()).isEqualTo("country");
        assertThat(country.path("count").asInt()).isEqualTo(7_100);
        assertThat(country.path("of").asInt()).isEqualTo(10_000);
        assertThat(country.path("share").asDouble()).isEqualTo(0.71);
        assertThat(country.path("margin").asDouble()).isBetween(0.008, 0.01);
        assertThat(why.at("/estimate/funnel")).hasSize(5);
        assertThat(why.at("/estimate/funnel").findValuesAsText("step"))
                .containsExactly("samples", "country", "deviceType", "lost_to_better", "bid");
        assertThat(why.at("/estimate/funnel").findValuesAsText("left"))
                .containsExactly("10000", "2900", "2800", "300", "300");
        assertThat(why.at("/exact/bids").asInt()).isEqualTo(400);
        assertThat(why.at("/exact/candidates").asInt()).isEqualTo(1_025);
    }

    @Test
    void shouldSayWhenThereAreNoSamples() {
        final JsonNode why = why(live(campaign(1), true, true, NO_SAMPLES, Map.of()), List.of());
        assertThat(reasons(why)).containsExactly("no_samples");
        assertThat(texts(why).get(0)).contains("No request has been sampled");
    }

    @Test
    void shouldTellStatesFirst() {
        final CampaignFunnel notLive = new CampaignFunnel(1, null, false, false, NOW_MS, null, null);
        assertThat(states(notLive, "paused", null, BiddingSwitches.ALL_ON)).containsExactly("status");
        assertThat(states(notLive, "active", null, BiddingSwitches.ALL_ON)).containsExactly("not_live");
        assertThat(states(notLive, "archived", null, new BiddingSwitches(true, Set.of(), Set.of(2L), Set.of(1L))))
                .containsExactly("status", "switched_off", "switched_off", "switched_off");

        final CampaignFunnel before =
                live(campaign(1).flight(NOW_MS + 1, NOW_MS + 2, ZoneId.of("UTC")), false, true, NO_SAMPLES, Map.of());
        assertThat(states(before, "active", null, BiddingSwitches.ALL_ON)).containsExactly("flight");
        final CampaignFunnel after =
                live(campaign(1).flight(NOW_MS - 1, NOW_MS, ZoneId.of("UTC")), false, true, NO_SAMPLES, Map.of());
        assertThat(states(after, "active", null, BiddingSwitches.ALL_ON)).containsExactly("flight");
        final CampaignFunnel wrongHour = live(
                campaign(1).flight(NOW_MS - 1, NOW_MS + 1, ZoneId.of("UTC")).include(Dimension.HOUR_OF_WEEK, "3", "4"),
                false,
                true,
                NO_SAMPLES,
                Map.of());
        assertThat(states(wrongHour, "active", null, BiddingSwitches.ALL_ON)).containsExactly("hourOfWeek");
        assertThat(states(
                        live(campaign(1).include(Dimension.EXCHANGE, "demo"), true, true, NO_SAMPLES, Map.of()),
                        "active",
                        null,
                        new BiddingSwitches(false, Set.of("demo"), Set.of(), Set.of())))
                .containsExactly("switched_off");
        assertThat(states(
                        live(campaign(1), true, true, NO_SAMPLES, Map.of()),
                        "active",
                        null,
                        new BiddingSwitches(false, Set.of("demo"), Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void shouldTellWhichBudgetIsSpent() {
        final CampaignFunnel closed =
                live(campaign(1).budget(5_000_000, Budget.NO_LIMIT), true, false, NO_SAMPLES, Map.of());
        final AccountStatement spent = new AccountStatement(1, "USD", 4_900_000, 9_000_000, 0, 1, 1, 1, 1, 0, 0, 0);
        assertThat(states(closed, "active", spent, BiddingSwitches.ALL_ON)).containsExactly("budget.daily");
        final AccountStatement reserved = new AccountStatement(1, "USD", 0, 0, 5_000_000, 2, 0, 0, 0, 0, 0, 0);
        assertThat(states(closed, "active", reserved, BiddingSwitches.ALL_ON)).containsExactly("budget");
        final CampaignFunnel total = live(campaign(1).budget(Budget.NO_LIMIT, 0), true, false, NO_SAMPLES, Map.of());
        assertThat(states(total, "active", AccountStatement.untouched(1, "USD"), BiddingSwitches.ALL_ON))
                .containsExactly("budget.total");
    }

    @Test
    void shouldTellThatNoRateLeadsToAnExchange() {
        assertThat(states(
                        live(campaign(1).currency("CHF"), true, true, NO_SAMPLES, Map.of()),
                        "active",
                        null,
                        BiddingSwitches.ALL_ON))
                .containsExactly("no_rate");
    }

    @Test
    void shouldRoundPercentsSoThatAllAndNothingMeanIt() {
        assertThat(WhyRow.percent(0, 7)).isEqualTo("0 %");
        assertThat(WhyRow.percent(7, 7)).isEqualTo("100 %");
        assertThat(WhyRow.percent(99_999, 100_000)).isEqualTo("99 %");
        assertThat(WhyRow.percent(1, 100_000)).isEqualTo("less than 0.1 %");
        assertThat(WhyRow.percent(4, 1_000)).isEqualTo("0.4 %");
        assertThat(WhyRow.percent(996, 100_000)).isEqualTo("1.0 %");
        assertThat(WhyRow.percent(2, 3)).isEqualTo("67 %");
        assertThat(WhyRow.margin(0, 10)).isPositive();
        assertThat(WhyRow.margin(500, 1_000)).isBetween(0.030, 0.032);
    }

    private static CampaignFunnel live(
            final CampaignBuilder builder,
            final boolean biddableNow,
            final boolean open,
            final Estimate estimate,
            final Map<NoBidReason, Long> noBids) {
        final Campaign campaign = builder.build();
        final Exact exact = new Exact(NOW_MS, noBids.isEmpty() ? 1 : 400, noBids);
        return new CampaignFunnel(campaign.id(), campaign, biddableNow, open, NOW_MS, exact, estimate);
    }

    private static JsonNode why(final CampaignFunnel funnel, final List<WhyRow> states) {
        return new WhyReport(funnel, states).json("active");
    }

    private static List<String> states(
            final CampaignFunnel funnel,
            final String status,
            final @Nullable AccountStatement account,
            final BiddingSwitches switches) {
        try {
            final List<WhyRow> rows = new CampaignStates(funnel, switches)
                    .rows(
                            JSON.readTree("{\"id\":1,\"advertiser\":2,\"status\":\"" + status + "\"}"),
                            account,
                            CurrencyRates.NONE,
                            ExchangeProfiles.builtIn().all());
            final JsonNode why = why(funnel, rows);
            assertThat(reasons(why).subList(0, rows.size()))
                    .isEqualTo(rows.stream().map(WhyRow::reason).toList());
            return rows.stream().map(WhyRow::reason).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> reasons(final JsonNode why) {
        return why.path("reasons").findValuesAsText("reason");
    }

    private static List<String> texts(final JsonNode why) {
        return why.path("reasons").findValuesAsText("text");
    }
}
