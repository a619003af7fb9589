package io.hayate.bidder.audience;

import static io.hayate.bidder.audience.UserIdType.BUYERUID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random lines, deletions, time, clean and unclean restarts: always what a plain map of maps says. */
class UserModelTest {
    private static final int ROUNDS = 12;
    private static final int STEPS = 4_000;
    private static final int USERS = 300;
    private static final int SEGMENTS = 60;

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_122);
    /** By user, by segment, the second of its expiry. */
    private final Map<String, Map<String, Long>> model = new HashMap<>();

    @Test
    @Tag("jdk25")
    void shouldKnowWhatAPlainMapKnows() throws IOException {
        long nowMs = TestAudience.NOW_MS;
        for (int round = 0; round < ROUNDS; round++) {
            try (TestAudience audience = TestAudience.open(folder)) {
                audience.nowMs = nowMs;
                check(audience);
                assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isZero();
                for (int step = 0; step < STEPS; step++) {
                    step(audience);
                }
                check(audience);
                expire(audience.nowMs);
                final int mostLeft = model.size();
                audience.pass(AudienceAgent.SWEEP_MS + AudienceAgent.SWEEP_MS / 16);
                check(audience);
                // What expired before the sweep began is gone; of what expired meanwhile it found some.
                assertThat(audience.agent.users().count()).isBetween((long) model.size(), (long) mostLeft);
                nowMs = audience.nowMs;
            }
            if (round % 2 == 1) {
                Files.delete(folder.resolve("clean"));
            }
        }
    }

    private void step(final TestAudience audience) {
        final String id = "u" + random.nextInt(USERS);
        switch (random.nextInt(20)) {
            case 0 -> {
                expire(audience.nowMs);
                // A user whose segments have all expired is there until the sweep finds him.
                final boolean known = model.remove(id) != null;
                assertThat(audience.delete(BUYERUID, id) || !known).isTrue();
            }
            case 1 -> {
                audience.apply("{\"idType\": \"buyeruid\", \"id\": \"" + id + "\", \"delete\": true}");
                model.remove(id);
            }
            case 2 -> audience.nowMs += random.nextInt(10 * 60_000);
            default -> put(audience, id);
        }
    }

    private void put(final TestAudience audience, final String id) {
        final boolean replaces = random.nextInt(8) == 0;
        final Map<String, Long> segments =
                replaces ? new TreeMap<>() : model.computeIfAbsent(id, key -> new TreeMap<>());
        final StringBuilder line =
                new StringBuilder("{\"idType\": \"buyeruid\", \"id\": \"" + id + "\", \"segments\": [");
        final int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            final String segment = "s" + random.nextInt(SEGMENTS);
            final long expires = audience.nowMs / 1000 + random.nextInt(4 * 3600) - 1800;
            final boolean never = random.nextInt(4) == 0;
            line.append(i == 0 ? "" : ",").append("{\"id\": \"").append(segment).append('"');
            line.append(never ? "" : ", \"expires\": " + expires).append('}');
            segments.put(segment, never ? Long.MAX_VALUE : expires);
        }
        model.put(id, segments);
        audience.apply(line + "]" + (replaces ? ", \"replace\": true" : "") + "}");
    }

    private void check(final TestAudience audience) {
        expire(audience.nowMs);
        for (int i = 0; i < USERS; i++) {
            final Map<String, String> expected = new TreeMap<>();
            model.getOrDefault("u" + i, Map.of())
                    .forEach((segment, expires) -> expected.put(
                            segment,
                            expires == Long.MAX_VALUE
                                    ? "never"
                                    : Instant.ofEpochSecond(expires).toString()));
            final Map<String, String> found = audience.segments(BUYERUID, "u" + i);
            assertThat(found == null ? Map.of() : found).as("u%d", i).isEqualTo(expected);
        }
    }

    private void expire(final long nowMs) {
        model.values().forEach(segments -> segments.values().removeIf(expires -> expires <= nowMs / 1000));
        model.values().removeIf(Map::isEmpty);
    }
}
