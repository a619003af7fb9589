package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests of one's own, from the folder that the system property {@code hayate.corpus} names: {@code *.ndjson}, and bad
 * bodies in {@code malformed/} with an {@code index.tsv} (file, form, class, accepted outcomes).
 */
@Tag("jdk25")
class CorpusTest {
    private static final String PROPERTY = "hayate.corpus";

    private final DecodedRequest decoded = new DecodedRequest();
    private Path corpus = Path.of("");

    @BeforeEach
    void findCorpus() {
        final String folder = System.getProperty(PROPERTY, "");
        assumeTrue(!folder.isBlank(), "skipped: no folder of requests given (-D" + PROPERTY + "=...)");
        corpus = Path.of(folder);
        assertThat(corpus).isDirectory();
    }

    @Test
    void shouldReadEveryRequestAsTheTreeDoes() throws IOException {
        int requests = 0;
        for (final Path file : ndjsonFiles()) {
            for (final String line : Files.readAllLines(file)) {
                requests++;
                final byte[] body = line.getBytes(StandardCharsets.UTF_8);
                final Optional<Map<String, Object>> expected = TreeFields.of(body);
                assertThat(decoded.decode(body)).as("%s: %s", file, line).isTrue();
                assertThat(Optional.of(ViewFields.of(decoded.view)))
                        .as("%s: %s", file, line)
                        .isEqualTo(expected);
            }
        }
        assertThat(requests).isPositive();
    }

    @Test
    void shouldAnswerBadBodiesAsTheirIndexAccepts() throws IOException {
        final SoftAssertions soft = new SoftAssertions();
        final List<String> rows = Files.readAllLines(corpus.resolve("malformed/index.tsv"));
        for (final String row : rows.subList(1, rows.size())) {
            final String[] columns = row.split("\t", -1);
            // How bodies are encoded is not seen here.
            if (!columns[1].equals("body") || columns[2].equals("bad-encoding")) {
                continue;
            }
            final byte[] body = Files.readAllBytes(corpus.resolve("malformed").resolve(columns[0]));
            final boolean accepted = decoded.decode(body);
            final List<String> outcomes = List.of(columns[3].split("\\|", -1));
            soft.assertThat(accepted ? outcomes.stream().anyMatch(o -> !o.equals("400")) : outcomes.contains("400"))
                    .as("%s accepted: %s, allowed: %s", columns[0], accepted, outcomes)
                    .isTrue();
            final Optional<Map<String, Object>> expected = TreeFields.of(body);
            soft.assertThat(accepted ? Optional.of(ViewFields.of(decoded.view)) : Optional.empty())
                    .as(columns[0])
                    .isEqualTo(expected);
        }
        soft.assertAll();
    }

    private List<Path> ndjsonFiles() throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return new ArrayList<>(
                    files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList());
        }
    }
}
