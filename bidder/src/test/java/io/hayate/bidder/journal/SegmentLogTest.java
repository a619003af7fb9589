package io.hayate.bidder.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentLogTest {
    private static final int SEGMENT_BYTES = 256;

    @TempDir
    private Path folder;

    private SegmentLog open() throws IOException {
        return SegmentLog.open(folder, SEGMENT_BYTES);
    }

    private static long append(final SegmentLog log, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return log.append(bytes, 0, bytes.length);
    }

    private static List<String> read(final SegmentLog log, final long from) throws IOException {
        final List<String> records = new ArrayList<>();
        log.replay(from, (record, end) -> {
            final byte[] bytes = new byte[record.remaining()];
            record.get(bytes);
            records.add(new String(bytes, StandardCharsets.UTF_8));
        });
        return records;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldReadWhatWasAppendedOverSegmentsAndRestarts() throws IOException {
        final List<String> expected = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            try (SegmentLog log = open()) {
                for (int i = 0; i < 10; i++) {
                    expected.add("record " + start + "." + i + " ".repeat(i * 7));
                    append(log, expected.get(expected.size() - 1));
                }
                log.force();
            }
        }

        try (SegmentLog log = open()) {
            assertThat(read(log, 0)).isEqualTo(expected);
            assertThat(log.tornBytes()).isZero();
        }
        assertThat(segments()).hasSizeGreaterThan(4);
    }

    @Test
    void shouldReadFromAPositionOn() throws IOException {
        try (SegmentLog log = open()) {
            append(log, "a");
            final long position = append(log, "b");
            append(log, "c");

            assertThat(read(log, position)).containsExactly("c");
            assertThat(read(log, log.endPosition())).isEmpty();
            assertThatThrownBy(() -> read(log, log.endPosition() + 1)).isInstanceOf(CorruptLogException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 11, 12})
    void shouldCutATornRecord(final int missingBytes) throws IOException {
        final long end;
        try (SegmentLog log = open()) {
            end = append(log, "kept");
            append(log, "torn");
        }
        try (RandomAccessFile file = new RandomAccessFile(segments().get(0).toFile(), "rw")) {
            file.setLength(file.length() - missingBytes);
        }

        try (SegmentLog log = open()) {
            assertThat(read(log, 0)).containsExactly("kept");
            assertThat(log.endPosition()).isEqualTo(end);
            assertThat(log.tornBytes()).isEqualTo(12 - missingBytes);
            append(log, "next");
            assertThat(read(log, 0)).containsExactly("kept", "next");
        }
    }

    @Test
    void shouldCutGarbageAndZerosBehindTheLastRecord() throws IOException {
        try (SegmentLog log = open()) {
            append(log, "kept");
        }
        try (RandomAccessFile file = new RandomAccessFile(segments().get(0).toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[100]);
        }

        try (SegmentLog log = open()) {
            assertThat(read(log, 0)).containsExactly("kept");
            assertThat(log.tornBytes()).isEqualTo(100);
        }
    }

    @Test
    void shouldGoOnFromASegmentThatWasBeingMade() throws IOException {
        final long end;
        try (SegmentLog log = open()) {
            end = append(log, "kept");
        }
        Files.write(folder.resolve(String.format("%020d.log", end)), new byte[] {1, 2, 3});

        try (SegmentLog log = open()) {
            append(log, "next");
            assertThat(read(log, 0)).containsExactly("kept", "next");
        }
    }

    @Test
    void shouldRefuseAChangedByteInASealedSegment() throws IOException {
        try (SegmentLog log = open()) {
            for (int i = 0; i < 20; i++) {
                append(log, "record number " + i);
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(segments().get(0).toFile(), "rw")) {
            file.seek(40);
            file.write('X');
        }

        try (SegmentLog log = open()) {
            assertThatThrownBy(() -> read(log, 0))
                    .isInstanceOf(CorruptLogException.class)
                    .hasMessageContaining("position");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 19, 21, 25})
    void shouldRefuseDamageBeforeSoundRecordsAndLeaveTheFileAsItIs(final int damagedByte) throws IOException {
        try (SegmentLog log = open()) {
            append(log, "damaged");
            append(log, "sound");
        }
        final Path segment = segments().get(0);
        final byte[] damaged = Files.readAllBytes(segment);
        damaged[damagedByte] ^= 0x41;
        Files.write(segment, damaged);

        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(segment + " is damaged at byte 16");
        assertThat(segment).hasBinaryContent(damaged);
    }

    @Test
    void shouldRefuseAMissingSegment() throws IOException {
        try (SegmentLog log = open()) {
            for (int i = 0; i < 40; i++) {
                append(log, "record number " + i);
            }
        }
        Files.delete(segments().get(1));

        assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class);
    }

    @Test
    void shouldDeleteOnlySegmentsBeforeAPosition() throws IOException {
        try (SegmentLog log = open()) {
            long middle = 0;
            for (int i = 0; i < 40; i++) {
                final long end = append(log, "record number " + i);
                middle = i == 19 ? end : middle;
            }
            final int before = segments().size();

            log.deleteBefore(middle);

            assertThat(segments().size()).isLessThan(before);
            assertThat(read(log, middle)).hasSize(20).startsWith("record number 20");
            log.deleteBefore(log.endPosition());
            assertThat(segments()).hasSize(1);
            assertThatThrownBy(() -> read(log, 0)).isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void shouldReplaceACheckpointWhole() throws IOException {
        final Path file = folder.resolve("checkpoint");
        assertThat(Checkpoint.read(file, (record, end) -> {})).isZero();
        Checkpoint.write(file, 7, sink -> sink.add(new byte[] {1}));

        assertThatThrownBy(() -> Checkpoint.write(file, 8, sink -> {
                    sink.add(new byte[] {2});
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        final List<Integer> records = new ArrayList<>();
        assertThat(Checkpoint.read(file, (record, end) -> records.add((int) record.get())))
                .isEqualTo(7);
        assertThat(records).containsExactly(1);
        assertThat(segments()).containsExactly(file);
    }

    @Test
    void shouldRefuseADamagedCheckpoint() throws IOException {
        final Path file = folder.resolve("checkpoint");
        Checkpoint.write(file, 7, sink -> sink.add(new byte[] {1, 2, 3}));
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.setLength(damaged.length() - 1);
        }

        assertThatThrownBy(() -> Checkpoint.read(file, (record, end) -> {})).isInstanceOf(CorruptLogException.class);
    }
}
