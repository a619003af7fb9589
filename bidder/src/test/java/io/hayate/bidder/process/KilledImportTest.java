package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bidder is killed amid an import: what was acknowledged is there after the next start, which hangs on nothing. */
class KilledImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USERS_PER_CALL = 500;
    private static final int CALLS_BEFORE_KILL = 40;
    private static final long MAX_START_MS = 10_000;

    @TempDir
    private Path folder;

    private final CountDownLatch callsBeforeKill = new CountDownLatch(CALLS_BEFORE_KILL);
    private volatile int acknowledged;

    @Test
    void shouldHaveEveryAcknowledgedUserAfterAKill() throws Exception {
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            final ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                final Future<?> importing = thread.submit(() -> importUntilKilled(bidder));
                assertThat(callsBeforeKill.await(60, TimeUnit.SECONDS)).isTrue();
                bidder.kill();
                importing.get();
            } finally {
                thread.shutdownNow();
            }
        }
        try (BidderProcess bidder = BidderProcess.start(folder)) {
            final long readyMs = Math.min(bidder.elapsedMs(), bidder.cpuMs());
            assertThat(readyMs).isLessThan(MAX_START_MS);
            assertThat(acknowledged).isGreaterThanOrEqualTo(CALLS_BEFORE_KILL);
            for (int user = 0; user < acknowledged * USERS_PER_CALL; user += 101) {
                final HttpResponse<String> answer = bidder.get("/users?idType=ifa&id=user-" + user);
                assertThat(answer.statusCode()).as("user %d", user).isEqualTo(200);
                final JsonNode segments = JSON.readTree(answer.body()).path("segments");
                assertThat(segments.findValuesAsText("id")).containsExactly("all", "segment-" + user % 7);
            }
            assertThat(bidder.admin("POST", "/users", line(1)).statusCode()).isEqualTo(200);
        }
    }

    private Void importUntilKilled(final BidderProcess bidder) throws InterruptedException, ExecutionException {
        for (int call = 0; ; call++) {
            final StringBuilder lines = new StringBuilder();
            for (int user = call * USERS_PER_CALL; user < (call + 1) * USERS_PER_CALL; user++) {
                lines.append(line(user)).append('\n');
            }
            try {
                final HttpResponse<String> answer = bidder.admin("POST", "/users", lines.toString());
                assertThat(JSON.readTree(answer.body()).path("accepted").asInt())
                        .isEqualTo(USERS_PER_CALL);
            } catch (final IOException e) {
                return null; // killed
            }
            acknowledged = call + 1;
            callsBeforeKill.countDown();
        }
    }

    private static String line(final int user) {
        return "{\"idType\": \"ifa\", \"id\": \"user-%d\", \"segments\": [{\"id\": \"all\"}, {\"id\": \"segment-%d\"}]}"
                .formatted(user, user % 7);
    }
}
