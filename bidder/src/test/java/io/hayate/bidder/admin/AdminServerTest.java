package io.hayate.bidder.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.Version;
import io.hayate.bidder.telemetry.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminServerTest {
    private static final int MAX_BODY_BYTES = 100_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> failures = new ArrayList<>();
    private final Health health = new Health(() -> List.copyOf(failures));
    private final Metrics metrics = new Metrics();
    private final AdminRouter router = new AdminRouter();
    private AdminServer server;

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/startupz", "/metrics"})
    void shouldAnswerProbesAndMetricsWithoutToken(final String path) throws Exception {
        open("t0ken");
        health.ready();

        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer t0ken, 200",
        "bearer t0ken, 200",
        "Bearer t0keN, 401",
        "Bearer t0ke, 401",
        "Bearer t0ken2, 401",
        "Bearer, 401",
        "t0ken, 401",
        "Basic t0ken, 401",
    })
    void shouldAskForTheToken(final String authorization, final int status) throws Exception {
        open("t0ken");

        final HttpResponse<String> response = get("/version", "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"hayate\"");
            assertThat(response.body()).startsWith("{\"error\":");
            assertThat(server.counters().get(AdminCounter.NOT_AUTHORISED)).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseUnknownPathsToo() throws Exception {
        open("t0ken");

        assertThat(get("/no-such-call").statusCode()).isEqualTo(401);
        assertThat(get("/livez/../version").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldAskForNothingOnLoopback() throws Exception {
        open(null);

        final HttpResponse<String> response = get("/version");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Version.current().toJson());
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void shouldNotBindBeyondLoopbackWithoutToken() {
        assertThatThrownBy(() -> AdminServer.open("0.0.0.0", 0, null, router))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not loopback");
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        open(null);

        assertThatThrownBy(() -> AdminServer.open("127.0.0.1", server.port(), null, new AdminRouter()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("admin port " + server.port() + " on 127.0.0.1");
    }

    @Test
    void shouldServeOnlyLoopbackNamesWithoutToken() throws Exception {
        open(null);

        assertThat(raw(head("GET /livez HTTP/1.1", "Host: rebound.example", "Connection: close")))
                .startsWith("HTTP/1.1 403 ")
                .contains("{\"error\":");
        assertThat(server.counters().get(AdminCounter.FOREIGN_HOST)).isEqualTo(1);
    }

    @Test
    void shouldAnswerHeadAsGetWithoutBody() throws Exception {
        open(null);

        final String answer = raw("HEAD /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase(
                        "content-length: " + Version.current().toJson().length())
                .endsWith("\r\n\r\n");
    }

    @Test
    void shouldTellProbesTheState() throws Exception {
        open(null);

        health.starting("campaigns are being loaded");
        assertThat(statuses()).containsExactly(200, 503, 503);
        assertThat(get("/readyz").body())
                .isEqualTo("{\"state\":\"starting\",\"reasons\":[\"campaigns are being loaded\"]}");
        health.ready();
        assertThat(statuses()).containsExactly(200, 200, 200);
        failures.add("campaign-agent ended");
        assertThat(statuses()).containsExactly(503, 200, 503);
        assertThat(get("/livez").body()).isEqualTo("{\"state\":\"ready\",\"reasons\":[\"campaign-agent ended\"]}");
        failures.clear();
        health.draining("SIGTERM");
        assertThat(statuses()).containsExactly(200, 200, 503);
        assertThat(get("/readyz").body()).contains("draining").contains("SIGTERM");
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        final BlockingQueue<CompletableFuture<AdminAnswer>> asked = new LinkedBlockingQueue<>();
        router.add("GET", "/slow/{n}", request -> {
            final CompletableFuture<AdminAnswer> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        });
        open(null);
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write((head("GET /slow/1 HTTP/1.1", "Host: localhost")
                                    + head("GET /no-such-call HTTP/1.1", "Host: localhost")
                                    + head("GET /slow/2 HTTP/1.1", "Host: localhost", "Connection: close"))
                            .getBytes(UTF_8));
            final CompletableFuture<AdminAnswer> first = asked.poll(30, TimeUnit.SECONDS);
            assertThat(asked).isEmpty();
            first.complete(AdminAnswer.json(200, "\"first\""));
            asked.poll(30, TimeUnit.SECONDS).complete(AdminAnswer.json(200, "\"last\""));
            final String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers).containsSubsequence("\"first\"", "HTTP/1.1 404", "\"last\"");
        }
    }

    @Test
    void shouldRefuseBodiesAboveTheLimitAndGoOn() throws Exception {
        router.add("POST", "/length", request -> answer("" + request.body().length));
        open(null);

        assertThat(post("/length", MAX_BODY_BYTES).body()).isEqualTo("" + MAX_BODY_BYTES);
        final HttpResponse<String> tooLarge = post("/length", MAX_BODY_BYTES + 1);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).isEqualTo("{\"error\":\"the body is larger than 100000 bytes\"}");
        assertThat(post("/length", 10).body()).isEqualTo("10");
        assertThat(server.counters().get(AdminCounter.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnnouncedBodiesAboveTheLimitBeforeTheyCome() throws Exception {
        open(null);

        assertThat(raw(head(
                                "POST /length HTTP/1.1",
                                "Host: localhost",
                                "Expect: 100-continue",
                                "Content-Length: 999999")
                        + head("GET /livez HTTP/1.1", "Host: localhost", "Connection: close")))
                .startsWith("HTTP/1.1 413 ")
                .contains("the body is larger")
                .contains("HTTP/1.1 200 ");
    }

    @Test
    void shouldNotGatherBodiesOfStrangers() throws Exception {
        open("t0ken");

        assertThat(raw(head("POST /length HTTP/1.1", "Host: h", "Content-Length: 5")
                        + "hello"
                        + head("GET /livez HTTP/1.1", "Host: h", "Connection: close")))
                .startsWith("HTTP/1.1 401 ")
                .contains("HTTP/1.1 200 ");
        assertThat(raw("POST /length HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n",
                "GET /livez?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /livez HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void shouldAnswer400ToWhatCannotBeRead(final String request) throws Exception {
        open(null);

        assertThat(raw(request)).startsWith("HTTP/1.1 400 ").contains("{\"error\":");
        assertThat(server.counters().get(AdminCounter.MALFORMED)).isEqualTo(1);
    }

    @Test
    void shouldRefuseLongHeads() throws Exception {
        open(null);

        assertThat(raw("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void shouldHandTheRequestToTheHandler() throws Exception {
        router.add(
                "PUT",
                "/echo/{id}",
                request -> answer(request.method() + " " + request.path() + " " + request.pathParameter("id") + " "
                        + request.query().get("q") + " " + request.header("if-match") + " "
                        + new String(request.body(), UTF_8)));
        open(null);

        final HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/echo/7%20?q=a%20b+c&q=second"))
                        .header("If-Match", "\"3\"")
                        .PUT(BodyPublishers.ofString("疾風"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("PUT /echo/7  7  a b c \"3\" 疾風");
    }

    @Test
    void shouldCompressLargeAnswersWhenAsked() throws Exception {
        final String large = "x".repeat(5_000);
        router.add("GET", "/large", request -> answer(large));
        open(null);

        final HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(uri("/large"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(large);
        }
        assertThat(get("/large").body()).isEqualTo(large);
        assertThat(get("/version", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void shouldAnswerNoContentWithoutLength() throws Exception {
        router.add("DELETE", "/thing", request -> CompletableFuture.completedStage(AdminAnswer.empty(204)));
        open(null);

        assertThat(raw("DELETE /thing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204 ")
                .doesNotContainIgnoringCase("content-length");
    }

    @Test
    void shouldCountAndAnswerFailures() throws Exception {
        router.add("GET", "/fails", request -> CompletableFuture.failedFuture(new IllegalStateException("detail")));
        open(null);

        final HttpResponse<String> response = get("/fails");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("detail");
        assertThat(server.counters().get(AdminCounter.FAILED)).isEqualTo(1);
    }

    @Test
    void shouldNegotiateTheMetricsFormat() throws Exception {
        metrics.gauge("hayate_answer", "Of everything.", () -> 42);
        open(null);

        assertThat(get("/metrics").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
        final HttpResponse<String> open = get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).contains("hayate_answer 42.0").endsWith("# EOF\n");
    }

    @Test
    void shouldBoundConnections() throws Exception {
        open(null);
        final List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < AdminServer.MAX_CONNECTIONS; i++) {
                sockets.add(connect());
            }
            // The newest is answered, so that nobody keeps the probes out; the oldest has to go.
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(sockets.get(0).getInputStream().read()).isEqualTo(-1);
            assertThat(server.counters().get(AdminCounter.CONNECTIONS_OVER_LIMIT))
                    .isEqualTo(1);
        } finally {
            for (final Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void open(final String token) throws IOException {
        new OperatorEndpoints(health, metrics, Version.current().toJson(), "{}").addTo(router);
        server = AdminServer.open("127.0.0.1", 0, token, router, MAX_BODY_BYTES);
    }

    private List<Integer> statuses() throws Exception {
        return List.of(
                get("/livez").statusCode(),
                get("/startupz").statusCode(),
                get("/readyz").statusCode());
    }

    private static CompletableFuture<AdminAnswer> answer(final String text) {
        return CompletableFuture.completedFuture(new AdminAnswer(200, "text/plain", text.getBytes(UTF_8), Map.of()));
    }

    private HttpResponse<String> get(final String path, final String... headers) throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(final String path, final int lengthBytes) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofByteArray(new byte[lengthBytes]))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(final String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static String head(final String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private String raw(final String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
