package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.CachedEpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckpointsTest {
    private static final long KEEP_MS = 4 * 3_600_000;
    private static final int SEGMENT_BYTES = 4_096;

    @TempDir
    private Path folder;

    private final CachedEpochClock clock = new CachedEpochClock();
    private SegmentEventLog log;
    private LedgerHarness ledger;
    private LedgerBooks books;
    private CheckpointAgent agent;

    @BeforeEach
    void open() throws IOException {
        log = SegmentEventLog.open(folder, SEGMENT_BYTES, SegmentEventLog.Sync.NONE);
        ledger = new LedgerHarness(1, "2026-11-22T12:00:00Z", log);
        clock.update(ledger.clock.time());
        ledger.budgets.put(0, campaign(1, Long.MAX_VALUE, Long.MAX_VALUE, "UTC"));
        books = LedgerBooks.of(log, ledger.ledger, 1, List.of());
        agent = new CheckpointAgent(books, checkpoints(), folder, log, 8_000);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void shouldWriteAsideWhatTheLedgerIsOnceTheLogHasGrown() throws IOException {
        assertThat(agent.doWork()).isZero();
        spendAnHour();
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
        spendAnHour();
        final LedgerCheckpoints.Restored restored = checkpoints().restore(log);
        assertThat(restored.position()).isPositive();
        assertThat(LedgerHarness.bytes(restored.ledger())).isEqualTo(LedgerHarness.bytes(ledger.ledger));
    }

    @Test
    void shouldLetTheLogGoOnlyBeforeTheOldestCheckpointKept() throws IOException {
        for (int hour = 0; hour < 12; hour++) {
            spendAnHour();
            assertThat(agent.doWork()).isEqualTo(1);
            log.deleteBefore(books.neededFrom());
            if (hour < 3) {
                assertThat(log.startPosition()).isZero();
            }
        }
        assertThat(log.startPosition()).isPositive().isLessThanOrEqualTo(books.neededFrom());
        assertThat(files()).hasSizeBetween(3, 7);
        final byte[] atWork = LedgerHarness.bytes(ledger.ledger);
        while (!files().isEmpty()) {
            assertThat(LedgerHarness.bytes(checkpoints().restore(log).ledger())).isEqualTo(atWork);
            Files.delete(files().get(files().size() - 1));
        }
        assertThatThrownBy(() -> checkpoints().restore(log))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("the money log begins at " + log.startPosition());
    }

    @Test
    void shouldGoBackToAnOlderCheckpointIfTheNewestIsDamaged() throws IOException {
        spendAnHour();
        agent.doWork();
        spendAnHour();
        agent.doWork();
        final Path newest = files().get(1);
        final byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        final LedgerCheckpoints.Restored restored = checkpoints().restore(log);
        assertThat(newest.getFileName().toString()).doesNotContain(Long.toString(restored.position()));
        assertThat(restored.position()).isPositive();
        assertThat(LedgerHarness.bytes(restored.ledger())).isEqualTo(LedgerHarness.bytes(ledger.ledger));
    }

    @Test
    void shouldRefuseALogThatEndsBeforeItsCheckpoint() throws IOException {
        spendAnHour();
        agent.doWork();
        log.close();
        try (Stream<Path> segments = Files.list(folder)) {
            for (final Path each : segments.filter(Files::isRegularFile).toList()) {
                Files.delete(each);
            }
        }
        log = SegmentEventLog.open(folder, SEGMENT_BYTES, SegmentEventLog.Sync.NONE);
        assertThatThrownBy(() -> checkpoints().restore(log)).hasMessageContaining("which ends at 0");
    }

    @Test
    void shouldRefuseALogOfAnEpochThatComesAgain() throws IOException {
        spendAnHour();
        assertThatThrownBy(() -> LedgerBooks.open(log, checkpoints(), LedgerHarness.EPOCH, List.of()))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("the money log is of epoch 77, this start is 77: bid ids would repeat");
        assertThat(LedgerBooks.open(log, checkpoints(), LedgerHarness.EPOCH + 1, List.of()))
                .isNotNull();
    }

    @Test
    void shouldRefuseALogOfSomethingElse() throws IOException {
        log.append(new UnsafeBuffer(new byte[] {MoneyRecord.LEASE, 2, 3}), 0, 3);
        log.write();
        assertThatThrownBy(() -> checkpoints().restore(log))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("is this a money log?");
    }

    private void spendAnHour() {
        for (int i = 0; i < 60; i++) {
            ledger.clock.advance(60_000);
            // A lease is granted in the turn after its ceiling was written.
            ledger.agent.doWork();
            ledger.agent.doWork();
            final NoticePayload bid = ledger.bid(0, 0, 1, BID_NANOS);
            ledger.notice(NoticeKind.BILL, bid, BID_NANOS);
            ledger.notice(NoticeKind.IMPRESSION, bid, 0);
            ledger.agent.doWork();
        }
        clock.update(ledger.clock.time());
    }

    private LedgerCheckpoints checkpoints() throws IOException {
        return new LedgerCheckpoints(folder.resolve("checkpoints"), KEEP_MS, LedgerHarness.DAY_MS, List::of, clock);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("checkpoints"))) {
            return found.sorted().toList();
        }
    }
}
