package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Requests of one's own, sent to the whole bidder. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorpusTest {
    @TempDir
    static Path folder;

    private static List<byte[]> lines;
    private static LaunchedBidder bidder;

    @BeforeAll
    static void launch() throws Exception {
        final String corpus = System.getProperty("hayate.corpus", "");
        Assumptions.assumeFalse(corpus.isEmpty(), "skipped: -Dhayate.corpus names no folder with *.ndjson files");
        lines = lines(Path.of(corpus));
        assertThat(lines).isNotEmpty();
        bidder = LaunchedBidder.launch(folder);
    }

    @AfterAll
    static void close() throws IOException {
        if (bidder != null) {
            bidder.close();
        }
    }

    @Test
    @Order(1)
    void shouldBidOnHalfWithAWideOpenCampaignOfEveryFormat() throws Exception {
        bidder.apply(wideOpen());

        final TrafficRun run = TrafficRun.send(bidder.bidPort(), lines.size(), number -> lines.get((int) number));

        System.out.println("Corpus, a wide-open campaign of every format: " + run + ", " + bidder.noBidReasons());
        assertThat(run.complaints()).isEmpty();
        assertThat(run.answered()).isEqualTo(lines.size());
        assertThat(run.bidShare()).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    @Order(2)
    void shouldKeepEveryRuleWithTheSampleCampaigns() throws Exception {
        bidder.call("PUT", "/bidding", "{\"campaign\": " + GeneratorOptions.DEFAULT_FIRST_ID + ", \"bidding\": false}");
        bidder.apply(Files.readString(Path.of("samples", "campaigns.ndjson")));

        final TrafficRun run = TrafficRun.send(bidder.bidPort(), lines.size(), number -> lines.get((int) number));

        System.out.println("Corpus, sample campaigns: " + run);
        assertThat(run.complaints()).isEmpty();
        assertThat(run.answered()).isEqualTo(lines.size());
        assertThat(run.bids()).isPositive();
    }

    private static String wideOpen() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CampaignGenerator(GeneratorOptions.of(GeneratorOptions.Profile.WIDE_OPEN, 1, 1)).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<byte[]> lines(final Path corpus) throws IOException {
        final List<byte[]> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(corpus)) {
            for (final Path file : files.filter(each -> each.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                // Not by Files.readAllLines: only a line feed ends a line.
                for (final String line : Files.readString(file).split("\n", -1)) {
                    if (!line.isBlank()) {
                        lines.add(line.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return lines;
    }
}
