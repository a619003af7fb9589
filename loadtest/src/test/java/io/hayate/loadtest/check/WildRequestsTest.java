package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Requests as they come, and answers as they should not: the checker reads all of them and never throws. */
class WildRequestsTest {
    private static final int MUTATION_COUNT = 5_000;
    private final BidChecker checker = new BidChecker();

    @Test
    void shouldReadEveryFormThatExchangesWrite() {
        final Auction auction = Auction.valid()
                .imp("/bidfloor", "\"0.5\"")
                .imp("/secure", "true")
                .imp("/instl", "null")
                .imp("/banner/format", "[{\"w\": 300.0, \"h\": \"250\"}, null, {\"w\": 3.2e2, \"h\": 50}]")
                .imp("/banner/battr", "[\"8\", 17.0, null, \"\"]")
                .imp("/banner/btype", "3")
                .imp("/pmp/private_auction", "false")
                .request("/bcat", "\"IAB25\"")
                .request("/badv", "[\"\", null]")
                .request("/wlang", "null")
                .request("/bapp", "[900000001]");
        assertThat(auction.violations()).isEmpty();
        assertThat(auction.bid("cat", "[\"IAB25-1\"]")
                        .bid("attr", "[17]")
                        .bid("bundle", "\"900000001\"")
                        .brokenRules())
                .containsExactlyInAnyOrder("category", "attribute", "app");
    }

    @Test
    void shouldTakeTheLastOfTwoEqualKeysInARequest() {
        final String request = new String(Auction.valid().requestBytes(), UTF_8);
        final String raised = request.replace("\"bidfloor\":0.5", "\"bidfloor\":0.5,\"bidfloor\":9");
        final String lowered = request.replace("\"bidfloor\":0.5", "\"bidfloor\":9,\"bidfloor\":0.5");
        assertThat(checker.check(raised.getBytes(UTF_8), Auction.valid().answerBytes()))
                .extracting(Violation::rule)
                .containsExactly("floor");
        assertThat(checker.check(lowered.getBytes(UTF_8), Auction.valid().answerBytes()))
                .isEmpty();
    }

    @Test
    void shouldNameARuleForBrokenBytesAndNeverThrow() {
        final SplittableRandom random = new SplittableRandom(42);
        final byte[] request = Auction.valid().requestBytes();
        final byte[] answer = Auction.valid().answerBytes();
        int reported = 0;
        for (int i = 0; i < MUTATION_COUNT; i++) {
            final byte[] mutant = answer.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            reported += checker.check(request, mutant).isEmpty() ? 0 : 1;
            final byte[] wild = request.clone();
            wild[random.nextInt(wild.length)] = (byte) random.nextInt(256);
            checker.check(wild, answer);
        }
        // What stays unseen are changed letters in URLs, markup and ids.
        assertThat(reported).isGreaterThan(MUTATION_COUNT / 2);
    }

    @Test
    void shouldReadEveryRequestOfTheCorpus() throws IOException {
        final String folder = System.getProperty("hayate.corpus", "");
        Assumptions.assumeFalse(folder.isEmpty(), "hayate.corpus names no folder of OpenRTB requests");
        final byte[] answer = "{\"id\":\"none\",\"seatbid\":[{\"bid\":[{\"impid\":\"none\"}]}]}".getBytes(UTF_8);
        int count = 0;
        for (final Path file : ndjsonFiles(Path.of(folder))) {
            for (final String line : Files.readAllLines(file)) {
                assertThat(checker.check(line.getBytes(UTF_8), answer))
                        .as("%s, line %s of all", file.getFileName(), count + 1)
                        .extracting(Violation::rule)
                        .contains("answer-id", "imp-id", "price")
                        .doesNotContain("request-readable");
                count++;
            }
        }
        assertThat(count).isPositive();
    }

    private static List<Path> ndjsonFiles(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson")).toList();
        }
    }
}
