package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminHandler;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.campaigns.admit.AdvertiserEndpoints;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advertisers through their calls, the campaign agent and restarts. */
class AdvertisersTest {
    private static final String SEVEN = "{\"id\": 7, \"name\": \"Shop\", \"seats\": {\"demo\": \"seat-7\"},"
            + " \"blockedDomains\": [\"bad.example\"]}";

    private static final String STORED = SEVEN.replace(": ", ":").replace(", ", ",");

    @TempDir
    private Path folder;

    private final Map<String, AdminHandler> routes = new HashMap<>();
    private LiveIndex live = new LiveIndex(1);
    private DataDirectory directory;
    private CampaignAgent agent;

    @BeforeEach
    void open() throws Exception {
        open(1 << 20);
    }

    private void open(final long checkpointBytes) throws Exception {
        directory = DataDirectory.open(folder.resolve("data"));
        live = new LiveIndex(1);
        agent = CampaignAgent.open(
                directory,
                new CampaignAgentLimits(64, 64, 1 << 20, checkpointBytes),
                live,
                () -> Long.MAX_VALUE,
                () -> CurrencyRates.NONE,
                () -> 1_793_800_000_000L);
        routes.clear();
        new AdvertiserEndpoints(agent.proxy())
                .addTo((method, pattern, handler) -> routes.put(method + pattern, handler));
    }

    @AfterEach
    void close() throws Exception {
        agent.onClose();
        directory.close();
    }

    private AdminAnswer call(
            final String method, final String pattern, final String id, final String ifMatch, final String body) {
        final CompletableFuture<AdminAnswer> answer = routes.get(method + pattern)
                .answer(new AdminRequest(
                        method,
                        pattern.replace("{id}", id),
                        Map.of("id", id),
                        Map.of(),
                        ifMatch == null ? Map.of() : Map.of("if-match", ifMatch),
                        body.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
        while (agent.doWork() > 0) {}
        return answer.join();
    }

    private AdminAnswer put(final String id, final String ifMatch, final String body) {
        return call("PUT", "/advertisers/{id}", id, ifMatch, body);
    }

    private AdminAnswer get(final String id) {
        return call("GET", "/advertisers/{id}", id, null, "");
    }

    private static String text(final AdminAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private void apply(final String... campaigns) {
        final var report = agent.proxy().applyLines(bytes(campaigns));
        agent.doWork();
        assertThat(report.join().refused()).isEmpty();
    }

    /** The advertiser of the campaign that the index live now has. */
    private Advertiser ofCampaign(final long id) {
        final LiveIndex current = live;
        assertThat(current.current().campaignCount()).isPositive();
        return agent.liveCampaign(id).advertiser();
    }

    @Test
    void shouldBeMadeEmptyWhenACampaignNamesIt() {
        assertThat(get("7").status()).isEqualTo(404);

        apply(campaign(1, "a", 1), campaign(2, "b", 1));

        assertThat(text(get("7"))).isEqualTo("{\"id\":7,\"name\":\"\",\"seats\":{},\"blockedDomains\":[]}");
        assertThat(text(call("GET", "/advertisers", "", null, "")).lines()).hasSize(1);
        assertThat(ofCampaign(1)).isEqualTo(Advertiser.empty(7));
    }

    @Test
    void shouldCreateReplaceAndHonourVersions() {
        final AdminAnswer created = put("7", null, SEVEN);
        final String etag = created.headers().get("ETag");

        assertThat(created.status()).isEqualTo(201);
        assertThat(get("7").headers()).containsEntry("ETag", etag);
        assertThat(text(get("7"))).isEqualTo(STORED);
        assertThat(put("7", "\"999\"", SEVEN.replace("Shop", "Store")).status()).isEqualTo(412);
        assertThat(put("8", "*", SEVEN.replace("\"id\": 7", "\"id\": 8")).status())
                .isEqualTo(412);
        assertThat(put("7", etag, SEVEN).headers()).as("nothing has changed").containsEntry("ETag", etag);
        assertThat(put("7", etag, SEVEN.replace("Shop", "Store")).status()).isEqualTo(200);
        assertThat(text(get("7"))).contains("Store");
    }

    @Test
    void shouldRefuseWithThePathOfTheField() {
        assertThat(text(put("7", null, SEVEN.replace("bad.example", "http://bad"))))
                .contains("\"path\":\"blockedDomains[0]\"");
        assertThat(text(put("8", null, SEVEN))).contains("\"path\":\"id\"").contains("must be the id in the path, 8");
        assertThat(put("0", null, SEVEN).status()).isEqualTo(400);
        assertThat(get("x").status()).isEqualTo(404);
        assertThat(get("7").status()).isEqualTo(404);
    }

    @Test
    void shouldActOnCampaignsThatAreThereAndThatCome() {
        apply(campaign(1, "a", 1));
        final long version = live.current().version();

        put("7", null, SEVEN);
        apply(campaign(2, "b", 1));

        assertThat(live.current().version()).isEqualTo(version + 2);
        assertThat(ofCampaign(1).seats()).containsEntry("demo", "seat-7");
        assertThat(ofCampaign(2).blockedDomains()).containsExactly("bad.example");
        assertThat(live.current()
                        .part(0)
                        .targeting()
                        .advertisers()
                        .seatsOn("demo")
                        .quotedSeat(7))
                .isEqualTo("\"seat-7\"".getBytes(StandardCharsets.UTF_8));
        assertThat(live.current().part(0).targeting().advertisers().seatsOn("google"))
                .isNull();
    }

    @Test
    void shouldBeThereAfterACleanEnd() throws Exception {
        put("7", null, SEVEN);
        apply(campaign(1, "a", 1));
        final String etag = get("7").headers().get("ETag");

        close();
        open();

        assertThat(text(get("7"))).isEqualTo(STORED);
        assertThat(get("7").headers()).containsEntry("ETag", etag);
        assertThat(ofCampaign(1).seats()).containsEntry("demo", "seat-7");
    }

    @Test
    void shouldBeRebuiltFromTheChangeLogAfterAnUncleanEnd() throws Exception {
        put("7", null, SEVEN.replace("Shop", "Old"));
        apply(campaign(1, "a", 1));
        put("7", null, SEVEN);

        endUncleanly();
        open();

        assertThat(text(get("7"))).isEqualTo(STORED);
        assertThat(ofCampaign(1).blockedDomains()).containsExactly("bad.example");
    }

    @Test
    void shouldBeInTheCheckpoint() throws Exception {
        close();
        open(1);
        put("7", null, SEVEN);
        apply(campaign(1, "a", 1));

        endUncleanly();
        // What is before the checkpoint is gone from the log, or not looked at.
        assertThat(directory.campaigns().resolve("changes.checkpoint")).exists();
        open();

        assertThat(text(get("7"))).isEqualTo(STORED);
    }

    @Test
    void shouldBeMadeForCampaignsOfABidderWithoutAdvertisers() throws Exception {
        apply(campaign(1, "a", 1));
        close();
        try (var files = Files.list(directory.campaigns())) {
            for (final Path file : files.filter(
                            each -> each.getFileName().toString().startsWith("advertisers"))
                    .toList()) {
                Files.delete(file);
            }
        }

        open();

        assertThat(get("7").status()).isEqualTo(200);
        assertThat(ofCampaign(1)).isEqualTo(Advertiser.empty(7));
    }

    private void endUncleanly() throws Exception {
        close();
        Files.delete(directory.campaigns().resolve("clean"));
    }
}
