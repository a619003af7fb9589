package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.wire.WireAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does on the admin port, and what that does to the bid port. */
class OperationsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LaunchedBidder bidder;
    private static long lastCampaign = 2000;

    @BeforeAll
    static void launch() throws Exception {
        bidder = LaunchedBidder.launch(folder);
    }

    @AfterAll
    static void close() throws IOException {
        bidder.close();
    }

    @Test
    void shouldBidWithACampaignThatWasPutUntilItIsPaused() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        final HttpResponse<String> created = bidder.call("PUT", path(campaign), campaign.json());
        assertThat(created.statusCode()).isEqualTo(201);
        awaitBid(campaign);

        assertThat(bidder.call(
                                "PUT",
                                path(campaign),
                                campaign.withStatus("paused").json())
                        .statusCode())
                .isEqualTo(200);
        shouldNotBid(campaign);

        assertThat(bidder.call("PUT", path(campaign), campaign.json()).statusCode())
                .isEqualTo(200);
        awaitBid(campaign);
        bidder.call("PUT", path(campaign), campaign.withAmount("1.75").json());
        LaunchedBidder.await("the new price", () -> {
            final JsonNode bid = LaunchedBidder.firstBid(bidder.bid(campaign.request("price")));
            return bid.path("price").asText().equals("1.75");
        });

        assertThat(bidder.call("DELETE", path(campaign), "").statusCode()).isEqualTo(204);
        shouldNotBid(campaign);
        assertThat(bidder.get(path(campaign)).statusCode()).isEqualTo(404);
        assertThat(bidder.call("DELETE", path(campaign), "").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldChangeOnlyTheVersionThatIfMatchNames() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        final String first = etag(bidder.call("PUT", path(campaign), campaign.json()));
        assertThat(etag(bidder.get(path(campaign)))).isEqualTo(first);
        final String dearer = campaign.withAmount("3").json();
        final String second = etag(bidder.call("PUT", path(campaign), dearer, "If-Match", first));
        assertThat(second).isNotEqualTo(first);

        assertThat(bidder.call("PUT", path(campaign), campaign.json(), "If-Match", first)
                        .statusCode())
                .isEqualTo(412);
        assertThat(bidder.call("DELETE", path(campaign), "", "If-Match", first).statusCode())
                .isEqualTo(412);
        assertThat(JSON.readTree(bidder.get(path(campaign)).body())
                        .at("/bid/amount")
                        .asText())
                .isEqualTo("3");
        assertThat(bidder.call("DELETE", path(campaign), "", "If-Match", second).statusCode())
                .isEqualTo(204);
        assertThat(bidder.call("PUT", path(campaign), campaign.json(), "If-Match", "*")
                        .statusCode())
                .isEqualTo(412);
    }

    @Test
    void shouldNameLineFieldAndReasonOfWhatIsRefused() throws Exception {
        final TestCampaign good = TestCampaign.of(++lastCampaign);
        final TestCampaign bad = TestCampaign.of(++lastCampaign).withAmount("-1");

        final HttpResponse<String> many =
                bidder.call("POST", "/campaigns", bad.json() + "\n" + good.json() + "\nnot json\n");
        assertThat(many.statusCode()).isEqualTo(200);
        final JsonNode report = JSON.readTree(many.body());
        assertThat(report.path("accepted").asInt()).isEqualTo(1);
        assertThat(report.at("/refused/0/line").asInt()).isEqualTo(1);
        assertThat(report.at("/refused/0/id").asLong()).isEqualTo(bad.id());
        assertThat(report.at("/refused/0/path").asText()).isEqualTo("bid.amount");
        assertThat(report.at("/refused/0/reason").asText()).isNotEmpty();
        assertThat(report.at("/refused/1/line").asInt()).isEqualTo(3);
        awaitBid(good);

        final HttpResponse<String> one = bidder.call("PUT", path(bad), bad.json());
        assertThat(one.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(one.body()).at("/refused/0/path").asText()).isEqualTo("bid.amount");
        final HttpResponse<String> other = bidder.call("PUT", path(bad), good.json());
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(other.body()).at("/refused/0/path").asText()).isEqualTo("id");
    }

    @Test
    void shouldListWhatWasPutIn() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json());

        final Set<Long> ids = bidder.get("/campaigns")
                .body()
                .lines()
                .map(OperationsTest::idOf)
                .collect(Collectors.toSet());

        assertThat(ids).contains(campaign.id());
        assertThat(JSON.readTree(bidder.get(path(campaign)).body()).path("name").asText())
                .isEqualTo("Test " + campaign.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "exchange", "advertiser", "campaign"})
    void shouldSwitchBiddingOffAtOnceAndOverARestart(final String scope) throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json());
        awaitBid(campaign);

        final JsonNode off = switchBidding(campaign, scope, false);
        shouldNotBid(campaign);
        assertThat(bidder.json("/bidding")).isEqualTo(off);

        bidder.close();
        bidder = LaunchedBidder.launch(folder);
        assertThat(bidder.json("/bidding")).isEqualTo(off);
        shouldNotBid(campaign);

        final JsonNode on = switchBidding(campaign, scope, true);
        awaitBid(campaign);
        assertThat(on.toString())
                .isEqualTo("{\"bidding\":true,\"exchangesOff\":[],\"advertisersOff\":[],\"campaignsOff\":[]}");
    }

    @Test
    void shouldBookABidFromBeforeARestartOnce() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json());
        awaitBid(campaign);
        final String burl = bidder.firstBid(campaign.request("before"))
                .path("burl")
                .asText()
                .replace("${AUCTION_PRICE}", "2");

        bidder.close();
        bidder = LaunchedBidder.launch(folder);
        final long bids = bidder.ledger(campaign.id()).path("bids").asLong();
        assertThat(bids).as("kept over the restart").isPositive();
        assertThat(bidder.fire(burl).status()).isEqualTo(204);
        assertThat(bidder.fire(burl).status()).isEqualTo(204);

        assertThat(bidder.ledger(campaign.id()).path("billed").asLong()).isEqualTo(1);
        assertThat(bidder.ledger(campaign.id()).path("spentTotal").asText()).isEqualTo("0.002");
        // The log has kept what was reserved for it.
        assertThat(bidder.metric("hayate_ledger_booked_without_reservation_total"))
                .as("what the bid had reserved is held over the restart")
                .isZero();
    }

    @Test
    void shouldAnswerOnOpenConnectionsWhileItDrains() throws Exception {
        final TestCampaign campaign = TestCampaign.of(++lastCampaign);
        bidder.apply(campaign.json());
        awaitBid(campaign);

        final CompletableFuture<Void> drained = bidder.drain();
        try {
            LaunchedBidder.await("not ready", () -> bidder.get("/readyz").statusCode() == 503);
            LaunchedBidder.await("the last answer of the connection", () -> {
                final WireAnswer answer = bidder.bid(campaign.request("draining"));
                assertThat(answer.status()).isEqualTo(200);
                return answer.saysClose();
            });
            drained.get(20, TimeUnit.SECONDS);
            assertThat(bidder.get("/livez").statusCode()).isEqualTo(200);
            assertThat(bidder.get("/readyz").body()).contains("draining");
        } finally {
            bidder.close();
            bidder = LaunchedBidder.launch(folder);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"all\":true}",
                "{\"all\":true,\"campaign\":1,\"bidding\":false}",
                "[]",
                "x",
                "{\"bidding\":1}"
            })
    void shouldRefuseASwitchThatIsNone(final String body) throws Exception {
        final HttpResponse<String> answer = bidder.call("PUT", "/bidding", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/refused/0/reason").asText())
                .isNotEmpty();
    }

    @Test
    void shouldTellHowItIs() throws Exception {
        for (final String probe : List.of("/livez", "/readyz", "/startupz")) {
            final JsonNode health = bidder.json(probe);
            assertThat(health.path("state").asText()).isEqualTo("ready");
        }
        final JsonNode version = bidder.json("/version");
        assertThat(version.path("version").asText()).isNotEmpty();
        assertThat(version.path("jdk").asText()).isNotEmpty();
        final HttpResponse<String> config = bidder.get("/config");
        assertThat(config.body()).doesNotContain(LaunchedBidder.ADMIN_TOKEN);
        assertThat(JSON.readTree(config.body()).at("/request-timeout/origin").asText())
                .isEqualTo("default");
        assertThat(JSON.readTree(config.body()).at("/loops/origin").asText()).isEqualTo("flag --loops");
        final double requests = bidder.metric("hayate_bid_requests_total");
        bidder.bid("{}");
        assertThat(bidder.metric("hayate_bid_requests_total")).isEqualTo(requests + 1);
        assertThat(bidder.metric("hayate_campaigns_live")).isNotNegative();
        assertThat(bidder.metric("hayate_http_connections_open")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/config", "/campaigns", "/campaigns/1", "/campaigns/1/ledger", "/bidding"})
    void shouldAskForTheToken(final String path) throws Exception {
        final HttpResponse<String> without = bidder.callWithoutToken("GET", path, "");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(without.body()).path("error").asText()).isNotEmpty();
        assertThat(bidder.callWithoutToken("GET", path, "", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/startupz", "/metrics"})
    void shouldAskProbesForNoToken(final String path) throws Exception {
        assertThat(bidder.callWithoutToken("GET", path, "").statusCode()).isEqualTo(200);
    }

    /** The other direction is held by the admin port's own test of the document. */
    @Test
    void shouldServeEveryCallOfTheDocument() throws Exception {
        for (final String operation : OpenApiDocument.read().operations().keySet()) {
            final String method = operation.substring(0, operation.indexOf(' '));
            final String path = operation.substring(operation.indexOf('/')).replace("{id}", "999999");
            final HttpResponse<String> answer = bidder.call(method, path, method.equals("GET") ? "" : "{}");
            assertThat(answer.statusCode()).as(operation).isNotIn(405, 500);
            assertThat(answer.body()).as(operation).doesNotContain("there is no such call");
        }
    }

    @Test
    void shouldTellErrorsInOneShape() throws Exception {
        for (final String path : List.of("/campaigns/999999", "/campaigns/999999/ledger", "/campaigns/x/ledger")) {
            final HttpResponse<String> answer = bidder.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(JSON.readTree(answer.body()).path("error").asText()).startsWith("there is no campaign");
        }
    }

    private static JsonNode switchBidding(final TestCampaign campaign, final String scope, final boolean bidding)
            throws Exception {
        final String value = switch (scope) {
            case "all" -> "true";
            case "exchange" -> "\"demo\"";
            case "advertiser" -> Long.toString(campaign.advertiser());
            default -> Long.toString(campaign.id());
        };
        final String body = "{\"%s\":%s,\"bidding\":%s}".formatted(scope, value, bidding);
        final HttpResponse<String> answer = bidder.call("PUT", "/bidding", body);
        assertThat(answer.statusCode()).as(body).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** When the ledger has granted something. */
    private static void awaitBid(final TestCampaign campaign) throws Exception {
        LaunchedBidder.await(
                "a bid of campaign " + campaign.id(),
                () -> bidder.bid(campaign.request("on")).status() == 200);
    }

    /** From the answered change on. */
    private static void shouldNotBid(final TestCampaign campaign) throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(bidder.bid(campaign.request("off")).status()).isEqualTo(204);
        }
    }

    private static String etag(final HttpResponse<String> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static String path(final TestCampaign campaign) {
        return "/campaigns/" + campaign.id();
    }

    private static long idOf(final String campaign) {
        try {
            return JSON.readTree(campaign).path("id").asLong();
        } catch (final IOException e) {
            throw new AssertionError(campaign, e);
        }
    }
}
