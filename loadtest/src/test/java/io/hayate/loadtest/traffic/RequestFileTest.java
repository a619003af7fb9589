package io.hayate.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
    private static final String LINES = """
            {"id": "あ",  "imp": []}

            [1]
            {"id": "2"
            {"id": "3"} x
            {"id":"4"}
            """;

    @TempDir
    private Path folder;

    private final List<String> requests = new ArrayList<>();
    private final List<Long> timesNs = new ArrayList<>();

    @Test
    void shouldHandOverLinesByteForByteAndNameThoseThatAreNoRequests() throws IOException {
        final RequestFile file = read(Files.writeString(folder.resolve("r.ndjson"), LINES), false);
        assertThat(requests).containsExactly("{\"id\": \"あ\",  \"imp\": []}", "{\"id\":\"4\"}");
        assertThat(file.badCount()).isEqualTo(3);
        assertThat(file.badLines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("r.ndjson, line 3: is not a JSON object"),
                        second -> assertThat(second).contains("r.ndjson, line 4: "),
                        third -> assertThat(third).contains("r.ndjson, line 5: "));
    }

    @Test
    void shouldReadGzipWhateverItIsCalled() throws IOException {
        final Path file = folder.resolve("r.ndjson");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        read(file, false);
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldNameAGzipThatIsCutInTheMiddle() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(LINES.getBytes(StandardCharsets.UTF_8));
        }
        for (final int length : new int[] {2, bytes.size() / 2, bytes.size() - 4}) {
            final Path file = Files.write(folder.resolve("r.gz"), Arrays.copyOf(bytes.toByteArray(), length));
            assertThatThrownBy(() -> read(file, false))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + ": its gzip ends in the middle");
        }
    }

    @Test
    void shouldTakeRequestsOutOfARecordingByteForByteWithTheirTimes() throws IOException {
        final RequestFile file = read(Files.writeString(folder.resolve("r.ndjson"), """
                {"atMs": 0, "request": {"id": "い", "a": [{}]}, "answer": {"id": 1}}
                {"request":{"id":"2"},"atMs":12.5}
                {"atMs": 13}
                {"request": {"id":"3"}}
                {"atMs": "14", "request": {}}
                {"atMs": -1, "request": {}}
                """), true);
        assertThat(requests).containsExactly("{\"id\": \"い\", \"a\": [{}]}", "{\"id\":\"2\"}");
        assertThat(timesNs).containsExactly(0L, 12_500_000L);
        assertThat(file.badCount()).isEqualTo(4);
        assertThat(file.badLines().get(2)).endsWith("line 5: atMs is not a number");
    }

    @Test
    void shouldKeepTheFirstBadLinesOnlyAndCountAll() throws IOException {
        final RequestFile file = read(Files.writeString(folder.resolve("r.ndjson"), "nothing\n".repeat(1_000)), false);
        assertThat(file.badLines()).hasSize(5);
        assertThat(file.badCount()).isEqualTo(1_000);
    }

    private RequestFile read(final Path path, final boolean recording) throws IOException {
        final RequestFile file = new RequestFile(path, recording);
        file.read((body, atNs) -> {
            requests.add(new String(body, StandardCharsets.UTF_8));
            timesNs.add(atNs);
        });
        return file;
    }
}
