package io.hayate.bidder.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentReaderTest {
    @TempDir
    private Path folder;

    private final List<String> read = new ArrayList<>();

    @Test
    void shouldReadWhatIsThereWhileItsOwnerAppends() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, 100)) {
            final SegmentReader reader = new SegmentReader(folder);
            assertThat(reader.read(0, SegmentReader.AS_FAR_AS_SOUND, this::take))
                    .isZero();
            long position = 0;
            for (int i = 0; i < 50; i++) {
                final long end = append(log, "record " + i);
                position = reader.read(position, i % 2 == 0 ? end : SegmentReader.AS_FAR_AS_SOUND, this::take);
                assertThat(position).isEqualTo(end);
            }
            assertThat(read).hasSize(50).startsWith("record 0").endsWith("record 49");
        }
    }

    @Test
    void shouldBeginAndEndWhereItIsTold() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, 60)) {
            append(log, "a");
            final long from = append(log, "b");
            append(log, "c".repeat(3_000_000));
            final long to = append(log, "d");
            append(log, "e");
            assertThat(new SegmentReader(folder).read(from, to, this::take)).isEqualTo(to);
            assertThat(read).containsExactly("c".repeat(3_000_000), "d");
        }
    }

    @Test
    void shouldStopAtATornEndAndRefuseToReachBeyond() throws IOException {
        final long end;
        try (SegmentLog log = SegmentLog.open(folder, 1000)) {
            end = append(log, "whole");
        }
        final Path segment = segment();
        Files.write(segment, new byte[] {0, 0, 0, 5, 1, 2}, StandardOpenOption.APPEND);
        final SegmentReader reader = new SegmentReader(folder);
        assertThat(reader.read(0, SegmentReader.AS_FAR_AS_SOUND, this::take)).isEqualTo(end);
        assertThatThrownBy(() -> reader.read(0, end + 13, this::take)).isInstanceOf(CorruptLogException.class);
    }

    @Test
    void shouldRefuseDamageBeforeTheEnd() throws IOException {
        final long end;
        try (SegmentLog log = SegmentLog.open(folder, 1000)) {
            append(log, "first");
            end = append(log, "second");
        }
        final byte[] bytes = Files.readAllBytes(segment());
        bytes[SegmentLog.HEADER_BYTES + RecordFrame.HEADER_BYTES] ^= 1;
        Files.write(segment(), bytes);
        assertThatThrownBy(() -> new SegmentReader(folder).read(0, end, this::take))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining("no sound record at position 0");
    }

    @Test
    void shouldSayWhereTheLogBeginsIfThatIsTooLate() throws IOException {
        try (SegmentLog log = SegmentLog.open(folder, 30)) {
            append(log, "a");
            final long second = append(log, "bbbbbbbbbb");
            append(log, "cccccccccc");
            log.deleteBefore(second + 1);
            final SegmentReader reader = new SegmentReader(folder);
            assertThat(reader.startPosition()).isEqualTo(log.startPosition());
            assertThatThrownBy(() -> reader.read(0, SegmentReader.AS_FAR_AS_SOUND, this::take))
                    .hasMessageContaining("but should reach back to 0");
        }
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static long append(final SegmentLog log, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return log.append(bytes, 0, bytes.length);
    }

    private void take(final ByteBuffer record, final long endPosition) {
        read.add(StandardCharsets.UTF_8.decode(record).toString());
    }
}
