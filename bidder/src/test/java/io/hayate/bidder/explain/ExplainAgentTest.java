package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of a campaign as requests, changes and other campaigns come. */
class ExplainAgentTest {
    private static final Campaign CHEAP = campaign(1).bidCpmMicros(1_000_000).build();
    private static final Campaign DEAR = campaign(2).bidCpmMicros(2_000_000).build();

    @Test
    void shouldCountWhatBecameOfCandidates() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP, DEAR)) {
            for (int i = 0; i < 5; i++) {
                fixture.bidder.bid(request(i, "\"bidfloor\":0.5"));
            }
            fixture.bidder.bid(request(6, "\"bidfloor\":1.5"));
            fixture.bidder.bid(request(7, "\"bidfloor\":3"));
            fixture.bidder.bid(request(8, "\"bidfloor\":3", ",\"test\":1"));

            final CampaignFunnel.Exact dear = fixture.funnel(2).exact();
            assertThat(dear.bids()).isEqualTo(6);
            assertThat(dear.noBids()).isEqualTo(Map.of(NoBidReason.BELOW_FLOOR, 1L));
            assertThat(dear.looks()).isEqualTo(7);
            assertThat(fixture.funnel(1).exact().looks()).isZero();
        }
    }

    @Test
    void shouldCountWhatBecameOfCandidatesOfAllParts() {
        final Campaign[] campaigns = new Campaign[24];
        for (int i = 0; i < campaigns.length; i++) {
            campaigns[i] = campaign(i + 1)
                    .bidCpmMicros(1_000_000)
                    .include(Dimension.SITE_DOMAIN, "site" + i + ".example")
                    .build();
        }
        try (ExplainFixture fixture = ExplainFixture.inParts(PipelineFixture.DEMO, PrivacyPolicy.DEFAULT, campaigns)) {
            for (int i = 0; i < campaigns.length; i++) {
                for (int n = 0; n <= i; n++) {
                    fixture.bidder.bid(requestOfSite(n, i, "0.5"));
                }
                fixture.bidder.bid(requestOfSite(100, i, "3"));
            }
            assertCounted(fixture, campaigns);
            // As one part, and then as parts again: what was counted stays with its campaign.
            fixture.bidder.publish(campaigns);
            assertCounted(fixture, campaigns);
            fixture.bidder.publishInParts(campaigns);
            assertCounted(fixture, campaigns);
        }
    }

    private static void assertCounted(final ExplainFixture fixture, final Campaign[] campaigns) {
        for (int i = 0; i < campaigns.length; i++) {
            final CampaignFunnel funnel = fixture.funnel(campaigns[i].id());
            assertThat(funnel.biddableNow()).isTrue();
            assertThat(funnel.open()).isTrue();
            assertThat(funnel.exact().bids()).isEqualTo(i + 1);
            assertThat(funnel.exact().noBids()).isEqualTo(Map.of(NoBidReason.BELOW_FLOOR, 1L));
        }
    }

    @Test
    void shouldFollowACampaignFromPartToPart() {
        final Campaign[] campaigns = new Campaign[24];
        for (int i = 0; i < campaigns.length; i++) {
            campaigns[i] = campaign(i + 1).bidCpmMicros(1_000_000).build();
        }
        try (ExplainFixture fixture = ExplainFixture.inParts(PipelineFixture.DEMO, PrivacyPolicy.DEFAULT, campaigns)) {
            fixture.bidAndSample(request(1, "\"bidfloor\":0.5"));
            for (final Campaign each : campaigns) {
                assertThat(fixture.funnel(each.id()).estimate().samples()).isOne();
                assertThat(fixture.funnel(each.id()).estimate().judged()).isOne();
            }
            // A campaign of the base, which is then in a small part with another targeting.
            campaigns[3] = campaign(4)
                    .bidCpmMicros(1_000_000)
                    .include(Dimension.COUNTRY, "JPN")
                    .build();
            fixture.bidder.change(campaigns, 3, 4);
            fixture.bidAndSample(request(2, "\"bidfloor\":0.5"));

            final CampaignFunnel.Estimate changed = fixture.funnel(4).estimate();
            assertThat(changed.samples()).isOne();
            assertThat(changed.alone()).isEqualTo(Map.of(FunnelDimension.COUNTRY, 1));
            assertThat(fixture.funnel(5).estimate().samples()).isEqualTo(2);
            final JsonNode report = fixture.explain(request(3, "\"bidfloor\":0.5"), 4);
            assertThat(report.path("campaigns").asInt()).isEqualTo(campaigns.length);
            assertThat(report.at("/dimensions/0/excludes").asInt()).isOne();
            assertThat(report.at("/dimensions/0/left").asInt()).isEqualTo(campaigns.length - 1);
            assertThat(report.at("/campaign/excludedBy/0").asText()).isEqualTo("country");
        }
    }

    @Test
    void shouldCountABidThatWasNotSent() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            CHEAP.creatives().forEach(each -> fixture.bidder.loseCreative(each.id()));
            fixture.bidder.bid(request(1, "\"bidfloor\":0.5"));

            final CampaignFunnel.Exact exact = fixture.funnel(1).exact();
            assertThat(exact.bids()).isZero();
            assertThat(exact.noBids()).isEqualTo(Map.of(NoBidReason.CREATIVE_UNREADABLE, 1L));
        }
    }

    @Test
    void shouldEstimateWhoLostToABetterOne() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP, DEAR)) {
            for (int i = 0; i < 4; i++) {
                fixture.bidAndSample(request(i, "\"bidfloor\":0.5"));
            }
            fixture.bidAndSample(request(5, "\"bidfloor\":3"));

            final CampaignFunnel.Estimate cheap = fixture.funnel(1).estimate();
            assertThat(cheap.samples()).isEqualTo(5);
            assertThat(cheap.outcomes())
                    .isEqualTo(Map.of(
                            SampleOutcome.LOST_TO_BETTER.column(),
                            4,
                            SampleOutcome.column(NoBidReason.BELOW_FLOOR),
                            1));
            assertThat(fixture.funnel(2).estimate().outcomes())
                    .isEqualTo(Map.of(SampleOutcome.BID.column(), 4, SampleOutcome.column(NoBidReason.BELOW_FLOOR), 1));
        }
    }

    @Test
    void shouldTellEveryRuleThatAloneRulesOutACandidate() {
        final Campaign both = campaign(1)
                .bidCpmMicros(1_000_000)
                .creative(new CreativeBuilder(11, 300, 250)
                        .categories(1, "IAB7")
                        .secure(false)
                        .build())
                .creative(new CreativeBuilder(12, 300, 250)
                        .categories(1, "IAB7")
                        .secure(true)
                        .build())
                .build();
        try (ExplainFixture fixture = new ExplainFixture(both)) {
            fixture.bidAndSample(request(1, "\"secure\":1,\"bidfloor\":2", ",\"bcat\":[\"IAB7\"]"));
            fixture.bidAndSample(request(2, "\"secure\":1"));

            final CampaignFunnel.Estimate estimate = fixture.funnel(1).estimate();
            assertThat(estimate.judged()).isEqualTo(2);
            assertThat(estimate.rules()).isEqualTo(Map.of(NoBidReason.BLOCKED_CATEGORY, 1, NoBidReason.BELOW_FLOOR, 1));

            final JsonNode creatives = fixture.explain(
                            request(3, "\"secure\":1,\"bidfloor\":2", ",\"bcat\":[\"IAB7\"]"), 1)
                    .at("/campaign/opportunities/0/creatives");
            assertThat(creatives.findValuesAsText("reason"))
                    .containsExactly(
                            "not_secure", "blocked_category", "below_floor", "blocked_category", "below_floor");
        }
    }

    @Test
    void shouldTellSamplesThatTheGateRulesOutApart() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            fixture.bidAndSample(request(1, "\"bidfloor\":0.5", ",\"cur\":[\"???\"]"));
            fixture.bidAndSample(request(2, "\"bidfloor\":0.5"));

            final CampaignFunnel.Estimate estimate = fixture.funnel(1).estimate();
            assertThat(estimate.samples()).isOne();
            assertThat(estimate.gate()).isEqualTo(Map.of(NoBidReason.CURRENCY_NOT_ALLOWED, 1L));
            assertThat(estimate.gateSamples()).isEqualTo(2);
        }
    }

    @Test
    void shouldForgetEstimatesButNoCountsWhenACampaignChanges() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP, DEAR)) {
            fixture.bidAndSample(request(1, "\"bidfloor\":0.5"));
            assertThat(fixture.funnel(2).estimate().samples()).isOne();
            final Campaign changed = campaign(2)
                    .bidCpmMicros(2_000_000)
                    .include(Dimension.COUNTRY, "JPN")
                    .build();
            fixture.bidder.publish(CHEAP, changed);

            assertThat(fixture.funnel(2).estimate().samples()).isZero();
            assertThat(fixture.funnel(1).estimate().samples()).isOne();
            assertThat(fixture.funnel(2).exact().bids()).isOne();
        }
    }

    @Test
    void shouldKeepTheCountsOfACampaignThatPauses() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            fixture.bidder.bid(request(1, "\"bidfloor\":0.5"));
            fixture.bidder.publish();
            final CampaignFunnel paused = fixture.funnel(1);
            assertThat(paused.campaign()).isNull();
            assertThat(paused.estimate()).isNull();
            assertThat(paused.exact().bids()).isOne();

            fixture.bidder.publish(CHEAP);
            fixture.bidder.bid(request(2, "\"bidfloor\":0.5"));
            assertThat(fixture.funnel(1).exact().bids()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotLetAnOrdinalsNextCampaignInheritAnything() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            for (int i = 0; i < 3; i++) {
                fixture.bidAndSample(request(i, "\"bidfloor\":0.5"));
            }
            fixture.bidAndSample(request(4, "\"bidfloor\":5"));
            assertThat(fixture.funnel(1).exact().looks()).isEqualTo(4);
            fixture.bidder.publish();
            fixture.agent.doWork();
            final Campaign next = campaign(77).bidCpmMicros(1_000_000).build();
            fixture.nowMs += 5_000;
            fixture.bidder.publish(next);

            final CampaignFunnel funnel = fixture.funnel(77);
            assertThat(funnel.exact().looks()).isZero();
            assertThat(funnel.exact().sinceMs()).isEqualTo(fixture.nowMs);
            assertThat(funnel.estimate().samples()).isZero();
            assertThat(funnel.estimate().outcomes()).isEmpty();
            assertThat(fixture.funnel(1).exact()).isNull();

            fixture.bidAndSample(request(5, "\"bidfloor\":0.5"));
            assertThat(fixture.funnel(77).exact().bids()).isOne();
            assertThat(fixture.funnel(77).exact().looks()).isOne();
            assertThat(fixture.funnel(77).estimate().samples()).isOne();
        }
    }

    @Test
    void shouldHalveWhatIsLongAgo() {
        try (ExplainFixture fixture = new ExplainFixture(campaign(1)
                .bidCpmMicros(1_000_000)
                .include(Dimension.COUNTRY, "JPN")
                .build())) {
            final int most = FunnelEstimates.MOST_SAMPLES;
            for (int i = 0; i < most + 100; i++) {
                fixture.bidAndSample(request(i, "\"bidfloor\":0.5"));
                if (i % 50 == 0) {
                    fixture.nowMs += ExplainAgent.BATCH_PAUSE_MS;
                    fixture.agent.doWork();
                }
            }
            final CampaignFunnel.Estimate estimate = fixture.funnel(1).estimate();
            assertThat(estimate.samples()).isBetween(most / 2, most / 2 + 150);
            assertThat(estimate.alone()).isEqualTo(Map.of(FunnelDimension.COUNTRY, estimate.samples()));
        }
    }

    @Test
    void shouldRestAfterABatch() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            fixture.bidAndSample(request(1, "\"bidfloor\":0.5"));
            fixture.agent.doWork();
            final long judged = fixture.agent.counters().get(ExplainCounter.SAMPLES_JUDGED);
            assertThat(judged).isOne();
            fixture.bidAndSample(request(2, "\"bidfloor\":0.5"));
            assertThat(fixture.agent.doWork()).isZero();
            assertThat(fixture.agent.counters().get(ExplainCounter.SAMPLES_JUDGED))
                    .isOne();

            fixture.nowMs += ExplainAgent.BATCH_PAUSE_MS;
            fixture.agent.doWork();
            assertThat(fixture.agent.counters().get(ExplainCounter.SAMPLES_JUDGED))
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldPinNoIndexBetweenBatches() {
        try (ExplainFixture fixture = new ExplainFixture(CHEAP)) {
            fixture.bidAndSample(request(1, "\"bidfloor\":0.5"));
            fixture.agent.doWork();
            fixture.explain(request(2, "\"bidfloor\":0.5"), 1);
            assertThat(fixture.bidder.live.lowestPinnedVersion()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldReserveNothingForAnExplanation() {
        final Campaign campaign =
                campaign(1).bidCpmMicros(1_000_000).budget(1_000_000, 1_000_000).build();
        try (ExplainFixture fixture = new ExplainFixture(campaign)) {
            for (int i = 0; i < 20; i++) {
                assertThat(fixture.explain(request(i, "\"bidfloor\":0.5"), 1)
                                .path("outcome")
                                .asText())
                        .isEqualTo("bid");
            }
            fixture.bidder.ledgerAgent.doWork();
            assertThat(fixture.bidder.bid(request(30, "\"bidfloor\":0.5"))).isPositive();
            fixture.bidder.ledgerAgent.doWork();

            final JsonNode after = fixture.explain(request(31, "\"bidfloor\":0.5"), 1);
            assertThat(after.path("outcome").asText()).isEqualTo("no_bid");
            assertThat(after.at("/campaign/outcome").asText()).isEqualTo("not_biddable_now");
            assertThat(after.at("/campaign/budgetLeft").asBoolean()).isFalse();
        }
    }

    private static String requestOfSite(final int id, final int site, final String floor) {
        return "{\"id\":\"%d\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250},\"bidfloor\":%s}],\"site\":{\"domain\":\"site%d.example\"}}"
                .formatted(id, floor, site);
    }

    private static String request(final int id, final String impression) {
        return request(id, impression, "");
    }

    private static String request(final int id, final String impression, final String more) {
        return "{\"id\":\"%d\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250},%s}],\"site\":{\"domain\":\"a.example\"}%s}"
                .formatted(id, impression, more);
    }
}
