package io.hayate.bidder.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long bodies over a real socket, into a sink that the test holds in its hand. */
@Timeout(60)
class BodyStreamingTest {
    private static final int MAX_GATHERED_BYTES = 2 * 1024 * 1024;
    private static final int LONG_BYTES = 5 * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestSink sink = new TestSink();
    private AdminServer server;

    /** Keeps what it takes; has enough of each part until the test says so, if it is to. */
    private static final class TestSink implements BodySink {
        final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
        final BlockingQueue<Runnable> full = new LinkedBlockingQueue<>();
        final CompletableFuture<Void> aborted = new CompletableFuture<>();
        volatile boolean hasRoom = true;
        volatile Runnable onRoom = () -> {};
        volatile CompletionStage<AdminAnswer> answer =
                CompletableFuture.completedStage(AdminAnswer.json(200, "{\"streamed\":true}"));

        @Override
        public boolean onPart(final byte[] part) {
            pieces.add(part);
            if (!hasRoom) {
                full.add(onRoom);
            }
            return hasRoom;
        }

        @Override
        public CompletionStage<AdminAnswer> onEnd() {
            return answer;
        }

        @Override
        public void onAbort() {
            aborted.complete(null);
        }

        byte[] all() {
            final ByteArrayOutputStream all = new ByteArrayOutputStream();
            pieces.forEach(all::writeBytes);
            return all.toByteArray();
        }
    }

    @BeforeEach
    void open() throws Exception {
        final AdminRouter router = new AdminRouter();
        router.add(
                "POST",
                "/lines",
                request -> CompletableFuture.completedStage(
                        AdminAnswer.json(200, "{\"gathered\":" + request.body().length + "}")));
        router.addStreamed("POST", "/streamed", (request, onRoom) -> {
            sink.onRoom = onRoom;
            return sink;
        });
        server = AdminServer.open("127.0.0.1", 0, null, router, MAX_GATHERED_BYTES);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(final HttpRequest.BodyPublisher body) throws Exception {
        return client.send(request(body), BodyHandlers.ofString());
    }

    private HttpRequest request(final HttpRequest.BodyPublisher body) {
        return request("/streamed", body);
    }

    private HttpRequest request(final String path, final HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .POST(body)
                .build();
    }

    private static byte[] body(final int length) {
        final byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i % 251);
        }
        return body;
    }

    @Test
    void shouldHandOnABodyThatIsLongerThanIsGathered() throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(body(LONG_BYTES))).body()).isEqualTo("{\"streamed\":true}");

        assertThat(sink.all()).isEqualTo(body(LONG_BYTES));
        assertThat(sink.pieces.size()).isGreaterThan(3);
        assertThat(sink.aborted).isNotDone();
    }

    @Test
    void shouldHandOnABodyOfUnknownLengthAndKeepTheConnection() throws Exception {
        for (int i = 0; i < 2; i++) {
            final byte[] body = body(1_000);
            sink.pieces.clear();
            assertThat(post(BodyPublishers.ofByteArrays(Arrays.asList(body, body)))
                            .body())
                    .isEqualTo("{\"streamed\":true}");
            assertThat(sink.all()).hasSize(2_000);
        }
        assertThat(server.counters().get(AdminCounter.CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void shouldGatherTheBodiesOfOtherCalls() throws Exception {
        assertThat(client.send(request("/lines", BodyPublishers.ofByteArray(body(1_000))), BodyHandlers.ofString())
                        .body())
                .isEqualTo("{\"gathered\":1000}");
        assertThat(sink.pieces).isEmpty();
    }

    @Test
    void shouldBringAGatheredBodyAsOnePart() throws Exception {
        final HttpRequest spelt = request("/%73treamed", BodyPublishers.ofByteArray(body(1_000)));
        assertThat(client.send(spelt, BodyHandlers.ofString()).body()).isEqualTo("{\"streamed\":true}");
        assertThat(sink.pieces).hasSize(1);
        assertThat(sink.all()).isEqualTo(body(1_000));
    }

    @Test
    void shouldReadNoFurtherWhileTheSinkHasEnough() throws Exception {
        sink.hasRoom = false;
        final CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request(BodyPublishers.ofByteArray(body(LONG_BYTES))), BodyHandlers.ofString());

        while (!response.isDone()) {
            final Runnable onRoom = sink.full.poll(100, TimeUnit.MILLISECONDS);
            if (onRoom != null) {
                assertThat(sink.full).as("one part at a time").isEmpty();
                onRoom.run();
            }
        }
        assertThat(response.join().statusCode()).isEqualTo(200);
        assertThat(sink.all()).isEqualTo(body(LONG_BYTES));
    }

    @Test
    void shouldReadTheNextCallAfterTheAnswerEvenIfThereIsRoomBefore() throws Exception {
        sink.hasRoom = false;
        final CompletableFuture<AdminAnswer> answer = new CompletableFuture<>();
        sink.answer = answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            final String second =
                    "POST /lines HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
            send(socket.getOutputStream(), "Content-Length: 3");
            socket.getOutputStream().write(("abc" + second).getBytes(UTF_8));
            sink.full.take().run();
            // The loop runs what it was given for room before what comes of another connection.
            client.send(request("/lines", BodyPublishers.ofByteArray(body(1))), BodyHandlers.ofString());
            answer.complete(AdminAnswer.json(200, "{\"streamed\":true}"));

            final String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers).containsSubsequence("{\"streamed\":true}", "{\"gathered\":3}");
        }
    }

    @Test
    void shouldTellTheSinkWhenTheClientGoesAway() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            send(socket.getOutputStream(), "Content-Length: " + LONG_BYTES);
            socket.getOutputStream().write(body(2 * 1024 * 1024));
            assertThat(sink.pieces.take()).isNotEmpty();
        }
        assertThat(sink.aborted).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void shouldSayContinueWhenItIsWaitedFor() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            send(socket.getOutputStream(), "Content-Length: " + LONG_BYTES, "Expect: 100-continue");
            final byte[] status = socket.getInputStream().readNBytes(25);
            assertThat(new String(status, UTF_8)).startsWith("HTTP/1.1 100 Continue");
            socket.getOutputStream().write(body(LONG_BYTES));
            final byte[] answer = socket.getInputStream().readNBytes(15);
            assertThat(new String(answer, UTF_8)).contains("HTTP/1.1 200");
        }
    }

    private static void send(final OutputStream out, final String... headers) throws Exception {
        out.write(("POST /streamed HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(UTF_8));
    }

    @Test
    void shouldCountBodiesThatASinkFindsTooLarge() throws Exception {
        sink.answer = CompletableFuture.completedStage(AdminAnswer.error(413, "too large"));

        assertThat(post(BodyPublishers.ofByteArray(body(10))).statusCode()).isEqualTo(413);
        assertThat(server.counters().get(AdminCounter.TOO_LARGE)).isEqualTo(1);
    }
}
