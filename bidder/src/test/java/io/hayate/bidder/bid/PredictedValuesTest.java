package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Bid.Strategy;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.TestProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bid is the best of all candidates, whatever the most is that they may bid. */
class PredictedValuesTest {
    private static final String[] CURRENCIES = {"USD", "JPY", "EUR"};
    private static final CurrencyRates RATES = new CurrencyRates(
            CurrencyCode.of("USD"),
            PipelineFixture.NOW_MS,
            Map.of(CurrencyCode.of("JPY"), 155_200_000_000L, CurrencyCode.of("EUR"), 920_000_000L));
    /** {@code -Dhayate.property-rounds=100} makes it the long form. */
    private static final int ROUNDS = 2 * Integer.getInteger("hayate.property-rounds", 1);

    private static final int REQUESTS = 80;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(7);
    private Campaign[] campaigns = new Campaign[0];
    private PipelineFixture bidder = new PipelineFixture();

    /** Candidates of the request that could not be paid. */
    private final Set<Long> unpaid = new HashSet<>();

    private int bids;
    private int fallbacks;
    private int dealBids;

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "3, false", "3, true"})
    @Tag("jdk25")
    void shouldBidWithTheBestThatAScanOfAllFinds(final int currencies, final boolean inParts) {
        for (int round = 0; round < ROUNDS; round++) {
            try (PipelineFixture opened = new PipelineFixture(
                    TestProfiles.of("demo", 0, "otherCurrencies: [JPY, EUR]"), "https://track.example")) {
                bidder = opened;
                bidder.rates(currencies == 1 ? CurrencyRates.NONE : RATES);
                publish(currencies, inParts);
                bidder.pipeline.observe(unpaidOnes());
                for (int i = 0; i < REQUESTS; i++) {
                    // Leases run out on the way, as nobody grants new ones.
                    request(i, currencies);
                }
            }
        }
        assertThat(bids).isGreaterThan(ROUNDS * REQUESTS / 4);
        assertThat(fallbacks)
                .as("bids after a better candidate that could not be paid")
                .isPositive();
        assertThat(dealBids).isPositive();
    }

    private void publish(final int currencies, final boolean inParts) {
        campaigns = new Campaign[12 + random.nextInt(60)];
        for (int i = 0; i < campaigns.length; i++) {
            final String currency = CURRENCIES[random.nextInt(currencies)];
            final long unit = currency.equals("JPY") ? 150_000_000 : 1_000_000;
            final long most = unit / 10 * (1 + random.nextInt(40));
            final CampaignBuilder campaign = campaign(i + 1)
                    .currency(currency)
                    .bid(
                            random.nextInt(3) == 0
                                    ? Bid.cpm(most)
                                    : new Bid(random.nextBoolean() ? Strategy.CPC : Strategy.CPA, unit, most))
                    .creative(new CreativeBuilder(1_000 + i, 300, 250)
                            .categories(1, i % 5 == 0 ? "IAB7" : "IAB1")
                            .build());
            if (random.nextInt(3) == 0) {
                campaign.budget(20 * most, 20 * most);
            }
            if (i % 3 == 0) {
                campaign.include(Dimension.DEAL, "deal-1");
            }
            campaigns[i] = campaign.build();
        }
        if (inParts) {
            bidder.publishInParts(campaigns);
        } else {
            bidder.publish(campaigns);
        }
        for (int ordinal = 0; ordinal < campaigns.length; ordinal++) {
            // Now and then more than the campaign may bid, as after a change that the ledger agent has not seen.
            final long most = campaigns[ordinal].bidCpmMicros();
            bidder.prices.values().publish(ordinal, random.nextInt(6) == 0 ? 0 : random.nextLong(most + most / 10));
        }
    }

    private void request(final int id, final int currencies) {
        final String currency = CURRENCIES[random.nextInt(currencies)];
        final double unit = currency.equals("JPY") ? 150 : 1;
        final double floor = random.nextInt(3) == 0 ? 0 : unit * random.nextInt(30) / 10;
        final boolean deal = random.nextInt(3) == 0;
        final int auction = 1 + random.nextInt(3);
        final boolean blocked = random.nextBoolean();
        final String request = """
                {"id": "%d", "cur": ["%s"], "bcat": [%s], "imp": [{"id": "1", "banner": {"w": 300, "h": 250},
                 "bidfloor": %s, "bidfloorcur": "%s"%s}]}""".formatted(
                        id,
                        currency,
                        blocked ? "\"IAB7\"" : "",
                        floor,
                        currency,
                        deal ? """
                                ,"pmp": {"private_auction": 1, "deals": [{"id": "deal-1", "at": %d, "bidfloor": %s,
                                 "bidfloorcur": "%s"}]}""".formatted(auction, floor, currency) : "");
        unpaid.clear();
        compare(
                answered(request),
                deal,
                deal && auction == 3 && floor > 0,
                Math.round(floor * 1_000_000),
                currency,
                blocked,
                request);
    }

    /** The bids of one answer; asking once more would spend once more. */
    private List<JsonNode> answered(final String request) {
        final List<JsonNode> found = new ArrayList<>();
        if (bidder.bid(request) > 0) {
            try {
                final JsonNode answer = JSON.readTree(bidder.answerText());
                answer.path("seatbid").forEach(seat -> seat.path("bid").forEach(found::add));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private void compare(
            final List<JsonNode> found,
            final boolean deal,
            final boolean fixed,
            final long floorCpmMicros,
            final String currency,
            final boolean blocked,
            final String request) {
        long best = 0;
        final Set<Long> bestIds = new HashSet<>();
        for (int ordinal = 0; ordinal < campaigns.length; ordinal++) {
            final long worth = worth(ordinal, deal, currency, blocked);
            final long id = campaigns[ordinal].id();
            if (worth == 0 || worth < floorCpmMicros || unpaid.contains(id)) {
                continue;
            }
            if (worth > best) {
                best = worth;
                bestIds.clear();
            }
            if (worth == best) {
                bestIds.add(id);
            }
        }
        if (best == 0) {
            assertThat(found).as(request).isEmpty();
            return;
        }
        assertThat(found).as(request).hasSize(1);
        final JsonNode bid = found.get(0);
        assertThat(bestIds).as(request).contains(bid.path("cid").asLong());
        final long price = fixed ? floorCpmMicros : best;
        assertThat(Math.round(bid.path("price").asDouble() * 1_000_000))
                .as(request)
                .isEqualTo(price);
        bids++;
        dealBids += deal ? 1 : 0;
        fallbacks += unpaid.isEmpty() ? 0 : 1;
    }

    /** In the answer's currency; 0 if the campaign is no candidate. */
    private long worth(final int ordinal, final boolean deal, final String currency, final boolean blocked) {
        final Campaign campaign = campaigns[ordinal];
        final boolean ofDeal = ordinal % 3 == 0;
        if (deal != ofDeal || (blocked && ordinal % 5 == 0)) {
            return 0;
        }
        final long value = campaign.bid().strategy() == Strategy.CPM
                ? campaign.bidCpmMicros()
                : Math.min(campaign.bidCpmMicros(), bidder.prices.values().cpmMicros(ordinal));
        return RATES.convertDown(value, campaign.budget().currencyCode(), CurrencyCode.of(currency));
    }

    private RouteObserver unpaidOnes() {
        return new RouteObserver() {
            @Override
            public void onNoBid(final BidContext context) {
                if (context.candidateReason() == NoBidReason.NO_BUDGET) {
                    unpaid.add(context.index.campaign(context.slot).id());
                }
            }
        };
    }

    /** Kept candidates, values and shares of the turn cost no garbage. */
    @Test
    @Tag("jdk25")
    void shouldAllocateNothing() {
        publish(1, false);
        final List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add("""
                    {"id": "%d", "imp": [{"id": "1", "banner": {"w": 300, "h": 250}, "bidfloor": 0.%d}]}""".formatted(i, i).getBytes(StandardCharsets.UTF_8));
        }
        final int[] made = new int[1];
        final Runnable pass = () -> {
            made[0] = 0;
            for (int i = 0; i < 5_000; i++) {
                made[0] += bidder.bid(requests.get(i % requests.size())) > 0 ? 1 : 0;
            }
        };
        pass.run();
        final long leastBytes = AllocatedBytes.leastOf(4, pass);
        assertThat(made[0]).isPositive();
        assertThat(leastBytes).isLessThan(50);
    }
}
