package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign team asks why a campaign does not deliver. */
class ExplainTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LaunchedBidder bidder;
    private static long lastCampaign = 8000;

    @BeforeAll
    static void launch() throws Exception {
        bidder = LaunchedBidder.launch(folder);
    }

    @AfterAll
    static void close() throws IOException {
        bidder.close();
    }

    @Test
    void shouldTellWhatLimitsACampaign() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        final TestCampaign elsewhere = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json() + "\n" + elsewhere.json());
        final long[] sent = {0};
        LaunchedBidder.await("samples", () -> {
            sent[0]++;
            bidder.bid(campaign.request("why-" + sent[0]));
            return why(campaign).at("/estimate/samples").asInt() > 1;
        });

        final JsonNode why = why(campaign);
        assertThat(why.path("live").asBoolean()).isTrue();
        assertThat(why.path("biddableNow").asBoolean()).isTrue();
        assertThat(why.at("/exact/bids").asLong()).isBetween(1L, sent[0]);
        final JsonNode other = why(elsewhere);
        assertThat(row(other, "siteDomain").path("share").asDouble()).isGreaterThan(0);
        assertThat(row(other, "siteDomain").path("text").asText()).contains("siteDomain excludes");
        assertThat(row(other, "not_looked_at").path("kind").asText()).isEqualTo("exact");

        bidder.call("PUT", path(campaign), campaign.withStatus("paused").json());
        LaunchedBidder.await("the pause", () -> !why(campaign).path("live").asBoolean());
        final JsonNode paused = why(campaign);
        assertThat(paused.path("status").asText()).isEqualTo("paused");
        assertThat(paused.at("/reasons/0/reason").asText()).isEqualTo("status");
        assertThat(paused.at("/exact/bids").asLong()).isPositive();
    }

    @Test
    void shouldKnowNoCampaignThatIsNotThere() throws Exception {
        assertThat(bidder.get("/campaigns/987654321/why").statusCode()).isEqualTo(404);
        assertThat(bidder.get("/campaigns/x/why").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldExplainARequest() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json());
        final JsonNode bid = explain("?campaign=" + campaign.id(), campaign.request("secret-id"));
        assertThat(bid.path("outcome").asText()).isEqualTo("bid");
        assertThat(bid.at("/campaign/outcome").asText()).isEqualTo("bid");
        assertThat(bid.at("/campaign/opportunities/0/creatives/0/price").decimalValue())
                .isEqualByComparingTo("2.5");
        assertThat(bid.toString()).doesNotContain("secret-id");

        final TestCampaign elsewhere = TestCampaign.of(++lastCampaign);
        bidder.apply(elsewhere.json());
        final JsonNode other = explain("?exchange=demo&campaign=" + elsewhere.id(), campaign.request("r"));
        assertThat(other.at("/campaign/outcome").asText()).isEqualTo("not_targeted");
        assertThat(other.at("/campaign/excludedBy/0").asText()).isEqualTo("siteDomain");
        assertThat(other.path("dimensions").findValuesAsText("dimension")).contains("siteDomain");
        assertThat(explain("?campaign=999999", campaign.request("r"))
                        .at("/campaign/outcome")
                        .asText())
                .isEqualTo("not_live");
        assertThat(explain("", campaign.request("r", ",\"cur\":[\"??\"]"))
                        .at("/gate/reason")
                        .asText())
                .isEqualTo("currency_not_allowed");
    }

    @Test
    void shouldRefuseWhatItCannotExplain() throws Exception {
        assertThat(call("", "{}").statusCode()).isEqualTo(400);
        assertThat(call("", "not json").statusCode()).isEqualTo(400);
        final String request = TestCampaign.of(1).request("r");
        assertThat(call("?exchange=nobody", request).statusCode()).isEqualTo(400);
        assertThat(call("?campaign=-1", request).statusCode()).isEqualTo(400);
        assertThat(call("", " ".repeat(128 * 1024) + request).statusCode()).isEqualTo(413);
        assertThat(call("", " ".repeat(128 * 1024 - request.length()) + request).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldShowItsMetrics() throws Exception {
        call("", TestCampaign.of(1).request("r"));
        assertThat(bidder.metric("hayate_explain_requests_explained_total")).isPositive();
        assertThat(bidder.metric("hayate_explain_counts_lost_total{")).isZero();
        assertThat(bidder.metric("hayate_explain_samples_dropped_total{")).isZero();
    }

    private static JsonNode why(final TestCampaign campaign) throws IOException, InterruptedException {
        return bidder.json(path(campaign) + "/why");
    }

    private static JsonNode row(final JsonNode why, final String reason) {
        for (final JsonNode row : why.path("reasons")) {
            if (row.path("reason").asText().equals(reason)) {
                return row;
            }
        }
        throw new AssertionError("no " + reason + " in " + why.toPrettyString());
    }

    private static JsonNode explain(final String query, final String request) throws IOException, InterruptedException {
        final HttpResponse<String> answer = call(query, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> call(final String query, final String request)
            throws IOException, InterruptedException {
        final HttpResponse<String> answer = bidder.callWithToken("POST", "/explain" + query, request);
        OpenApiDocument.read().assertDescribes("POST", "/explain", answer.statusCode());
        return answer;
    }

    private static String path(final TestCampaign campaign) {
        return "/campaigns/" + campaign.id();
    }
}
