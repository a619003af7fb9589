package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireCase;
import io.hayate.bidder.wire.WireClient;
import io.hayate.bidder.wire.WireDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad inputs, sent to the whole bidder, which has a campaign that bids on what is good in them. */
class MalformedInputTest {
    private static final int REQUEST_TIMEOUT_MS = 1_000;

    /** Times, not answers: they need many clients or many minutes. */
    private static final List<String> ELSEWHERE = List.of("gen-slow-reader", "gen-idle-keepalive");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final TestCampaign CAMPAIGN = TestCampaign.of(7);

    @TempDir
    static Path folder;

    private static LaunchedBidder bidder;

    @BeforeAll
    static void launch() throws Exception {
        bidder = LaunchedBidder.launch(folder, "--request-timeout", REQUEST_TIMEOUT_MS + "ms");
        bidder.apply(CAMPAIGN.json() + "\n" + TestCampaign.of(8).anywhere().json());
        LaunchedBidder.await(
                "a bid", () -> bidder.bid(CAMPAIGN.request("first")).status() == 200);
    }

    @AfterAll
    static void close() throws IOException {
        bidder.close();
    }

    @TestFactory
    Stream<DynamicTest> shouldAnswerAsTheIndexAccepts() throws IOException {
        final WireDriver driver = new WireDriver(LaunchedBidder.HOST, bidder.bidPort(), REQUEST_TIMEOUT_MS);
        return corpus().filter(wireCase -> !ELSEWHERE.contains(wireCase.name()))
                .map(wireCase -> DynamicTest.dynamicTest(wireCase.name(), () -> {
                    assertThat(driver.drive(wireCase)).isEmpty();
                    shouldStillBid();
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldKeepTheConnectionAfterABadBody() throws IOException {
        return corpus().filter(WireCase::isBody)
                .map(wireCase -> DynamicTest.dynamicTest(wireCase.name(), () -> {
                    try (WireClient client = new WireClient(LaunchedBidder.HOST, bidder.bidPort())) {
                        client.send(wireCase.bytes());
                        shouldBeAnAnswer(client.readAnswer());
                        client.post(CAMPAIGN.request("after"), "Content-Type: application/json");
                        shouldBeABid(client.readAnswer(), "after");
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "{\"id\":\"1\"}",
                "{\"id\":\"1\",\"imp\":[]}",
                "{\"id\":\"1\",\"imp\":[1]}",
                "{\"imp\":[{\"id\":\"1\"}]}",
                "{\"id\":\"1\",\"imp\":[{\"id\":\"1\"}]}}",
                "{\"id\":\"1\",\"imp\":[{\"id\":\"1\"}],}",
                "{\"id\":\"\uD800\",\"imp\":[{\"id\":\"1\"}",
                "{'id':'1','imp':[{'id':'1'}]}"
            })
    void shouldAnswer400WithoutContentToWhatIsNoBidRequestAndGoOn(final String body) throws IOException {
        try (WireClient client = new WireClient(LaunchedBidder.HOST, bidder.bidPort())) {
            client.post(body, "Content-Type: application/json");
            final WireAnswer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEmpty();
            client.post(CAMPAIGN.request("after"), "Content-Type: application/json");
            shouldBeABid(client.readAnswer(), "after");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\",\"imp\":[{}]}",
                "{\"id\":\"1\",\"imp\":[{\"id\":\"1\"}]}",
                "{\"id\":\"1\",\"imp\":[{\"id\":\"1\",\"banner\":[]}]}",
                "{\"id\":1,\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}}],\"tmax\":1}",
                "{\"id\":1,\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}}],\"cur\":[\"XXX\"]}"
            })
    void shouldNotBidOnWhatCannotBeUsed(final String body) throws IOException {
        assertThat(bidder.bid(body).status()).isEqualTo(204);
        shouldStillBid();
    }

    @Test
    void shouldAnswer404ForAnExchangeWithoutProfile() throws IOException {
        try (WireClient client = new WireClient(LaunchedBidder.HOST, bidder.bidPort())) {
            client.send("POST /openrtb2/nobody HTTP/1.1\r\nHost: bidder.test\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.readAnswer().status()).isEqualTo(404);
        }
    }

    private static Stream<WireCase> corpus() throws IOException {
        final String corpus = System.getProperty("hayate.corpus", "");
        Assumptions.assumeFalse(corpus.isEmpty(), "skipped: -Dhayate.corpus names no folder with malformed/index.tsv");
        return WireCase.read(Path.of(corpus)).stream();
    }

    private static void shouldStillBid() throws IOException {
        shouldBeABid(bidder.bid(CAMPAIGN.request("good")), "good");
    }

    private static void shouldBeABid(final WireAnswer answer, final String requestId) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        final JsonNode response = JSON.readTree(answer.body());
        assertThat(response.path("id").asText()).isEqualTo(requestId);
        assertThat(response.at("/seatbid/0/bid/0/price").isNumber()).isTrue();
    }

    private static void shouldBeAnAnswer(final WireAnswer answer) throws IOException {
        assertThat(answer.status()).isIn(200, 204, 400, 413, 415);
        assertThat(answer.saysClose()).isFalse();
        if (answer.status() == 200) {
            assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
        } else {
            assertThat(answer.body()).isEmpty();
        }
    }
}
