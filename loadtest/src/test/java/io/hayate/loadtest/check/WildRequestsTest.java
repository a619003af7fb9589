package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
    /** In the order of mtype, from 1. */
    private static final List<String> MARKUPS = List.of(
            "<img src='https://cdn.example/a.png'>",
            AuctionDocuments.VAST.strip(),
            AuctionDocuments.WRAPPER.strip(),
            AuctionDocuments.NATIVE_AD);

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
    void shouldReadEveryFormOfVideoThatExchangesWrite() {
        final Auction auction = Auction.video()
                .imp("/video/mimes", "\"video/mp4\"")
                .imp("/video/protocols", "[\"3\", null, 13.0, \"\"]")
                .imp("/video/minduration", "\"5\"")
                .imp("/video/maxduration", "3e1")
                .imp("/video/skip", "true")
                .imp("/video/skipafter", "5.0")
                .imp("/video/skipmin", "null")
                .imp("/video/delivery", "2")
                .imp("/video/rqddurs", "[]")
                .imp("/video/poddur", "\"\"")
                .imp("/video/mincpmpersec", "\"\"")
                .imp("/video/durfloors", "null")
                .imp("/video/maxbitrate", "\"4000\"")
                .imp("/video/linearity", "\"1\"")
                .imp("/video/companionad", "{\"w\": \"300\", \"h\": 250.0}")
                .imp("/bidfloor", "\"\"")
                .imp("/bidfloorcur", "\"\"");
        assertThat(auction.violations()).isEmpty();
        assertThat(auction.imp("/video/maxduration", "\"14.0\"")
                        .imp("/video/skip", "false")
                        .imp("/video/delivery", "\"1\"")
                        .imp("/bidfloor", "\"2.5\"")
                        .brokenRules())
                .containsExactlyInAnyOrder("duration", "skip", "delivery", "floor");
    }

    @Test
    void shouldReadEveryFormOfNativeThatExchangesWrite() {
        final Auction auction = Auction.nativeAd()
                .imp("/native/ver", "1.2")
                .asked("/ver", "1.2")
                .asked("/privacy", "true")
                .asked("/assets/0/id", "\"1\"")
                .asked("/assets/0/required", "\"1\"")
                .asked("/assets/0/title/len", "\"25.0\"")
                .asked("/assets/1/img/mimes", "\"image/jpeg\"")
                .asked("/assets/2/required", "null")
                .asked("/eventtrackers/0/methods", "\"1\"")
                .asked("/plcmttype", "\"\"");
        assertThat(auction.violations()).isEmpty();
        assertThat(auction.asked("/assets/0/title/len", "\"5\"").brokenRules()).containsExactly("native-length");
        assertThat(auction.asked("/assets/0/required", "true")
                        .withoutInAd("/assets/0")
                        .brokenRules())
                .containsExactly("native-required");
    }

    @Test
    void shouldReadSiteAndAppTogetherAndDoohAlone() {
        assertThat(Auction.valid().request("/app", "{\"bundle\": \"x\"}").violations())
                .isEmpty();
        assertThat(Auction.valid()
                        .without("/site")
                        .request("/dooh", "{\"id\": \"screen-1\", \"venuetype\": [\"1\"]}")
                        .imp("/qty", "{\"multiplier\": 14.2}")
                        .violations())
                .isEmpty();
    }

    @Test
    void shouldTakeTheLastOfTwoEqualKeysInANativeRequest() {
        final String asked = AuctionDocuments.NATIVE_REQUEST_OBJECT;
        final Auction auction = Auction.nativeAd();
        auction.imp(
                "/native/request",
                TextNode.valueOf(asked.replace("\"len\": 25", "\"len\": 5, \"len\": 25"))
                        .toString());
        assertThat(auction.violations()).isEmpty();
        auction.imp(
                "/native/request",
                TextNode.valueOf(asked.replace("\"len\": 25", "\"len\": 25, \"len\": 5"))
                        .toString());
        assertThat(auction.brokenRules()).containsExactly("native-length");
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
        final List<Auction> auctions = List.of(Auction.valid(), Auction.video(), Auction.nativeAd());
        final List<byte[]> requests =
                auctions.stream().map(Auction::requestBytes).toList();
        final List<byte[]> answers = auctions.stream().map(Auction::answerBytes).toList();
        int reported = 0;
        for (int i = 0; i < MUTATION_COUNT; i++) {
            final byte[] request = requests.get(i % requests.size());
            final byte[] answer = answers.get(i % answers.size());
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

    @Test
    void shouldJudgeABidOnEveryMediaObjectOfTheCorpus() throws IOException {
        final String folder = System.getProperty("hayate.corpus", "");
        Assumptions.assumeFalse(folder.isEmpty(), "hayate.corpus names no folder of OpenRTB requests");
        final ObjectMapper mapper = new ObjectMapper();
        int count = 0;
        for (final Path file : ndjsonFiles(Path.of(folder))) {
            for (final String line : Files.readAllLines(file)) {
                final ObjectNode answer = mapper.createObjectNode();
                final ArrayNode bids = answer.putArray("seatbid").addObject().putArray("bid");
                for (final JsonNode imp : mapper.readTree(line).path("imp")) {
                    for (int mtype = 1; mtype <= MARKUPS.size(); mtype++) {
                        final ObjectNode bid = bids.addObject();
                        bid.set("impid", imp.path("id"));
                        bid.put("mtype", mtype).put("adm", MARKUPS.get(mtype - 1));
                    }
                }
                assertThat(checker.check(line.getBytes(UTF_8), mapper.writeValueAsBytes(answer)))
                        .as("%s, line %s of all", file.getFileName(), count + 1)
                        .extracting(Violation::rule)
                        .filteredOn("price"::equals)
                        .hasSize(bids.size());
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
