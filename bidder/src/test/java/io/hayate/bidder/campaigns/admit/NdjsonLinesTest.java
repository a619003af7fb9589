package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private final Random random = new Random(1);

    @Test
    void shouldPassOverBlankLinesButCountThem() throws IOException {
        final NdjsonLines lines = lines("\n  \r\n {\"id\": 1} \r\n\n\t{\"id\": 2}");

        assertThat(text(lines.next())).isEqualTo("{\"id\": 1}");
        assertThat(lines.lineNumber()).isEqualTo(3);
        assertThat(text(lines.next())).isEqualTo("{\"id\": 2}");
        assertThat(lines.lineNumber()).isEqualTo(5);
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEmpty();
    }

    /** Whatever pieces the stream comes in, and wherever lines lie in them. */
    @Test
    void shouldReadTheSameLinesWhateverPiecesTheyComeIn() throws IOException {
        for (int round = 0; round < 30; round++) {
            final List<String> written = new ArrayList<>();
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                final String line = "x".repeat(1 + random.nextInt(random.nextInt(5) == 0 ? 100_000 : 30));
                written.add(line);
                text.append(line).append(i < 39 || random.nextBoolean() ? "\n" : "");
            }
            final NdjsonLines lines = new NdjsonLines(inPieces(stream(text.toString())), MAX_LINE_BYTES);
            final List<String> read = new ArrayList<>();
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                read.add(text(line));
            }
            assertThat(read).isEqualTo(written);
            assertThat(lines.lineNumber()).isEqualTo(written.size());
        }
    }

    @Test
    void shouldCutALineThatIsTooLongAndGoOnBehindIt() throws IOException {
        final NdjsonLines lines = lines("a".repeat(3 * MAX_LINE_BYTES) + "\n{\"id\": 2}\n");

        assertThat(lines.next()).hasSize(MAX_LINE_BYTES + 1);
        assertThat(text(lines.next())).isEqualTo("{\"id\": 2}");
    }

    /** Else what was cut off would not be missed: the rest may be a whole document. */
    @Test
    void shouldNotStripALineThatIsTooLong() throws IOException {
        final String spaces = " ".repeat(MAX_LINE_BYTES);
        final NdjsonLines lines = lines("{\"id\": 1}" + spaces + "x\n" + spaces + "{\"id\": 2}\n{\"id\": 3}");

        assertThat(lines.next()).hasSize(MAX_LINE_BYTES + 1);
        assertThat(lines.next()).hasSize(MAX_LINE_BYTES + 1);
        assertThat(text(lines.next())).isEqualTo("{\"id\": 3}");
    }

    private static NdjsonLines lines(final String text) {
        return new NdjsonLines(stream(text), MAX_LINE_BYTES);
    }

    private InputStream inPieces(final InputStream whole) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(final byte[] into, final int offset, final int length) throws IOException {
                return whole.read(into, offset, Math.min(length, 1 + random.nextInt(length)));
            }
        };
    }

    private static InputStream stream(final String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
