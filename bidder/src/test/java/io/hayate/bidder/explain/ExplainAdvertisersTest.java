package io.hayate.bidder.explain;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Advertiser;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an advertiser's seat and its blocked sites rule out is told as that, and as nothing else. */
class ExplainAdvertisersTest {
    // The advertiser of campaign n is n % 7 + 1.
    private static final long OWN_SEAT = 1;
    private static final long BLOCKING = 2;
    private static final long PLAIN = 3;
    private static final long OWN_SEAT_UNDER_DEAL = 8;
    private static final long PLAIN_ABROAD = 10;

    private final Campaign[] campaigns = {
        campaign(OWN_SEAT).bidCpmMicros(3_000_000).build(),
        campaign(BLOCKING).bidCpmMicros(2_000_000).build(),
        campaign(PLAIN).bidCpmMicros(1_000_000).build(),
        campaign(OWN_SEAT_UNDER_DEAL).include(Dimension.DEAL, "d").build(),
        campaign(PLAIN_ABROAD).include(Dimension.COUNTRY, "JPN").build()
    };

    private ExplainFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ExplainFixture(PipelineFixture.DEMO, PrivacyPolicy.DEFAULT);
        fixture.bidder.advertisers(
                new Advertiser(OWN_SEAT + 1, "", Map.of("demo", "own"), List.of()),
                new Advertiser(BLOCKING + 1, "", Map.of(), List.of("bad.example")));
        fixture.bidder.publish(campaigns);
        fixture.nowMs += ExplainAgent.FOLLOW_PAUSE_MS;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String request(final String impression, final String more) {
        return "{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}" + impression
                + "}],\"device\":{\"geo\":{\"country\":\"USA\"}}" + more + "}";
    }

    private List<String> excludedBy(final String request, final long campaign) {
        final List<String> labels = new ArrayList<>();
        fixture.explain(request, campaign).at("/campaign/excludedBy").forEach(label -> labels.add(label.asText()));
        return labels;
    }

    @Test
    void shouldTellThatASiteIsBlocked() {
        final String request = request("", ",\"site\":{\"page\":\"https://www.bad.example/\"}");
        assertThat(excludedBy(request, BLOCKING)).containsExactly("siteDomain");
        assertThat(excludedBy(request, PLAIN)).isEmpty();
    }

    @Test
    void shouldTellThatASeatIsNotAllowed() {
        final String ownOnly = request("", ",\"wseat\":[\"own\"],\"site\":{\"domain\":\"bad.example\"}");
        assertThat(excludedBy(ownOnly, OWN_SEAT)).isEmpty();
        assertThat(excludedBy(ownOnly, PLAIN)).containsExactly("seat");
        assertThat(excludedBy(ownOnly, BLOCKING)).containsExactly("seat", "siteDomain");
        assertThat(excludedBy(ownOnly, PLAIN_ABROAD)).containsExactly("seat", "country");
        final String blocked = request("", ",\"bseat\":[\"own\"]");
        assertThat(excludedBy(blocked, OWN_SEAT)).containsExactly("seat");
        assertThat(excludedBy(blocked, PLAIN)).isEmpty();
        assertThat(excludedBy(request("", ""), OWN_SEAT)).isEmpty();
    }

    @Test
    void shouldTellThatADealIsForAnotherSeat() {
        final String deal = ",\"pmp\":{\"deals\":[{\"id\":\"d\",\"wseat\":[\"%s\"]}]}";
        assertThat(excludedBy(request(deal.formatted("own"), ""), OWN_SEAT_UNDER_DEAL))
                .isEmpty();
        assertThat(excludedBy(request(deal.formatted("hayate"), ""), OWN_SEAT_UNDER_DEAL))
                .containsExactly("deal");
    }

    @Test
    void shouldSumUpWhatSeatsRuleOut() {
        final JsonNode report = fixture.explain(request("", ",\"wseat\":[\"own\"]"), ExplainQueries.ALL_CAMPAIGNS);
        assertThat(report.at("/dimensions/0").toString())
                .isEqualTo("{\"dimension\":\"seat\",\"excludes\":3,\"excludesFirst\":3,\"left\":2}");
        assertThat(report.at("/outcomes/no_single_impression").isMissingNode()).isTrue();
    }
}
