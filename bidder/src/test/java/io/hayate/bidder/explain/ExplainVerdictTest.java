package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.GeneratedCampaigns;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcStrings;
import io.hayate.bidder.privacy.TcfRegistration;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is explained is what the route does: generated requests of every format, bid on and then explained. */
@Tag("jdk25")
class ExplainVerdictTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 1_500;
    private static final int CAMPAIGNS = 400;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            noBid: 204                                                | false
            noBid: 204                                                | true
            noBid: 200, openBids: 3, dealBids: 2, httpsOnly: true     | false
            noBid: 200, openBids: 3, dealBids: 2, httpsOnly: true     | true
            """)
    void shouldTellWhatTheRouteDoes(final String profile, final boolean inParts) throws IOException {
        final PrivacyPolicy policy =
                new PrivacyPolicy(new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10), false);
        final RequestGenerator generator = new RequestGenerator(11, TrafficMix.ALL);
        final Random random = new Random(1);
        final Set<NoBidReason> reasons = new HashSet<>();
        final Map<Long, Map<String, Long>> looks = new HashMap<>();
        int bids = 0;
        final Campaign[] campaigns = GeneratedCampaigns.withoutBudgets(CAMPAIGNS, "USD");
        final ExchangeProfile exchange = TestProfiles.of("demo", 0, profile);
        try (ExplainFixture fixture = inParts
                ? ExplainFixture.inParts(exchange, policy, campaigns)
                : new ExplainFixture(exchange, policy, campaigns)) {
            for (int i = 0; i < REQUESTS; i++) {
                final byte[] request = generator.request(i);
                final Map<NoBidReason, Long> before = reasonCounts(fixture.bidder);
                final int length = fixture.bidder.bid(request);
                final Set<String> bid = length > 0 ? bids(JSON.readTree(fixture.bidder.answerText())) : Set.of();
                final long campaign = campaigns[random.nextInt(CAMPAIGNS)].id();
                final ObjectNode report = fixture.explain(request, campaign);
                if (length == BidRoute.BAD_REQUEST) {
                    assertThat(report).isEmpty();
                    continue;
                }
                assertThat(report.path("outcome").asText()).isEqualTo(length > 0 ? "bid" : "no_bid");
                if (length <= 0) {
                    final NoBidReason counted = counted(before, reasonCounts(fixture.bidder));
                    reasons.add(counted);
                    assertThat(report.path("reason").asText())
                            .as(new String(request, StandardCharsets.UTF_8))
                            .isEqualTo(counted.label());
                } else {
                    bids += bid.size();
                }
                assertThat(explainedBids(report)).isEqualTo(bid);
                final boolean test = JSON.readTree(request).path("test").asInt() == 1;
                if (!test) {
                    countLooks(report, looks);
                }
                holdAgainstBids(report.path("campaign"), bid, campaign);
            }
            assertThat(bids).isGreaterThan(REQUESTS / 5);
            assertThat(reasons).hasSizeGreaterThan(6);
            for (final Campaign campaign : campaigns) {
                final CampaignFunnel.Exact exact = fixture.funnel(campaign.id()).exact();
                assertThat(exact == null).isEqualTo(campaign.status() != CampaignStatus.ACTIVE);
                if (exact == null) {
                    continue;
                }
                final Map<String, Long> counted = new HashMap<>();
                exact.noBids().forEach((reason, count) -> counted.put(reason.label(), count));
                if (exact.bids() > 0) {
                    counted.put("bid", exact.bids());
                }
                assertThat(counted).isEqualTo(looks.getOrDefault(campaign.id(), Map.of()));
            }
        }
    }

    /** A campaign bids just where its verdict says so; one that breaks a rule or is not targeted never does. */
    private static void holdAgainstBids(final JsonNode verdict, final Set<String> bids, final long campaign) {
        if (verdict.isMissingNode()) {
            return;
        }
        final boolean bidsHere = bids.stream().anyMatch(each -> each.startsWith(campaign + " "));
        assertThat(verdict.path("outcome").asText().equals("bid"))
                .as(verdict.toString())
                .isEqualTo(bidsHere);
        boolean passesAnywhere = false;
        for (final JsonNode opportunity : verdict.path("opportunities")) {
            for (final JsonNode creative : opportunity.path("creatives")) {
                passesAnywhere |= creative.path("passes").asBoolean();
            }
        }
        if (bidsHere || verdict.path("outcome").asText().equals("no_budget")) {
            assertThat(passesAnywhere).as(verdict.toString()).isTrue();
            assertThat(verdict.path("excludedBy")).isEmpty();
        }
        if (!verdict.path("excludedBy").isEmpty()) {
            assertThat(verdict.path("outcome").asText()).isEqualTo("not_targeted");
        }
    }

    private static void countLooks(final JsonNode report, final Map<Long, Map<String, Long>> looks) {
        assertThat(report.path("candidatesLookedAt").asInt())
                .isEqualTo(report.path("candidates").size());
        for (final JsonNode look : report.path("candidates")) {
            looks.computeIfAbsent(look.path("campaign").asLong(), id -> new HashMap<>())
                    .merge(look.path("outcome").asText(), 1L, Long::sum);
        }
    }

    private static Set<String> explainedBids(final JsonNode report) {
        final Set<String> bids = new HashSet<>();
        for (final JsonNode look : report.path("candidates")) {
            if (look.path("outcome").asText().equals("bid")) {
                bids.add(look.path("campaign").asLong() + " "
                        + look.path("impressionId").asText() + " "
                        + look.path("deal").asText() + " "
                        + look.path("creative").asText() + " "
                        + look.path("price").decimalValue().doubleValue());
            }
        }
        return bids;
    }

    private static Set<String> bids(final JsonNode answer) {
        final Set<String> bids = new HashSet<>();
        answer.path("seatbid")
                .forEach(seat -> seat.path("bid")
                        .forEach(bid -> bids.add(bid.path("cid").asLong() + " "
                                + bid.path("impid").asText() + " "
                                + bid.path("dealid").asText() + " "
                                + bid.path("crid").asText() + " "
                                + bid.path("price").asDouble())));
        return bids;
    }

    private static NoBidReason counted(final Map<NoBidReason, Long> before, final Map<NoBidReason, Long> after) {
        return after.entrySet().stream()
                .filter(each -> each.getValue() > before.get(each.getKey()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Map<NoBidReason, Long> reasonCounts(final PipelineFixture bidder) {
        final Map<NoBidReason, Long> counts = new EnumMap<>(NoBidReason.class);
        for (final NoBidReason reason : NoBidReason.values()) {
            counts.put(reason, bidder.pipeline.requestNoBids().get(reason));
        }
        return counts;
    }
}
