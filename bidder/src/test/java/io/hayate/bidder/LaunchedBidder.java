package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole bidder in this process on free loopback ports, and the two sides it is talked to from: an exchange and an
 * operator. What the admin port answers must be a status that the OpenAPI document names.
 */
final class LaunchedBidder implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String ADMIN_TOKEN = "token-for-tests";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final long AWAIT_NS = 10_000_000_000L;
    private static final long POLL_NS = 2_000_000L;

    private final RunningBidder bidder;
    private final WireClient exchange;
    private final HttpClient operator =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LaunchedBidder(final RunningBidder bidder) throws IOException {
        this.bidder = bidder;
        this.exchange = new WireClient(HOST, bidder.bidPort());
    }

    static LaunchedBidder launch(final Path dataDir, final String... moreArguments) throws Exception {
        final List<String> arguments = new ArrayList<>(List.of("--data-dir", dataDir.toString()));
        arguments.addAll(List.of("--bid-host", HOST, "--bid-port", "0", "--loops", "2"));
        arguments.addAll(List.of("--admin-host", HOST, "--admin-port", "0", "--admin-token", ADMIN_TOKEN));
        arguments.addAll(List.of("--max-campaigns", "4096", "--max-creatives", "16384"));
        arguments.addAll(List.of(moreArguments));
        final BidderConfig.Loaded loaded = BidderConfig.load(arguments.toArray(new String[0]), Map.of());
        if (loaded instanceof BidderConfig.Exit exit) {
            throw new AssertionError(exit.text());
        }
        return new LaunchedBidder(
                RunningBidder.launch(((BidderConfig.Usable) loaded).config(), new CompletableFuture<>()));
    }

    int bidPort() {
        return bidder.bidPort();
    }

    /** On a connection that is kept. */
    WireAnswer bid(final String request) throws IOException {
        exchange.post(request, "Content-Type: application/json");
        return exchange.readAnswer();
    }

    /** The answer must be a bid. */
    JsonNode firstBid(final String request) throws IOException {
        final WireAnswer answer = bid(request);
        assertThat(answer.status()).as(request).isEqualTo(200);
        return firstBid(answer);
    }

    static JsonNode firstBid(final WireAnswer answer) throws IOException {
        return JSON.readTree(answer.body()).at("/seatbid/0/bid/0");
    }

    /** Fires a notice as a server or a browser would, but at the port that is bound; the URL is sent as it is. */
    WireAnswer fire(final String url) throws IOException {
        exchange.send("GET " + url.substring(url.indexOf("/notice/")) + " HTTP/1.1\r\nHost: bidder.test\r\n\r\n");
        return exchange.readAnswer();
    }

    HttpResponse<String> call(final String method, final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        final HttpResponse<String> answer = callWithToken(method, path, body, headers);
        OpenApiDocument.read().assertDescribes(method, path.split("\\?", 2)[0], answer.statusCode());
        return answer;
    }

    HttpResponse<String> callWithToken(
            final String method, final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        return callWithoutToken(method, path, body, withToken(headers));
    }

    HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    HttpResponse<String> callWithoutToken(
            final String method, final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + HOST + ":" + bidder.adminPort() + path))
                .timeout(CALL_TIMEOUT)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return operator.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    JsonNode json(final String path) throws IOException, InterruptedException {
        final HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    JsonNode ledger(final long campaign) throws IOException, InterruptedException {
        return json("/campaigns/" + campaign + "/ledger");
    }

    /** All lines must be accepted; returns when they are live. */
    void apply(final String ndjson) throws IOException, InterruptedException {
        final HttpResponse<String> answer = call("POST", "/campaigns", ndjson);
        assertThat(answer.statusCode()).isEqualTo(200);
        final JsonNode report = JSON.readTree(answer.body());
        assertThat(report.path("refused")).as(report.toPrettyString()).isEmpty();
        assertThat(report.path("accepted").asLong()).isEqualTo(ndjson.lines().count());
    }

    /** The sum of all series whose line begins so, such as {@code hayate_no_bids_total{reason="no_budget"}}. */
    double metric(final String lineStart) throws IOException, InterruptedException {
        final List<String> lines = get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(lineStart))
                .toList();
        assertThat(lines).as(lineStart).isNotEmpty();
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** A condition that may be asked again and again. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Asks until it holds; an error after ten seconds. */
    static void await(final String what, final Condition condition) throws Exception {
        final long startNs = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - startNs > AWAIT_NS) {
                throw new AssertionError("not in ten seconds: " + what);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** As on SIGTERM; returns at once. */
    CompletableFuture<Void> drain() {
        return CompletableFuture.runAsync(() -> {
            try {
                bidder.drain();
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Requests without bid by their reason, where there were any. */
    List<String> noBidReasons() throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hayate_no_bids_total{") && !line.endsWith(" 0.0"))
                .map(line -> line.replaceAll(".*reason=\"(.*)\"} (.*)[.]0", "$1 $2"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        exchange.close();
        bidder.close();
    }

    private static String[] withToken(final String... headers) {
        final List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + ADMIN_TOKEN));
        all.addAll(List.of(headers));
        return all.toArray(new String[0]);
    }
}
