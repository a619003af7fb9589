package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.match.PlainCampaigns;
import io.hayate.bidder.bid.match.PlainRequest;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the explain agent estimates is what a plain look at each campaign and request tells. */
@Tag("jdk25")
class EstimatesPropertyTest {
    private static final String HOUR_OF_WEEK = "14";
    private static final int REQUESTS = 200;
    private static final int REQUESTS_PER_BATCH = 40;

    @ParameterizedTest
    @CsvSource({"1, false", "65, false", "130, false", "65, true", "200, true"})
    void shouldEstimateWhatAPlainLookTells(final int campaignCount, final boolean inParts) {
        final Random random = new Random(campaignCount);
        final List<Campaign> campaigns =
                new PlainCampaigns(random).next(campaignCount, PlainCampaigns.TARGETED, PipelineFixture.NOW_MS);
        final IdentityHashMap<Campaign, PlainFunnel> plain = new IdentityHashMap<>();
        campaigns.forEach(each -> plain.put(each, new PlainFunnel(each)));
        final Campaign[] all = campaigns.toArray(new Campaign[0]);
        try (ExplainFixture fixture = inParts
                ? ExplainFixture.inParts(PipelineFixture.DEMO, PrivacyPolicy.DEFAULT, all)
                : new ExplainFixture(all)) {
            for (int i = 0; i < REQUESTS; i++) {
                final PlainRequest request = new PlainRequest(random);
                if (campaigns.stream().noneMatch(request::isOnTheEdgeOf)) {
                    fixture.bidAndSample(request.json);
                    plain.values().forEach(each -> each.judge(request));
                }
                if (i % REQUESTS_PER_BATCH == 0) {
                    fixture.nowMs += ExplainAgent.BATCH_PAUSE_MS;
                    fixture.agent.doWork();
                }
            }
            int excluded = 0;
            for (final Campaign campaign : campaigns) {
                final CampaignFunnel.Estimate estimate =
                        fixture.funnel(campaign.id()).estimate();
                final PlainFunnel expected = plain.get(campaign);
                assertThat(estimate.samples()).isEqualTo(expected.samples);
                assertThat(estimate.alone()).as(campaign.toString()).isEqualTo(expected.alone);
                assertThat(estimate.first()).isEqualTo(expected.first);
                assertThat(estimate.outcomes().getOrDefault(SampleOutcome.NOT_BIDDABLE_NOW.column(), 0))
                        .isEqualTo(expected.leftWhileNotBiddable);
                assertThat(estimate.outcomes().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .isEqualTo(expected.left);
                assertThat(estimate.outcomes()).doesNotContainKey(SampleOutcome.NO_SINGLE_IMPRESSION.column());
                excluded += estimate.alone().size();
            }
            assertThat(excluded).isPositive();
        }
    }

    /** One campaign, looked at request by request and dimension by dimension. */
    private static final class PlainFunnel {
        private final Campaign campaign;
        private final Map<FunnelDimension, Campaign> targetedOn = new EnumMap<>(FunnelDimension.class);
        private final Map<FunnelDimension, Integer> alone = new EnumMap<>(FunnelDimension.class);
        private final Map<FunnelDimension, Integer> first = new EnumMap<>(FunnelDimension.class);
        private int samples;
        private int left;
        private int leftWhileNotBiddable;

        PlainFunnel(final Campaign campaign) {
            this.campaign = campaign;
            for (final FunnelDimension dimension : FunnelDimension.values()) {
                targetedOn.put(dimension, targetedOn(campaign, dimension));
            }
        }

        void judge(final PlainRequest request) {
            samples++;
            final Set<FunnelDimension> excluding = EnumSet.noneOf(FunnelDimension.class);
            for (final FunnelDimension dimension : FunnelDimension.values()) {
                if (!matches(request, targetedOn.get(dimension))) {
                    excluding.add(dimension);
                }
            }
            if (excluding.contains(FunnelDimension.SIZE)) {
                // Of a format that is not there, no position is told.
                excluding.remove(FunnelDimension.POSITION);
            }
            excluding.forEach(each -> alone.merge(each, 1, Integer::sum));
            excluding.stream().findFirst().ifPresent(each -> first.merge(each, 1, Integer::sum));
            if (excluding.isEmpty()) {
                left++;
                leftWhileNotBiddable += matches(request, campaign) ? 0 : 1;
            }
        }

        private static boolean matches(final PlainRequest request, final Campaign campaign) {
            final List<String> deals = new ArrayList<>(request.deals);
            deals.add(null);
            return deals.stream()
                    .anyMatch(deal -> request.isMatchedBy(campaign, deal, PipelineFixture.NOW_MS, HOUR_OF_WEEK));
        }

        private static Campaign targetedOn(final Campaign campaign, final FunnelDimension which) {
            final CampaignBuilder one = CampaignBuilder.campaign(campaign.id())
                    .flight(PipelineFixture.NOW_MS, PipelineFixture.NOW_MS + 1, ZoneId.of("Asia/Tokyo"));
            final Targeting targeting = campaign.targeting();
            switch (which) {
                case RADIUS -> one.radius(targeting.radius().toArray(new Targeting.Circle[0]));
                case OS_VERSION -> one.osVersions(targeting.osVersions());
                case SEGMENT -> one.segments(targeting.segments());
                case SEAT -> {} // all have the profile's
                case SIZE -> campaign.creatives().forEach(one::creative);
                default -> {
                    final Dimension dimension = Dimension.valueOf(which.name());
                    one.include(dimension, targeting.rule(dimension).include().toArray(new String[0]));
                    one.exclude(dimension, targeting.rule(dimension).exclude().toArray(new String[0]));
                }
            }
            if (which != FunnelDimension.SIZE) {
                PlainCampaigns.addAllSizes(one);
            }
            return one.build();
        }
    }
}
