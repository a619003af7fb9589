package io.hayate.bidder.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that come page by page over a real socket, from a source that the test holds in its hand. */
@Timeout(60)
class PagedAnswerTest {
    private static final byte[] PAGE = ("x".repeat(255) + "\n").repeat(1024).getBytes(UTF_8);
    private static final int PAGES = 256;
    private static final byte[] END = new byte[0];

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<CompletableFuture<byte[]>> waiting = new LinkedBlockingQueue<>();
    private AdminServer server;

    @BeforeEach
    void open() throws Exception {
        final AdminRouter router = new AdminRouter();
        router.add("GET", "/long", request -> list(this::oneOfMany));
        router.add("GET", "/slow", request -> list(this::byHand));
        router.add("GET", "/asked", request -> CompletableFuture.completedStage(AdminAnswer.json(200, "" + asked)));
        server = AdminServer.open("127.0.0.1", 0, null, router);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static CompletionStage<AdminAnswer> list(final BodyPages following) {
        return CompletableFuture.completedStage(
                new AdminAnswer(200, "application/x-ndjson", PAGE, Map.of(), following));
    }

    private CompletionStage<byte[]> oneOfMany() {
        return CompletableFuture.completedStage(asked.incrementAndGet() < PAGES ? PAGE : END);
    }

    private CompletionStage<byte[]> byHand() {
        asked.incrementAndGet();
        final CompletableFuture<byte[]> page = new CompletableFuture<>();
        waiting.add(page);
        return page;
    }

    private HttpRequest get(final String path, final String... headers) {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void send(final Socket socket, final String line, final String... headers) throws IOException {
        socket.getOutputStream()
                .write((line + "\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                                + (headers.length == 0 ? "\r\n" : "\r\n\r\n"))
                        .getBytes(UTF_8));
    }

    @Test
    void shouldSendAllPagesAndKeepTheConnection() throws Exception {
        for (int i = 0; i < 2; i++) {
            asked.set(0);
            final HttpResponse<byte[]> response = client.send(get("/long"), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(response.body()).hasSize(PAGES * PAGE.length).startsWith(PAGE);
        }
        assertThat(server.counters().get(AdminCounter.CONNECTIONS)).isEqualTo(1);
        assertThat(server.counters().get(AdminCounter.ANSWERS_CUT)).isZero();
    }

    @Test
    void shouldCompressPagesWhenAsked() throws Exception {
        final HttpResponse<byte[]> response =
                client.send(get("/long", "Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.body().length).isLessThan(PAGES * PAGE.length / 10);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(in.readAllBytes()).hasSize(PAGES * PAGE.length).startsWith(PAGE);
        }
    }

    @Test
    void shouldAskForNoMoreThanASlowClientTakes() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            send(socket, "GET /long HTTP/1.1", "Connection: close");
            assertThat(socket.getInputStream().readNBytes(15)).startsWith("HTTP/1.1 200 OK".getBytes(UTF_8));
            int before = -1;
            // All others are answered meanwhile; what the sockets hold is soon full.
            while (before != asked.get()) {
                before = asked.get();
                for (int i = 0; i < 100; i++) {
                    client.send(get("/asked"), BodyHandlers.ofString());
                }
            }
            assertThat(before).isPositive().isLessThan(PAGES / 2);

            assertThat(socket.getInputStream().readAllBytes())
                    .hasSizeGreaterThan(PAGES * PAGE.length)
                    .endsWith("\r\n0\r\n\r\n".getBytes(UTF_8));
        }
        assertThat(asked).hasValue(PAGES);
    }

    @Test
    void shouldAnswerTheNextCallBehindTheLastPage() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /slow HTTP/1.1");
            send(socket, "GET /asked HTTP/1.1", "Connection: close");
            waiting.take().complete("second\n".getBytes(UTF_8));
            waiting.take().complete(END);
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .containsSubsequence("HTTP/1.1 200", "second\n", "\r\n0\r\n\r\n", "HTTP/1.1 200", "\r\n\r\n2");
        }
    }

    @Test
    void shouldAnswerHeadWithoutAskingForPages() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "HEAD /slow HTTP/1.1", "Accept-Encoding: gzip");
            send(socket, "GET /asked HTTP/1.1", "Connection: close");
            final String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers)
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .endsWith("\r\n\r\n0");
            assertThat(answers.substring(answers.indexOf("\r\n\r\n") + 4)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void shouldEndTheBodyWithTheConnectionForOldClients() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /long HTTP/1.0", "Connection: keep-alive", "Accept-Encoding: gzip");
            final byte[] answer = socket.getInputStream().readAllBytes();
            final String head = new String(answer, 0, answer.length - PAGES * PAGE.length, UTF_8);
            assertThat(head)
                    .startsWith("HTTP/1.0 200")
                    .containsIgnoringCase("connection: close")
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .doesNotContainIgnoringCase("content-encoding")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void shouldLetNoClientTakeACutAnswerForAWholeOne() throws Exception {
        final CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(get("/slow"), BodyHandlers.ofString());
        waiting.take().complete(PAGE);
        waiting.take().completeExceptionally(new IllegalStateException("the agent is closed"));
        assertThatThrownBy(response::join).hasRootCauseInstanceOf(IOException.class);
        assertThat(server.counters().get(AdminCounter.ANSWERS_CUT)).isEqualTo(1);

        try (Socket socket = connect()) {
            send(socket, "GET /slow HTTP/1.0");
            waiting.take().completeExceptionally(new IllegalStateException("the agent is closed"));
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
        }
        assertThat(client.send(get("/asked"), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAskForNothingMoreWhenTheClientIsGone() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /slow HTTP/1.1");
            assertThat(socket.getInputStream().readNBytes(PAGE.length)).hasSize(PAGE.length);
        }
        CompletableFuture<byte[]> page;
        while ((page = waiting.poll(2, TimeUnit.SECONDS)) != null) {
            page.complete(PAGE);
        }
        assertThat(asked.get()).isLessThan(PAGES);
        assertThat(server.counters().get(AdminCounter.ANSWERS_CUT)).isZero();
        assertThat(client.send(get("/asked"), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }
}
