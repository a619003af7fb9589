package io.hayate.bidder.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentEventLogTest {
    private static final int SEGMENT_BYTES = 400;
    private static final int RECORD_BYTES = 8;
    private static final int FRAME_BYTES = RecordFrame.HEADER_BYTES + RECORD_BYTES;

    @TempDir
    private Path folder;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[3 + RECORD_BYTES]);
    private final WeakDisk disk = new WeakDisk();

    private SegmentEventLog open(final Sync sync) throws IOException {
        return SegmentEventLog.open(folder, SEGMENT_BYTES, sync, disk);
    }

    private long append(final EventLog log, final long number) throws IOException {
        record.putLong(3, number);
        return log.append(record, 3, RECORD_BYTES);
    }

    private static List<Long> read(final EventLog log, final long from) throws IOException {
        final List<Long> numbers = new ArrayList<>();
        log.replay(
                from,
                (bytes, end) -> numbers.add(
                        bytes.order(java.nio.ByteOrder.nativeOrder()).getLong()));
        return numbers;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldTellWhatIsAppendedWrittenAndDurable() throws IOException {
        try (SegmentEventLog log = open(Sync.GROUP)) {
            assertThat(append(log, 1)).isEqualTo(FRAME_BYTES);
            assertThat(append(log, 2)).isEqualTo(2 * FRAME_BYTES);
            assertThat(log.endPosition()).isEqualTo(2 * FRAME_BYTES);
            assertThat(log.writtenPosition()).isZero();
            assertThat(log.force()).isFalse();
            log.write();
            assertThat(log.writtenPosition()).isEqualTo(2 * FRAME_BYTES);
            assertThat(log.durablePosition()).isZero();
            append(log, 3);
            assertThat(log.force()).isTrue();
            assertThat(log.durablePosition()).isEqualTo(2 * FRAME_BYTES);
            assertThat(log.force()).isFalse();
            assertThat(read(log, FRAME_BYTES)).containsExactly(2L);
        }
        try (SegmentEventLog log = open(Sync.GROUP)) {
            assertThat(log.durablePosition()).isEqualTo(3 * FRAME_BYTES);
            assertThat(read(log, 0)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void shouldTakeForDurableWhatIsWrittenWhereNobodyForces() throws IOException {
        try (SegmentEventLog log = open(Sync.NONE)) {
            for (int i = 0; i < 200; i++) {
                final long end = append(log, i);
                assertThat(log.durablePosition()).isEqualTo(end - FRAME_BYTES);
                log.write();
                assertThat(log.durablePosition()).isEqualTo(end);
            }
            assertThat(read(log, 0)).hasSize(200);
        }
        assertThat(disk.openChannels).hasValue(0);
    }

    /** Whoever lets go of the log before a place must know that all from there on is on the disk. */
    @Test
    void shouldForceWhereNobodyForcesBeforeSomethingStandsForTheLog() throws IOException {
        try (SegmentEventLog log = open(Sync.NONE)) {
            for (int i = 0; i < 200; i++) {
                append(log, i);
                log.write();
            }
            final int forces = disk.forces.get();
            assertThat(log.forcedPosition()).isEqualTo(log.writtenPosition());
            assertThat(disk.forces).hasValue(forces + 1);
            assertThat(disk.openChannels).hasValue(1);
        }
    }

    @Test
    void shouldHoldARecordLargerThanTheBatch() throws IOException {
        final UnsafeBuffer large = new UnsafeBuffer(new byte[3 * SegmentEventLog.FIRST_BATCH_BYTES]);
        try (SegmentEventLog log = open(Sync.GROUP)) {
            append(log, 1);
            log.append(large, 0, large.capacity());
            append(log, 2);
            log.write();
            final List<Integer> lengths = new ArrayList<>();
            log.replay(0, (bytes, end) -> lengths.add(bytes.remaining()));
            assertThat(lengths).containsExactly(RECORD_BYTES, large.capacity(), RECORD_BYTES);
        }
    }

    @Test
    void shouldReadWhatSegmentLogWroteAndTheOtherWayRound() throws IOException {
        try (SegmentEventLog log = open(Sync.GROUP)) {
            append(log, 7);
        }
        try (SegmentLog log = SegmentLog.open(folder, SEGMENT_BYTES)) {
            final byte[] bytes = new byte[RECORD_BYTES];
            new UnsafeBuffer(bytes).putLong(0, 8);
            log.append(bytes, 0, bytes.length);
        }
        try (SegmentEventLog log = open(Sync.GROUP)) {
            assertThat(read(log, 0)).containsExactly(7L, 8L);
        }
    }

    /** A torn end of any length is cut, and only what was not whole is gone. */
    @Test
    void shouldCutATornEnd() throws IOException {
        for (int torn = 1; torn < FRAME_BYTES; torn++) {
            final long before;
            try (SegmentEventLog log = open(Sync.GROUP)) {
                before = append(log, torn);
                append(log, -1);
            }
            final List<Path> segments = segments();
            final Path last = segments.get(segments.size() - 1);
            try (var channel = java.nio.channels.FileChannel.open(last, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - torn);
            }
            try (SegmentEventLog log = open(Sync.GROUP)) {
                assertThat(log.tornBytes()).isEqualTo(FRAME_BYTES - torn);
                assertThat(log.endPosition()).isEqualTo(before);
                assertThat(read(log, 0)).hasSize(torn).doesNotContain(-1L).endsWith((long) torn);
            }
        }
    }

    @Test
    @Tag("jdk25")
    void shouldGoOnWhenAFullDiskHasRoomAgain() throws IOException {
        final List<Long> expected = new ArrayList<>();
        try (SegmentEventLog log = open(Sync.GROUP)) {
            for (long i = 0; i < 100; i++) {
                // Full at another byte each time, also while a segment is made.
                disk.roomBytes = i * 3;
                append(log, i);
                expected.add(i);
                final long written = log.writtenPosition();
                try {
                    log.write();
                } catch (final IOException e) {
                    assertThat(e).hasMessage(WeakDisk.FULL);
                    assertThat(log.writtenPosition()).isEqualTo(written);
                    assertThat(log.endPosition()).isEqualTo((i + 1) * FRAME_BYTES);
                }
                if (i % 7 == 6) {
                    disk.roomBytes = Long.MAX_VALUE;
                    log.write();
                    log.force();
                    assertThat(log.durablePosition()).isEqualTo(log.endPosition());
                    assertThat(read(log, 0)).isEqualTo(expected);
                }
            }
            disk.roomBytes = Long.MAX_VALUE;
        }
        try (SegmentEventLog log = open(Sync.GROUP)) {
            assertThat(read(log, 0)).isEqualTo(expected);
            assertThat(log.tornBytes()).isZero();
        }
    }

    @Test
    void shouldRefuseARecordForWhichMemoryHasNoRoomWhileTheDiskIsFull() throws IOException {
        try (SegmentEventLog log = open(Sync.GROUP)) {
            disk.roomBytes = 0;
            long appended = 0;
            IOException refusal = null;
            while (refusal == null) {
                try {
                    append(log, appended);
                    appended++;
                } catch (final IOException e) {
                    refusal = e;
                }
            }
            assertThat(log.endPosition()).isEqualTo(appended * FRAME_BYTES);
            disk.roomBytes = Long.MAX_VALUE;
            append(log, appended);
            log.write();
            assertThat(read(log, 0)).hasSize((int) appended + 1).endsWith(appended);
        }
    }

    @Test
    void shouldTakeNothingMoreAfterAForceThatFailed() throws IOException {
        final SegmentEventLog log = open(Sync.GROUP);
        final JournalSync sync = new JournalSync(log, new Group());
        append(log, 1);
        log.write();
        disk.forceFails = true;
        assertThatThrownBy(sync::doWork).isInstanceOf(AgentTerminationException.class);
        disk.forceFails = false;
        assertThat(log.durablePosition()).isZero();
        assertThatThrownBy(() -> append(log, 2)).isInstanceOf(IOException.class).hasMessageContaining("failed earlier");
        assertThatThrownBy(log::write).isInstanceOf(IOException.class);
        assertThatThrownBy(log::force).isInstanceOf(IOException.class);
        sync.onClose();
        assertThat(sync.counters().get(SyncCounter.FORCE_FAILURES)).isEqualTo(1);
        assertThatThrownBy(log::close).isInstanceOf(IOException.class);
        assertThat(disk.openChannels).hasValue(0);
    }

    @Test
    void shouldTellAGroupOfItsEndOnlyAfterTheForce() throws IOException {
        try (SegmentEventLog log = open(Sync.GROUP)) {
            final Group group = new Group();
            final JournalSync sync = new JournalSync(log, group);
            assertThat(sync.doWork()).isZero();
            append(log, 1);
            log.write();
            group.waits = true;
            group.onEnd = () -> assertThat(log.durablePosition()).isEqualTo(log.writtenPosition());
            assertThat(sync.doWork()).isEqualTo(1);
            assertThat(group.ended).isEqualTo(1);
            // What was written in between is forced already; whoever heard of it late is told all the same.
            assertThat(sync.doWork()).isEqualTo(1);
            assertThat(group.ended).isEqualTo(2);
            assertThat(sync.counters().get(SyncCounter.FORCES)).isEqualTo(1);
            group.waits = false;
            append(log, 2);
            log.write();
            sync.onClose();
            assertThat(log.durablePosition()).isEqualTo(2 * FRAME_BYTES);
        }
    }

    /** One thread appends and rolls, another forces: no force may meet a closed channel, and none may be left open. */
    @Test
    @Tag("jdk25")
    void shouldForceWhileItsOwnerAppendsAndRolls() throws Exception {
        final int records = 3_000;
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        try (SegmentEventLog log = open(Sync.GROUP)) {
            final Thread forcing = new Thread(() -> {
                try {
                    while (log.durablePosition() < (long) records * FRAME_BYTES) {
                        final long written = log.writtenPosition();
                        log.force();
                        assertThat(log.durablePosition()).isGreaterThanOrEqualTo(written);
                    }
                } catch (final Throwable e) {
                    failure.set(e);
                }
            });
            forcing.start();
            for (int i = 0; i < records && failure.get() == null; i++) {
                append(log, i);
                if (i % 3 == 2) {
                    log.write();
                }
            }
            log.write();
            forcing.join();
            assertThat(failure).hasValue(null);
            log.force();
            assertThat(disk.openChannels).hasValue(1);
            assertThat(read(log, 0)).hasSize(records);
            assertThat(segments()).hasSizeGreaterThan(100);
            log.deleteBefore(log.endPosition());
            assertThat(segments()).hasSize(1);
        }
        assertThat(disk.openChannels).hasValue(0);
    }

    @Test
    void shouldAllocateNothingForARecord() throws IOException {
        try (SegmentEventLog log = SegmentEventLog.open(folder, SegmentLog.DEFAULT_SEGMENT_BYTES, Sync.GROUP)) {
            appendMany(log);
            assertThat(AllocatedBytes.leastOf(4, () -> appendMany(log))).isZero();
        }
    }

    private void appendMany(final SegmentEventLog log) {
        try {
            for (int i = 0; i < 20_000; i++) {
                append(log, i);
                if (i % 100 == 0) {
                    log.write();
                }
            }
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Group implements SyncListener {
        private boolean waits;
        private int ended;
        private Runnable onEnd = () -> {};

        @Override
        public boolean onGroupBegins() {
            return waits;
        }

        @Override
        public void onGroupDurable() {
            ended++;
            onEnd.run();
        }
    }
}
