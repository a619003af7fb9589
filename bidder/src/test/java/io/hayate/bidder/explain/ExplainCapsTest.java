package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.audience.ExchangeTags;
import io.hayate.bidder.audience.TestAudience;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.audience.UserKey;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frequency caps in explanations: told with their reasons, and not moved by being asked for. */
class ExplainCapsTest {
    private static final Campaign TWICE = campaign(1).cap(Scope.CAMPAIGN, 2, 24).build();

    @TempDir
    private Path folder;

    private static PermittedUserData newUserData(final TestAudience audience) {
        return new PermittedUserData(new UserFinder(
                audience.agent().users().newReader(), audience.secret(), List.of(), List.of(PipelineFixture.DEMO)));
    }

    private static String request(final String user, final int impressions) {
        final StringBuilder imps = new StringBuilder();
        for (int i = 1; i <= impressions; i++) {
            imps.append(i == 1 ? "" : ",").append("{\"id\":\"" + i + "\",\"banner\":{\"w\":300,\"h\":250}}");
        }
        return "{\"id\":\"r\",\"imp\":[" + imps + "],\"user\":{" + user + "}}";
    }

    @Test
    void shouldTellWhyACappedCampaignDoesNotBid() {
        try (TestAudience audience = TestAudience.open(folder, 1_000);
                ExplainFixture fixture = new ExplainFixture(
                        PipelineFixture.DEMO,
                        PrivacyPolicy.DEFAULT,
                        newUserData(audience),
                        newUserData(audience),
                        TWICE)) {
            fixture.bidder.ledgerAgent.add(audience.agent().newImpressionFeed(new ExchangeTags(List.of("demo"))));
            fixture.bidder.publish(TWICE);
            final String user = "\"buyeruid\":\"u\"";
            for (int i = 0; i < 5; i++) {
                assertThat(outcome(fixture, request(user, 1)))
                        .as("nothing is pending by being asked")
                        .isEqualTo("bid");
            }
            final JsonNode three = fixture.explain(request(user, 3), 1);
            assertThat(three.toString()).contains("frequency_capped");
            assertThat(outcome(fixture, request("", 1))).isEqualTo("capped_without_user");

            show(fixture.bidder, audience, 1);
            show(fixture.bidder, audience, 2);
            assertThat(outcome(fixture, request(user, 1))).isEqualTo("frequency_capped");

            fixture.bidAndSample(request(user, 1));
            fixture.bidAndSample(request("", 1));
            final CampaignFunnel funnel = fixture.funnel(1);
            assertThat(funnel.exact().noBids())
                    .containsAllEntriesOf(
                            Map.of(NoBidReason.FREQUENCY_CAPPED, 1L, NoBidReason.CAPPED_WITHOUT_USER, 1L));
        }
    }

    private static String outcome(final ExplainFixture fixture, final String request) {
        return fixture.explain(request, 1).path("campaign").path("outcome").asText();
    }

    private static void show(final PipelineFixture bidder, final TestAudience audience, final long sequence) {
        final UserKey key = audience.key(UserIdType.BUYERUID, "u");
        final NoticeRecord notice = bidder.ledgerProxy.notice();
        notice.kind = NoticeKind.BILL;
        notice.billedOn = NoticeKind.BILL;
        notice.noticeTimeMs = PipelineFixture.NOW_MS;
        notice.bidTimeMs = PipelineFixture.NOW_MS;
        notice.epoch = 1;
        notice.sequence = sequence;
        notice.campaignId = TWICE.id();
        notice.advertiserId = TWICE.advertiserId();
        notice.creativeId = TWICE.creatives().get(0).id();
        notice.currency = TWICE.budget().currencyCode();
        notice.hasUser = true;
        notice.userKeyHigh = key.high();
        notice.userKeyLow = key.low();
        bidder.ledgerProxy.offer();
        bidder.ledgerAgent.doWork();
        audience.agent().doWork();
    }
}
