package io.hayate.bidder.audience;

import static io.hayate.bidder.audience.TestAudience.line;
import static io.hayate.bidder.audience.UserIdType.BUYERUID;
import static io.hayate.bidder.audience.UserIdType.IFA;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.threads.QueueCounter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceAgentTest {
    private static final String LATER = "2026-02-01T00:00:00Z";
    private static final String PAST = "2020-01-01T00:00:00Z";

    @TempDir
    private Path folder;

    private TestAudience audience;

    @BeforeEach
    void open() {
        audience = TestAudience.open(folder);
    }

    @AfterEach
    void close() {
        audience.close();
    }

    @Test
    void shouldKeepWhatLinesSay() {
        final ImportReport report = audience.apply(
                line("buyeruid", "u1", "auto", "travel@" + LATER), "", line("ifa", "AB-1", "auto"), "  \r");
        assertThat(report).isEqualTo(new ImportReport(4, 2, List.of()));
        assertThat(audience.segments(BUYERUID, "u1")).isEqualTo(Map.of("auto", "never", "travel", LATER));
        assertThat(audience.agent.users().count()).isEqualTo(2);
        assertThat(audience.agent.segmentNames()).isEqualTo(2);
    }

    @Test
    void shouldTellTypesOfIdsApart() {
        audience.apply(
                line("buyeruid", "x", "a"),
                line("ifa", "x", "b"),
                line("eid:ids.example", "x", "c"),
                line("eid:other.example", "x", "d"),
                line("exchange:demo", "x", "e"),
                line("exchange:generic", "x", "f"));
        assertThat(audience.agent.users().count()).isEqualTo(6);
        assertThat(audience.segments(UserIdType.of("eid:IDS.example"), "x")).containsOnlyKeys("c");
        assertThat(audience.segments(UserIdType.exchange("generic"), "x")).containsOnlyKeys("f");
    }

    @Test
    void shouldIgnoreCaseOfAdvertisingIdsOnly() {
        audience.apply(line("ifa", "ABCD-12", "a"), line("buyeruid", "Ab", "a"));
        assertThat(audience.segments(IFA, "abcd-12")).containsOnlyKeys("a");
        assertThat(audience.segments(BUYERUID, "ab")).isNull();
    }

    @Test
    void shouldAddToWhatIsThere() {
        audience.apply(line("buyeruid", "u", "a", "b@" + LATER), line("buyeruid", "u", "b", "c@" + LATER));
        assertThat(audience.segments(BUYERUID, "u")).isEqualTo(Map.of("a", "never", "b", "never", "c", LATER));
    }

    @Test
    void shouldReplaceWhereToldTo() {
        audience.apply(line("buyeruid", "u", "a", "b"));
        audience.apply("{\"idType\": \"buyeruid\", \"id\": \"u\", \"replace\": true, \"segments\": [{\"id\": \"c\"}]}");
        assertThat(audience.segments(BUYERUID, "u")).containsOnlyKeys("c");
        audience.apply("{\"idType\": \"buyeruid\", \"id\": \"u\", \"replace\": true, \"segments\": []}");
        assertThat(audience.segments(BUYERUID, "u")).isNull();
    }

    @Test
    void shouldTakeSegmentsAwayThatAreOver() {
        audience.apply(line("buyeruid", "u", "a", "b"), line("buyeruid", "u", "a@" + PAST));
        assertThat(audience.segments(BUYERUID, "u")).containsOnlyKeys("b");
        audience.apply(line("buyeruid", "u", "b@" + PAST), line("buyeruid", "new", "a@" + PAST));
        assertThat(audience.segments(BUYERUID, "u")).isNull();
        assertThat(audience.agent.users().count()).isZero();
    }

    @Test
    void shouldDeleteByCallAndByLine() {
        audience.apply(line("buyeruid", "u1", "a"), line("buyeruid", "u2", "a"), line("buyeruid", "u3", "a"));
        assertThat(audience.delete(BUYERUID, "u1")).isTrue();
        assertThat(audience.delete(BUYERUID, "u1")).isFalse();
        final ImportReport report = audience.apply(
                "{\"idType\": \"buyeruid\", \"id\": \"u2\", \"delete\": true}",
                "{\"idType\": \"eid:no.longer.example\", \"id\": \"u2\", \"delete\": true}");
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(audience.segments(BUYERUID, "u2")).isNull();
        assertThat(audience.agent.users().count()).isEqualTo(1);
        assertThat(audience.count(AudienceCounter.USERS_DELETED)).isEqualTo(2);
    }

    @Test
    void shouldHideAtOnceAndSweepInTimeWhatHasExpired() {
        audience.apply(
                line("buyeruid", "u1", "a@2026-01-05T05:30:00Z", "b"),
                line("buyeruid", "u2", "a@2026-01-05T05:30:00Z"));
        audience.nowMs += 30 * 60_000;
        assertThat(audience.segments(BUYERUID, "u1")).containsOnlyKeys("b");
        assertThat(audience.agent.users().count()).isEqualTo(2);

        audience.pass(AudienceAgent.SWEEP_MS);
        assertThat(audience.agent.users().count()).isEqualTo(1);
        assertThat(audience.count(AudienceCounter.SEGMENTS_EXPIRED)).isEqualTo(2);
        assertThat(audience.count(AudienceCounter.USERS_EXPIRED)).isEqualTo(1);
        assertThat(audience.count(AudienceCounter.SWEEPS)).isPositive();
    }

    @Test
    void shouldSweepOnWhenTheClockIsSetBack() {
        audience.pass(AudienceAgent.SWEEP_MS / 2);
        audience.nowMs -= 24 * AudienceAgent.SWEEP_MS;

        audience.pass(2 * AudienceAgent.SWEEP_MS);

        assertThat(audience.count(AudienceCounter.SWEEPS)).isPositive();
    }

    @Test
    void shouldRefuseMoreSegmentsThanAUserMayHave() {
        final String[] all = IntStream.range(0, UserRecord.MAX_SEGMENTS)
                .mapToObj(i -> "s" + i)
                .toArray(String[]::new);
        audience.apply(line("buyeruid", "u", all));
        assertThat(audience.refusal(line("buyeruid", "u", "one-more")))
                .isEqualTo(": the user would be in more than the 128 segments that are allowed");
        assertThat(audience.segments(BUYERUID, "u")).hasSize(UserRecord.MAX_SEGMENTS);
        assertThat(audience.count(AudienceCounter.SEGMENTS_OVER_LIMIT)).isEqualTo(1);
        assertThat(audience.count(AudienceCounter.LINES_REFUSED)).isEqualTo(1);
    }

    @Test
    @Tag("jdk25")
    void shouldGrowAsUsersComeAndRefuseOnesAboveTheMost() {
        audience.close();
        final long most = UserMap.FIRST_ENTRIES * 5 / 2;
        audience = TestAudience.open(folder.resolve("many"), most);
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            lines.add(line("buyeruid", "u" + i, "s" + i % 10));
        }
        assertThat(importAll(lines).accepted()).isEqualTo(most);
        assertThat(audience.count(AudienceCounter.MAP_GROWN)).isEqualTo(2);
        for (int i = 0; i < most; i += 997) {
            assertThat(audience.segments(BUYERUID, "u" + i)).containsOnlyKeys("s" + i % 10);
        }
        assertThat(audience.refusal(line("buyeruid", "another", "a"))).contains("as many as max-users allows");
        assertThat(audience.apply(line("buyeruid", "u1", "a")).accepted()).isEqualTo(1);
        assertThat(audience.count(AudienceCounter.USERS_OVER_LIMIT)).isEqualTo(1);
        assertThat(folder.resolve("many").toFile().list((dir, name) -> name.endsWith(".map")))
                .hasSize(1);
    }

    @Test
    void shouldAskForMoreOnlyWhenThereIsRoom() {
        final AtomicInteger rooms = new AtomicInteger();
        final UserImport begun = audience.agent.proxy().beginImport(rooms::incrementAndGet);
        final byte[] part = (line("buyeruid", "u", "a") + "\n").repeat(500).getBytes(StandardCharsets.UTF_8);
        int parts = 1;
        while (begun.feed().bring(part)) {
            parts++;
        }
        assertThat(parts * (long) part.length).isBetween((long) LineFeed.ENOUGH_BYTES, 2L * LineFeed.ENOUGH_BYTES);
        while (audience.agent.doWork() > 0) {
            // until all that waits is applied
        }
        assertThat(rooms).hasValue(1);
        begun.feed().complete();
        assertThat(audience.await(begun.answer()).accepted()).isEqualTo(500L * parts);
    }

    @Test
    void shouldKeepWhatWasAppliedOfAnImportThatBreaks() {
        final UserImport begun = audience.agent.proxy().beginImport(() -> {});
        begun.feed().bring((line("buyeruid", "u", "a") + "\n{\"idTy").getBytes(StandardCharsets.UTF_8));
        audience.agent.doWork();
        begun.abort();
        audience.agent.doWork();
        assertThat(audience.segments(BUYERUID, "u")).containsOnlyKeys("a");
        assertThat(begun.answer()).isDone();
    }

    @Test
    void shouldTurnAwayWhatIsTooMuch() {
        final List<UserImport> begun = new ArrayList<>();
        for (int i = 0; i < AudienceProxy.MAX_IMPORTS; i++) {
            begun.add(audience.agent.proxy().beginImport(() -> {}));
        }
        assertThat(audience.agent.proxy().beginImport(() -> {})).isNull();
        begun.get(3).feed().complete();
        audience.await(begun.get(3).answer());
        assertThat(audience.agent.proxy().beginImport(() -> {})).isNotNull();

        final UserId id = new UserId(BUYERUID, "u");
        audience.agent.doWork();
        for (int i = 0; i < AudienceProxy.MAX_WAITING; i++) {
            assertThat(audience.agent.proxy().user(id)).isNotNull();
        }
        assertThat(audience.agent.proxy().delete(id)).isNull();
        assertThat(audience.agent.proxy().counters().get(QueueCounter.TURNED_AWAY))
                .isEqualTo(2);
    }

    @Test
    void shouldListTheFirstRefusalsOnly() {
        final ImportReport report =
                importAll(IntStream.range(0, 1_500).mapToObj(i -> "no").toList());
        assertThat(report.refused()).hasSize(UserImport.MAX_REFUSALS + 1);
        assertThat(report.refused().get(UserImport.MAX_REFUSALS).reason()).contains("more was refused");
        assertThat(audience.count(AudienceCounter.LINES_REFUSED)).isEqualTo(1_500);
    }

    @Test
    void shouldTellImportsUnderWayThatItCloses() {
        final UserImport begun = audience.agent.proxy().beginImport(() -> {});
        audience.agent.doWork();
        audience.close();
        assertThat(begun.answer()).isCompletedExceptionally();
        assertThat(begun.answer().handle((report, error) -> error).join()).isInstanceOf(CancellationException.class);
        audience = TestAudience.open(folder);
    }

    private ImportReport importAll(final List<String> lines) {
        final UserImport begun = audience.agent.proxy().beginImport(() -> {});
        for (final String each : lines) {
            if (!begun.feed().bring((each + "\n").getBytes(StandardCharsets.UTF_8))) {
                while (audience.agent.doWork() > 0) {
                    // until all that waits is applied
                }
            }
        }
        begun.feed().complete();
        return audience.await(begun.answer());
    }
}
