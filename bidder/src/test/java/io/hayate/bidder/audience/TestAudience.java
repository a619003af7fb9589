package io.hayate.bidder.audience;

import io.hayate.bidder.audience.ImportReport.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The audience agent on a folder, driven by hand, with a clock that stands still until told. */
public final class TestAudience implements AutoCloseable {
    public static final long NOW_MS = 1_767_589_200_000L;

    static final UserSecret SECRET = UserSecret.parse("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    static final UserIds IDS = UserIds.of(List.of("ids.example", "other.example"), List.of("demo", "generic"));

    private static final int MAX_CYCLES = 1_000_000;

    final AudienceAgent agent;
    long nowMs = NOW_MS;

    TestAudience(final Path folder, final long maxUsers, final UserSecret secret) {
        try {
            agent = AudienceAgent.open(folder, new AudienceSettings(maxUsers, secret, IDS), () -> nowMs);
        } catch (final IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    public static TestAudience open(final Path folder) {
        return new TestAudience(folder, 1_000_000, SECRET);
    }

    public static TestAudience open(final Path folder, final long maxUsers) {
        return new TestAudience(folder, maxUsers, SECRET);
    }

    public AudienceAgent agent() {
        return agent;
    }

    public UserSecret secret() {
        return SECRET;
    }

    /** From now on it is this time. */
    public void moveTo(final long ms) {
        nowMs = ms;
    }

    /** The key of a user. */
    public UserKey key(final UserIdType type, final String id) {
        return new UserKeys(SECRET).key(new UserId(type, id));
    }

    /** Imports lines, all at once. */
    public ImportReport apply(final String... lines) {
        final UserImport begun = agent.proxy().beginImport(() -> {});
        begun.feed().bring(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        begun.feed().complete();
        return await(begun.answer());
    }

    /** The only refusal of a line, as {@code path: reason}. */
    String refusal(final String line) {
        final List<Refusal> refused = apply(line).refused();
        if (refused.size() != 1) {
            throw new AssertionError("refused: " + refused);
        }
        return refused.get(0).path() + ": " + refused.get(0).reason();
    }

    /** By segment, the expiry as text or "never"; null if the user is not known. */
    Map<String, String> segments(final UserIdType type, final String id) {
        final Optional<KnownUser> user = await(agent.proxy().user(new UserId(type, id)));
        if (user.isEmpty()) {
            return null;
        }
        final Map<String, String> segments = new TreeMap<>();
        user.get()
                .segments()
                .forEach(each -> segments.put(
                        each.name(),
                        each.expires() == null ? "never" : each.expires().toString()));
        return segments;
    }

    boolean delete(final UserIdType type, final String id) {
        return await(agent.proxy().delete(new UserId(type, id)));
    }

    long count(final AudienceCounter counter) {
        return agent.counters().get(counter);
    }

    /** Lets time pass, and the agent work all along. */
    void pass(final long ms) {
        final long until = nowMs + ms;
        while (nowMs < until) {
            nowMs = Math.min(until, nowMs + AudienceAgent.SWEEP_MS / 64);
            agent.doWork();
        }
    }

    <T> T await(final CompletionStage<T> answer) {
        for (int cycle = 0; cycle < MAX_CYCLES && !answer.toCompletableFuture().isDone(); cycle++) {
            agent.doWork();
        }
        return answer.toCompletableFuture().join();
    }

    static String line(final String type, final String id, final String... segments) {
        final StringBuilder line =
                new StringBuilder("{\"idType\": \"" + type + "\", \"id\": \"" + id + "\", \"segments\": [");
        for (int i = 0; i < segments.length; i++) {
            final String[] parts = segments[i].split("@", 2);
            line.append(i == 0 ? "" : ", ")
                    .append("{\"id\": \"")
                    .append(parts[0])
                    .append('"');
            line.append(parts.length == 1 ? "}" : ", \"expires\": \"" + parts[1] + "\"}");
        }
        return line.append("]}").toString();
    }

    @Override
    public void close() {
        agent.onClose();
    }
}
