package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.audience.TestAudience;
import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is judged with the segments that its user is known to be in, as on the bid route. */
class ExplainUsersTest {
    private static final Campaign FOR_AUTO = campaign(1)
            .bidCpmMicros(1_000_000)
            .segments(new Targeting.Segments(List.of(List.of("auto")), List.of()))
            .build();

    @TempDir
    private Path folder;

    private TestAudience audience;
    private UserFinder finderOfLoop;
    private UserFinder finderOfAgent;

    @BeforeEach
    void open() {
        audience = TestAudience.open(folder);
        finderOfLoop = newFinder();
        finderOfAgent = newFinder();
        audience.apply("{\"idType\": \"ifa\", \"id\": \"known\", \"segments\": [{\"id\": \"auto\"}]}");
    }

    @AfterEach
    void close() {
        audience.close();
    }

    private UserFinder newFinder() {
        return new UserFinder(
                audience.agent().users().newReader(), audience.secret(), List.of(), List.of(PipelineFixture.DEMO));
    }

    private static String request(final String ifa, final String regs) {
        return "{\"id\":\"1\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}}],\"device\":{\"ifa\":\"%s\"},\"regs\":{%s}}"
                .formatted(ifa, regs);
    }

    @Test
    void shouldJudgeWithTheSegmentsOfAKnownUser() {
        try (ExplainFixture fixture = new ExplainFixture(
                PipelineFixture.DEMO,
                PrivacyPolicy.DEFAULT,
                new PermittedUserData(finderOfLoop),
                new PermittedUserData(finderOfAgent),
                FOR_AUTO)) {
            assertThat(fixture.bidAndSample(request("known", ""))).isPositive();
            assertThat(fixture.bidAndSample(request("unknown", ""))).isZero();
            assertThat(fixture.bidAndSample(request("known", "\"coppa\":1"))).isZero();

            final CampaignFunnel.Estimate estimate = fixture.funnel(1).estimate();
            assertThat(estimate.samples()).isEqualTo(3);
            assertThat(estimate.alone()).isEqualTo(Map.of(FunnelDimension.SEGMENT, 2));
            assertThat(estimate.outcomes()).isEqualTo(Map.of(SampleOutcome.BID.column(), 1));

            assertThat(verdict(fixture, request("known", ""))).isEqualTo("bid");
            assertThat(verdict(fixture, request("unknown", ""))).isEqualTo("not_targeted");
            assertThat(verdict(fixture, request("known", "\"coppa\":1"))).isEqualTo("not_targeted");
            // Whoever explains looks up with a finder of its own.
            assertThat(finderOfLoop.lookups().get(UserLookupOutcome.FOUND)).isOne();
        }
    }

    private static String verdict(final ExplainFixture fixture, final String request) {
        final JsonNode campaign = fixture.explain(request, 1).path("campaign");
        assertThat(campaign.path("excludedBy").isEmpty())
                .isEqualTo(campaign.path("outcome").asText().equals("bid"));
        return campaign.path("outcome").asText();
    }
}
