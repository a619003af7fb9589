package io.hayate.bidder.bid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.check.Advertisers;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.BidderLimits;
import io.hayate.loadtest.check.CheckSettings;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Campaigns in three currencies, of advertisers with seats and blocked sites, on requests of every format: the same bids
 * whether they are in one part or in several, and every one keeps the rules.
 */
class GeneratedPartsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAMPAIGNS = 400;
    private static final int REQUESTS = 400;
    private static final List<String> SEATS = List.of("hayate", "one", "two");

    private final Random random = new Random(5);
    private final List<String> documents = new ArrayList<>();
    private final List<Campaign> campaigns = new ArrayList<>();
    private final Map<Long, Advertiser> advertisers = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"openBids: 1", "openBids: 3, dealBids: 2, maxBidsPerAnswer: 5"})
    void shouldBidTheSameFromAnyPartAndKeepEveryRule(final String fields) throws IOException {
        generate();
        final ExchangeProfile exchange = TestProfiles.of("demo", 0, fields);
        final BidChecker checker = checker(exchange);
        final RequestGenerator requests = new RequestGenerator(3, TrafficMix.ALL);
        int bids = 0;
        final Set<String> seats = new TreeSet<>();
        try (PipelineFixture whole = new PipelineFixture(exchange, "https://track.example");
                PipelineFixture parts = new PipelineFixture(exchange, "https://track.example")) {
            prepare(whole);
            prepare(parts);
            whole.publish(campaigns.toArray(Campaign[]::new));
            parts.publishInParts(campaigns.toArray(Campaign[]::new));
            for (int i = 0; i < REQUESTS; i++) {
                final byte[] request = withSeats(requests.request(i));
                final List<String> fromWhole = bids(whole, request, checker, seats);
                assertThat(bids(parts, request, checker, seats))
                        .as(new String(request, StandardCharsets.UTF_8))
                        .isEqualTo(fromWhole);
                bids += fromWhole.size();
            }
        }
        assertThat(bids).isGreaterThan(REQUESTS / 5);
        assertThat(seats).containsExactlyInAnyOrderElementsOf(SEATS);
    }

    private void generate() throws IOException {
        final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        final GeneratorOptions.Content content =
                new GeneratorOptions.Content(GeneratorOptions.DEFAULT_FORMATS, List.of("USD", "JPY", "EUR"), List.of());
        new CampaignGenerator(new GeneratorOptions(
                        GeneratorOptions.Profile.MIXED,
                        CAMPAIGNS,
                        9,
                        0,
                        content,
                        GeneratorOptions.Ids.DEFAULT,
                        GeneratorOptions.DEFAULT_START))
                .write(lines);
        for (final String line : lines.toString(StandardCharsets.UTF_8).lines().toList()) {
            documents.add(line);
            campaigns.add(Objects.requireNonNull(new CampaignParser()
                    .parse(line.getBytes(StandardCharsets.UTF_8), 1)
                    .campaign()));
        }
        for (final Campaign campaign : campaigns) {
            advertisers.computeIfAbsent(
                    campaign.advertiserId(),
                    id -> new Advertiser(
                            id,
                            "",
                            random.nextBoolean() ? Map.of() : Map.of("demo", SEATS.get(random.nextInt(SEATS.size()))),
                            random.nextInt(4) > 0 ? List.of() : List.of("news-00" + random.nextInt(10) + ".example")));
        }
    }

    private void prepare(final PipelineFixture bidder) {
        bidder.advertisers(advertisers.values().toArray(Advertiser[]::new));
        bidder.rates(new CurrencyRates(
                CurrencyCode.USD,
                PipelineFixture.NOW_MS,
                Map.of(CurrencyCode.of("EUR"), 875_000_000L, CurrencyCode.of("JPY"), 155_200_000_000L)));
    }

    private BidChecker checker(final ExchangeProfile exchange) throws IOException {
        final List<String> known = new ArrayList<>();
        for (final Advertiser each : advertisers.values()) {
            known.add(JSON.writeValueAsString(each));
        }
        return new BidChecker(CheckSettings.defaults()
                .withBidsPerImp(exchange.limits().openBids(), exchange.limits().dealBids())
                .withRates(io.hayate.loadtest.check.CurrencyRates.of(
                        Map.of("USD", BigDecimal.ONE, "EUR", new BigDecimal("0.875"), "JPY", new BigDecimal("155.2"))))
                .withLimits(new BidderLimits(0, false, Set.of())
                        .withAdvertisers(Advertisers.of(documents, known, exchange.name(), exchange.seat()))));
    }

    /** Every third request has lists of seats; what it had is overruled, as the last of two equal keys counts. */
    private byte[] withSeats(final byte[] request) {
        final String text = new String(request, StandardCharsets.UTF_8);
        if (random.nextInt(3) > 0 || !text.endsWith("}")) {
            return request;
        }
        final String key = random.nextBoolean() ? "wseat" : "bseat";
        final String seat = SEATS.get(random.nextInt(SEATS.size()));
        return (text.substring(0, text.length() - 1) + ",\"" + key + "\":[\"" + seat + "\"]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Impression, deal and price of each: of two campaigns that bid the same either may be first. */
    private static List<String> bids(
            final PipelineFixture bidder, final byte[] request, final BidChecker checker, final Set<String> seats)
            throws IOException {
        final List<String> bids = new ArrayList<>();
        if (bidder.bid(request) > 0) {
            final String answer = bidder.answerText();
            assertThat(checker.sentences(request, answer.getBytes(StandardCharsets.UTF_8)))
                    .as(new String(request, StandardCharsets.UTF_8))
                    .isEmpty();
            for (final JsonNode seat : JSON.readTree(answer).path("seatbid")) {
                seats.add(seat.path("seat").asText());
                seat.path("bid")
                        .forEach(bid ->
                                bids.add(bid.path("impid") + " " + bid.path("dealid") + " " + bid.path("price")));
            }
        }
        bids.sort(null);
        return bids;
    }
}
