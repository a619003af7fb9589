package io.hayate.bidder.campaigns;

import static io.hayate.bidder.campaigns.CampaignDocuments.bytes;
import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.admin.AdminCounter;
import io.hayate.bidder.admin.AdminRouter;
import io.hayate.bidder.admin.AdminServer;
import io.hayate.bidder.campaigns.admit.AdvertiserEndpoints;
import io.hayate.bidder.campaigns.admit.CampaignEndpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of several pages, over a real socket and from an agent that the test drives by hand; and what may come between. */
@Timeout(120)
class CampaignListTest {
    private static final int CAMPAIGNS = 1_900;

    /** Most of them, so that the list has several pages. */
    private static final String LONG_NAME = "n".repeat(250);

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CampaignAgentFixture campaigns;
    private AdminServer server;

    @BeforeEach
    void open() throws Exception {
        campaigns = new CampaignAgentFixture(folder);
        campaigns.open(new CampaignAgentLimits(2_000, 10_000));
        final AdminRouter router = new AdminRouter();
        new CampaignEndpoints(campaigns.agent.proxy()).addTo(router);
        new AdvertiserEndpoints(campaigns.agent.proxy()).addTo(router);
        server = AdminServer.open("127.0.0.1", 0, null, router);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        campaigns.close();
    }

    /** As it is stored: without spaces. */
    private static String document(final int id) {
        return campaign(id, LONG_NAME, 1).replace(": ", ":").replace(", ", ",");
    }

    private static String[] documents() {
        return IntStream.rangeClosed(1, CAMPAIGNS)
                .mapToObj(CampaignListTest::document)
                .toArray(String[]::new);
    }

    private CompletableFuture<HttpResponse<String>> get(final String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> answer(final CompletableFuture<HttpResponse<String>> response) {
        while (!response.isDone()) {
            campaigns.agent.doWork();
        }
        return response.join();
    }

    private DocumentPage page(final long behindId) {
        return campaigns.done(campaigns.agent.proxy().campaigns(behindId));
    }

    private static String text(final DocumentPage page) {
        return new String(page.ndjson(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldListAllInTheOrderOfTheirIds() {
        assertThat(answer(get("/campaigns")).body()).isEmpty();
        campaigns.apply(documents());

        final HttpResponse<String> response = answer(get("/campaigns"));
        assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(response.body().lines()).containsExactly(documents());

        campaigns.put(3, document(3).replace("\"advertiser\":7", "\"advertiser\":1000000"), null);
        assertThat(answer(get("/advertisers")).body().lines().map(line -> line.replaceAll("[^0-9]", "")))
                .containsExactly("7", "1000000");
    }

    @Test
    void shouldListAdvertisersOfManyPages() {
        for (int id = 1; id <= 5; id++) {
            final String blocked = IntStream.range(0, 8_000)
                    .mapToObj(i -> "\"site-" + i + ".example\"")
                    .collect(Collectors.joining(","));
            final String document = "{\"id\":" + id + ",\"blockedDomains\":[" + blocked + "]}";
            campaigns.done(campaigns.agent.proxy().putAdvertiser(id, bytes(document), IfMatch.ALWAYS));
        }
        final HttpResponse<String> response = answer(get("/advertisers"));
        assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(response.body().lines().map(line -> line.substring(0, 7)))
                .containsExactly("{\"id\":1", "{\"id\":2", "{\"id\":3", "{\"id\":4", "{\"id\":5");
    }

    @Test
    void shouldTellEachCampaignAsItIsWhenItsPageIsRead() {
        campaigns.apply(documents());
        final DocumentPage first = page(DocumentPage.BEFORE_ALL);
        assertThat(first.isLast()).isFalse();
        assertThat(first.ndjson().length)
                .isBetween(
                        DocumentPage.PAGE_BYTES,
                        DocumentPage.PAGE_BYTES + document(CAMPAIGNS).length());
        final int next = (int) first.lastId() + 1;
        campaigns.delete(1);
        campaigns.delete(next);
        campaigns.put(next + 1, document(next + 1).replaceFirst("nnn", "changed"), null);
        campaigns.put(CAMPAIGNS + 1, document(CAMPAIGNS + 1), null);

        final StringBuilder rest = new StringBuilder();
        DocumentPage page = first;
        while (!page.isLast()) {
            page = page(page.lastId());
            rest.append(text(page));
        }
        assertThat(text(first).lines().findFirst()).hasValue(document(1));
        final List<String> expected = IntStream.rangeClosed(next + 1, CAMPAIGNS + 1)
                .mapToObj(CampaignListTest::document)
                .collect(Collectors.toCollection(ArrayList::new));
        expected.set(0, expected.get(0).replaceFirst("nnn", "changed"));
        assertThat(rest.toString().lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldEndTheListWhenAllThatWouldFollowIsDeleted() {
        campaigns.apply(documents());
        final DocumentPage first = page(DocumentPage.BEFORE_ALL);
        for (long id = first.lastId() + 1; id <= CAMPAIGNS; id++) {
            assertThat(campaigns.agent.proxy().delete(id, IfMatch.ALWAYS)).isNotDone();
            campaigns.agent.doWork();
        }
        final DocumentPage last = page(first.lastId());
        assertThat(last.ndjson()).isEmpty();
        assertThat(last.isLast()).isTrue();
    }

    @Test
    void shouldHearTheKillSwitchAndSmallCallsBetweenPages() {
        campaigns.apply(documents());
        final List<CompletableFuture<DocumentPage>> pages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pages.add(campaigns.agent.proxy().campaigns(0));
        }
        final var switched = campaigns.agent.proxy().switchBidding(new SwitchChange(SwitchChange.Scope.ALL, "", false));
        final var read = campaigns.agent.proxy().campaign(1);
        campaigns.agent.doWork();

        assertThat(switched).isDone();
        assertThat(read).isDone();
        assertThat(pages.stream().filter(CompletableFuture::isDone)).hasSizeBetween(1, 10);
    }

    @Test
    void shouldCutTheListWhenTheAgentClosesMidway() throws Exception {
        campaigns.apply(documents());
        final CompletableFuture<HttpResponse<String>> response = get("/campaigns");
        while (campaigns.agent.doWork() == 0) {
            assertThat(response).isNotDone();
        }
        campaigns.close();

        assertThatThrownBy(response::join).hasRootCauseInstanceOf(IOException.class);
        assertThat(server.counters().get(AdminCounter.ANSWERS_CUT)).isEqualTo(1);
        assertThat(get("/campaigns").join().statusCode()).isEqualTo(503);
        campaigns.open();
    }

    @Test
    void shouldHearTheKillSwitchWhileAMapIsMadeLarger() {
        final Path larger = campaigns.directory.campaigns().resolve("campaigns.2.map");
        final CompletableFuture<ApplyReport> report = campaigns.agent.proxy().applyLines(bytes(documents()));
        final List<CompletableFuture<SwitchOutcome>> switched = new ArrayList<>();
        final List<Boolean> offBeforeItWasVisible = new ArrayList<>();
        campaigns.agent.reportTo(() -> {
            if (!switched.isEmpty()) {
                offBeforeItWasVisible.add(campaigns.live.switches().allOff()
                        && campaigns.live.current().campaignCount() == 0);
            } else if (Files.exists(larger)) {
                switched.add(campaigns
                        .agent
                        .proxy()
                        .switchBidding(new SwitchChange(SwitchChange.Scope.ALL, "", /* bidding= */ false)));
            }
        });

        campaigns.agent.doWork();

        assertThat(larger).exists();
        assertThat(report.join().accepted()).isEqualTo(CAMPAIGNS);
        assertThat(switched).hasSize(1).allMatch(CompletableFuture::isDone);
        assertThat(offBeforeItWasVisible).contains(true);
    }
}
