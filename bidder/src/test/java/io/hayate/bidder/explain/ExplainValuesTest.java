package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Bid.Strategy;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an impression is worth to a campaign that pays for clicks, and what became of that. */
class ExplainValuesTest {
    private static final int CPC = 1;
    private static final int CPM = 2;
    private static final String REQUEST =
            "{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250},\"bidfloor\":0.5}]}";

    private final ExplainFixture fixture = new ExplainFixture(
            PipelineFixture.DEMO,
            PrivacyPolicy.DEFAULT,
            campaign(CPC).bid(new Bid(Strategy.CPC, 1_000_000, 9_000_000)).build(),
            campaign(CPM).bidCpmMicros(2_000_000).build());

    @Test
    void shouldTellTheValueAndWhoWasWorthMore() {
        final JsonNode report = explain(CPC);
        assertThat(report.at("/campaign/outcome").asText()).isEqualTo("lost_to_better");
        final JsonNode creative = report.at("/campaign/opportunities/0/creatives/0");
        assertThat(creative.path("value").decimalValue()).isEqualByComparingTo("1");
        assertThat(creative.path("price").decimalValue()).isEqualByComparingTo("1");
        assertThat(report.at("/candidates/0/campaign").asInt()).isEqualTo(CPM);
        assertThat(explain(CPM).at("/campaign/outcome").asText()).isEqualTo("bid");
        assertThat(explain(CPM).at("/campaign/opportunities/0/creatives/0").has("value"))
                .isFalse();
    }

    @Test
    void shouldTellThatTheValueIsBelowTheFloorOrNotKnown() {
        fixture.bidder.prices.values().publish(0, 400_000);
        assertThat(reason()).isEqualTo("below_floor");
        fixture.bidder.prices.values().publish(0, 0);
        assertThat(reason()).isEqualTo("no_value");
        assertThat(explain(CPC).at("/campaign/outcome").asText()).isEqualTo("no_value");
    }

    private String reason() {
        return explain(CPC)
                .at("/campaign/opportunities/0/creatives/0/broken/0/reason")
                .asText();
    }

    private JsonNode explain(final long campaign) {
        return fixture.explain(REQUEST.getBytes(StandardCharsets.UTF_8), campaign);
    }
}
