package io.hayate.bidder.campaigns.admit;

import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminHandler;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.campaigns.CampaignAgent;
import io.hayate.bidder.campaigns.CampaignAgentLimits;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignEndpointsTest {
    private static final long NOW_MS = 1_793_800_000_000L;

    @TempDir
    private Path folder;

    private final Map<String, AdminHandler> routes = new HashMap<>();
    private final LiveIndex live = new LiveIndex(1);
    private DataDirectory directory;
    private CampaignAgent agent;

    @BeforeEach
    void open() throws Exception {
        directory = DataDirectory.open(folder);
        agent = CampaignAgent.open(
                directory,
                new CampaignAgentLimits(64, 64),
                live,
                () -> Long.MAX_VALUE,
                () -> CurrencyRates.NONE,
                () -> NOW_MS);
        new CampaignEndpoints(agent.proxy()).addTo((method, pattern, handler) -> routes.put(method + pattern, handler));
        new BiddingEndpoints(agent.proxy(), live)
                .addTo((method, pattern, handler) -> routes.put(method + pattern, handler));
    }

    @AfterEach
    void close() throws Exception {
        agent.onClose();
        directory.close();
    }

    private CompletableFuture<AdminAnswer> start(
            final String method, final String pattern, final String id, final String ifMatch, final String body) {
        return routes.get(method + pattern)
                .answer(new AdminRequest(
                        method,
                        pattern.replace("{id}", id),
                        Map.of("id", id),
                        Map.of(),
                        ifMatch == null ? Map.of() : Map.of("if-match", ifMatch),
                        body.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
    }

    private AdminAnswer call(
            final String method, final String pattern, final String id, final String ifMatch, final String body) {
        final CompletableFuture<AdminAnswer> answer = start(method, pattern, id, ifMatch, body);
        agent.doWork();
        return answer.join();
    }

    private AdminAnswer put(final String id, final String ifMatch, final String body) {
        return call("PUT", "/campaigns/{id}", id, ifMatch, body);
    }

    private AdminAnswer bidding(final String body) {
        return call("PUT", "/bidding", "", null, body);
    }

    private static String body(final AdminAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldCreateReadChangeAndDelete() {
        final AdminAnswer created = put("1", null, campaign(1, "a", 1));
        final String etag = created.headers().get("ETag");

        assertThat(created.status()).isEqualTo(201);
        assertThat(etag).matches("\"\\d+\"");
        final AdminAnswer read = call("GET", "/campaigns/{id}", "1", null, "");
        assertThat(read.headers()).containsEntry("ETag", etag);
        assertThat(body(read)).contains("\"name\":\"a\"");

        assertThat(put("1", "\"999\"", campaign(1, "b", 1)).status()).isEqualTo(412);
        assertThat(put("1", etag, campaign(1, "b", 1)).status()).isEqualTo(200);
        assertThat(call("DELETE", "/campaigns/{id}", "1", etag, "").status()).isEqualTo(412);
        assertThat(call("DELETE", "/campaigns/{id}", "1", null, "").status()).isEqualTo(204);
        assertThat(call("DELETE", "/campaigns/{id}", "1", null, "").status()).isEqualTo(404);
        assertThat(call("GET", "/campaigns/{id}", "1", null, "").status()).isEqualTo(404);
    }

    @Test
    void shouldAnswerRefusedRows() {
        final AdminAnswer refused = put("1", null, campaign(1, "a", 1).replace("2.50", "-1"));
        final AdminAnswer applied =
                call("POST", "/campaigns", "", null, campaign(1, "a", 1) + "\n\n{\"id\": 2, \"colour\": 1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(body(refused))
                .isEqualTo(
                        "{\"refused\":[{\"line\":1,\"id\":1,\"path\":\"bid.amount\",\"reason\":\"must be above 0\"}]}");
        assertThat(applied.status()).isEqualTo(200);
        assertThat(body(applied)).contains("\"accepted\":1").contains("\"line\":3,\"id\":null");
        assertThat(body(call("GET", "/campaigns", "", null, "")).lines()).hasSize(1);
    }

    @Test
    void shouldApplyALongBodyPieceByPiece() {
        final List<Boolean> rooms = new ArrayList<>();
        final CampaignSink sink = new CampaignSink(agent.proxy(), () -> rooms.add(true));
        final String name = "n".repeat(200);
        final byte[] first = (campaign(1, name, 1) + "\n" + " \n".repeat(CampaignSink.PIECE_BYTES / 2)).getBytes(UTF_8);

        assertThat(sink.onPart(first))
                .as("wants no more until the piece is taken")
                .isFalse();
        assertThat(rooms).isEmpty();
        agent.doWork();
        assertThat(rooms).hasSize(1);
        assertThat(sink.onPart((campaign(2, name, 1) + "\n").getBytes(UTF_8))).isTrue();
        final CompletableFuture<AdminAnswer> answer = sink.onEnd().toCompletableFuture();
        while (agent.doWork() > 0) {}

        assertThat(body(answer.join())).contains("\"accepted\":2").contains("\"refused\":[]");
        assertThat(live.current().campaignCount()).isEqualTo(2);
    }

    @Test
    void shouldTellWhyALongBodyCannotBeTakenAndDropTheRest() throws Exception {
        Files.delete(directory.campaigns().resolve("uploads"));
        final CampaignSink sink = new CampaignSink(agent.proxy(), () -> {});
        assertThat(sink.onPart(new byte[CampaignSink.PIECE_BYTES])).isFalse();
        agent.doWork();
        assertThat(sink.onPart(new byte[CampaignSink.PIECE_BYTES])).isTrue();
        final CompletableFuture<AdminAnswer> answer = sink.onEnd().toCompletableFuture();
        while (agent.doWork() > 0) {}

        assertThat(answer.join().status()).isEqualTo(500);
        assertThat(live.current().campaignCount()).isZero();
    }

    @Test
    void shouldRefuseAPathThatIsNoId() {
        assertThat(put("0", null, campaign(1, "a", 1)).status()).isEqualTo(400);
        assertThat(put("2", null, campaign(1, "a", 1)).status()).isEqualTo(400);
        assertThat(call("GET", "/campaigns/{id}", "x", null, "").status()).isEqualTo(404);
        assertThat(call("DELETE", "/campaigns/{id}", "99999999999999999999", null, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldAnswer429WhenTheQueueIsFull() {
        for (int i = 0; i < CampaignAgentProxy.MAX_WAITING; i++) {
            assertThat(start("GET", "/campaigns/{id}", "1", null, "")).isNotDone();
        }

        assertThat(call("GET", "/campaigns/{id}", "1", null, "").status()).isEqualTo(429);
    }

    @Test
    void shouldSwitchBidding() {
        assertThat(bidding("{\"all\": true, \"bidding\": false}").status()).isEqualTo(200);
        assertThat(live.switches().allOff()).isTrue();
        bidding("{\"exchange\": \"Demo\", \"bidding\": false}");
        bidding("{\"advertiser\": 7, \"bidding\": false}");
        bidding("{\"campaign\": 1001, \"bidding\": false}");

        assertThat(body(bidding("{\"all\": true, \"bidding\": true}")))
                .isEqualTo(
                        "{\"bidding\":true,\"exchangesOff\":[\"demo\"],\"advertisersOff\":[7],\"campaignsOff\":[1001]}");
        assertThat(body(call("GET", "/bidding", "", null, ""))).contains("\"exchangesOff\":[\"demo\"]");
    }

    @Test
    void shouldRefuseSwitchesThatAreNotClear() {
        assertThat(bidding("{\"bidding\": false}").status()).isEqualTo(400);
        assertThat(bidding("{\"all\": true}").status()).isEqualTo(400);
        assertThat(bidding("{\"all\": false, \"bidding\": false}").status()).isEqualTo(400);
        assertThat(bidding("{\"all\": true, \"campaign\": 1, \"bidding\": false}")
                        .status())
                .isEqualTo(400);
        assertThat(bidding("{\"campaign\": \"1\", \"bidding\": false}").status())
                .isEqualTo(400);
        assertThat(bidding("{\"campaigns\": 1, \"all\": true, \"bidding\": false}")
                        .status())
                .isEqualTo(400);
        assertThat(bidding("off").status()).isEqualTo(400);
        assertThat(live.switches().allOff()).isFalse();
    }
}
