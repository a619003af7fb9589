package io.hayate.bidder.audience;

import static io.hayate.bidder.audience.TestAudience.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.admin.AdminRouter;
import io.hayate.bidder.admin.AdminServer;
import io.hayate.bidder.wire.WireAnswer;
import io.hayate.bidder.wire.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls over a real admin port, with the agent driven by the test's thread, and the command that uses them. */
class UserEndpointsTest {
    private static final String HOST = "127.0.0.1";
    private static final String TOKEN = "token";

    @TempDir
    private Path folder;

    private TestAudience audience;
    private AdminServer server;

    @BeforeEach
    void open() throws IOException {
        audience = TestAudience.open(folder.resolve("users"));
        final AdminRouter router = new AdminRouter();
        new UserEndpoints(audience.agent.proxy(), audience.agent.ids()).addTo(router);
        server = AdminServer.open(HOST, 0, TOKEN, router);
    }

    @AfterEach
    void close() {
        server.close();
        audience.close();
    }

    @Test
    void shouldImportReadAndDelete() throws Exception {
        final WireAnswer imported =
                call("POST", "/users", line("buyeruid", "a b", "auto", "x@2026-02-01T00:00:00Z") + "\nbad\n");
        assertThat(imported.status()).isEqualTo(200);
        assertThat(imported.text()).isEqualTo("""
                {"lines":2,"accepted":1,"refused":[{"line":2,"path":"","reason":"is not valid JSON: Unrecognized token 'bad': \
                was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"}]}""");

        final WireAnswer read = call("GET", "/users?idType=buyeruid&id=a%20b", "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).isEqualTo("""
                {"idType":"buyeruid","id":"a b","segments":[{"id":"auto"},{"id":"x","expires":"2026-02-01T00:00:00Z"}],"counters":[],"lastImpressions":0}""");

        assertThat(call("DELETE", "/users?idType=buyeruid&id=a+b", "").status()).isEqualTo(204);
        assertThat(call("DELETE", "/users?idType=buyeruid&id=a+b", "").status()).isEqualTo(404);
        assertThat(call("GET", "/users?idType=buyeruid&id=a+b", "").status()).isEqualTo(404);
    }

    @Test
    void shouldSayWhatIsWrongWithAQuery() throws Exception {
        assertThat(call("GET", "/users?idType=ifa", "").text()).contains("must name idType and id");
        assertThat(call("GET", "/users?idType=cookie&id=1", "").status()).isEqualTo(400);
        assertThat(call("DELETE", "/users?idType=ifa&id=", "").text()).contains("id has 0 bytes");
        assertThat(call("PUT", "/users", "x").status()).isEqualTo(405);
    }

    @Test
    void shouldAskForTheTokenBeforeItTakesABody() throws Exception {
        try (WireClient client = new WireClient(HOST, server.port())) {
            client.send("POST /users HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n{}\n");
            assertThat(client.readAnswer().status()).isEqualTo(401);
        }
    }

    /** Far more than is gathered of other calls, in chunks, on a connection that goes on. */
    @Test
    void shouldTakeABodyOfAnySizeNoFasterThanItIsApplied() throws Exception {
        final String id = "u".repeat(UserKeys.MAX_ID_BYTES);
        final byte[] block = (line("buyeruid", id, "auto") + "\n").repeat(2_000).getBytes(StandardCharsets.UTF_8);
        final int blocks = 60;
        assertThat((long) blocks * block.length).isGreaterThan(AdminServer.MAX_BODY_BYTES);
        try (WireClient client = new WireClient(HOST, server.port())) {
            final CompletableFuture<WireAnswer> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    client.send(head("POST", "/users", "Transfer-Encoding: chunked"));
                    for (int i = 0; i < blocks; i++) {
                        client.send(Integer.toHexString(block.length) + "\r\n");
                        client.send(block);
                        client.send("\r\n");
                    }
                    client.send("0\r\n\r\n");
                    return client.readAnswer();
                } catch (final IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(drive(answer).text()).startsWith("{\"lines\":120000,\"accepted\":120000,\"refused\":[]");
            final CompletableFuture<WireAnswer> next = CompletableFuture.supplyAsync(() -> {
                try {
                    client.send(head("GET", "/users?idType=buyeruid&id=" + id, "X: y"));
                    return client.readAnswer();
                } catch (final IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(drive(next).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldKeepWhatCameBeforeAConnectionBroke() throws Exception {
        try (WireClient client = new WireClient(HOST, server.port())) {
            client.send(head("POST", "/users", "Content-Length: 100000") + line("buyeruid", "u", "auto") + "\n");
            while (audience.agent.users().count() == 0) {
                audience.agent.doWork();
            }
        }
        while (!audience.agent.proxy().isIdle()) {
            audience.agent.doWork();
        }
        assertThat(audience.segments(UserIdType.BUYERUID, "u")).containsOnlyKeys("auto");
    }

    @Test
    void shouldSendAFileByCommandAndTellWhereItIsRefused() throws Exception {
        final StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 5_000; i++) {
            lines.append(i == 3_210 ? "{\"idType\": \"ifa\"}" : line("ifa", "id-" + i, "auto"))
                    .append('\n');
        }
        final Path file = Files.writeString(folder.resolve("users.ndjson"), lines);
        final Said said = command("--batch", "20000", file.toString());
        assertThat(said.exitCode).isEqualTo(3);
        assertThat(said.text)
                .contains("Refused: line 3210: id: is required")
                .contains("Done: 4,999 lines accepted, 1 refused")
                .contains("next line 5001");
        assertThat(audience.agent.users().count()).isEqualTo(4_999);
    }

    @Test
    void shouldGoOnAtALine() throws Exception {
        final Path file = Files.writeString(
                folder.resolve("users.ndjson"),
                line("ifa", "1", "a") + "\n" + line("ifa", "2", "a") + "\n" + line("ifa", "3", "a"));
        final Said said = command("--from-line", "2", file.toString());
        assertThat(said.exitCode).isZero();
        assertThat(said.text).contains("Done: 2 lines accepted");
        assertThat(audience.segments(UserIdType.IFA, "1")).isNull();
        assertThat(audience.segments(UserIdType.IFA, "3")).containsOnlyKeys("a");
    }

    @Test
    void shouldStopWithTheLineToGoOnAt() throws Exception {
        final Path file = Files.writeString(folder.resolve("users.ndjson"), line("ifa", "1", "a") + "\n");
        final Said refused = run(Map.of("HAYATE_ADMIN_TOKEN", "wrong"), url(), file.toString());
        assertThat(refused.exitCode).isEqualTo(1);
        assertThat(refused.text).contains("answers 401").contains("Go on with --from-line 1");

        final Said away = run(
                Map.of(),
                "http://127.0.0.1:1",
                "--retries",
                "2",
                "--retry-ms",
                "1",
                "--from-line",
                "1",
                file.toString());
        assertThat(away.exitCode).isEqualTo(1);
        assertThat(away.text.lines().filter(each -> each.startsWith("The bidder is away")))
                .hasSize(2);
        assertThat(run(Map.of(), url(), "missing.ndjson").text).contains("missing.ndjson cannot be read");
        assertThat(run(Map.of(), url(), "--no-such-flag", "f").exitCode).isEqualTo(2);
    }

    private record Said(int exitCode, String text) {}

    private Said command(final String... args) throws Exception {
        return run(Map.of("HAYATE_ADMIN_TOKEN", TOKEN), url(), args);
    }

    private String url() {
        return "http://" + HOST + ":" + server.port();
    }

    private Said run(final Map<String, String> environment, final String url, final String... args) throws Exception {
        final String[] all = new String[args.length + 2];
        all[0] = "--admin-url";
        all[1] = url;
        System.arraycopy(args, 0, all, 2, args.length);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final int code = drive(CompletableFuture.supplyAsync(
                () -> ImportUsersCommand.run(all, new PrintStream(out, true, StandardCharsets.UTF_8), environment)));
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    private WireAnswer call(final String method, final String uri, final String body) throws Exception {
        try (WireClient client = new WireClient(HOST, server.port())) {
            final int length = body.getBytes(StandardCharsets.UTF_8).length;
            client.send(head(method, uri, "Content-Length: " + length) + body);
            return drive(CompletableFuture.supplyAsync(() -> {
                try {
                    return client.readAnswer();
                } catch (final IOException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
    }

    private static String head(final String method, final String uri, final String header) {
        return method + " " + uri + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TOKEN + "\r\n" + header
                + "\r\n\r\n";
    }

    private <T> T drive(final CompletableFuture<T> answer) throws Exception {
        while (!answer.isDone()) {
            if (audience.agent.doWork() == 0) {
                Thread.onSpinWait();
            }
        }
        return answer.get();
    }
}
