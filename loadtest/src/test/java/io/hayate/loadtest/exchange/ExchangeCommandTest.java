package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.StubBidder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path requests = Path.of("");

    @BeforeEach
    void writeRequests() throws IOException {
        requests = directory.resolve("requests.ndjson");
        Files.write(
                requests,
                IntStream.range(0, 50)
                        .mapToObj(number -> new String(Answers.request("r" + number, ""), StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void shouldFindTheBooksOfAnExactBidderEqualAndCountOnlyWhatIsNew() {
        final ExactBidder bidder = new ExactBidder();
        // From before: must not be compared.
        bidder.bid(new byte[0]);
        bidder.notice("/notice/win?t=TOKEN-1&p=1.5");
        try (StubBidder server = StubBidder.start((call, number) -> onCall(bidder, call, 0))) {
            final int exitCode = exchange(server);

            assertThat(exitCode).as(() -> out + "" + err).isIn(LoadTest.EXIT_OK, LoadTest.EXIT_INVALID_RUN);
        }
        assertThat(out.toString())
                .contains("the books of 5 campaigns are equal", "the bidder has none")
                .containsPattern("wins +[1-9]\\d* +[1-9]\\d* +0\n")
                .containsPattern("spent USD +\\d+\\.\\d{9} +\\d+\\.\\d{9} +0\\.000000000\n")
                .containsPattern("sent again +[1-9]");
    }

    @Test
    void shouldFailWhereABidderBooksOneNoticeTooMany() {
        final ExactBidder bidder = new ExactBidder();
        try (StubBidder server = StubBidder.start((call, number) -> onCall(bidder, call, bidder.bids > 0 ? 1 : 0))) {
            assertThat(exchange(server, "--settle=1ms")).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString())
                .contains("campaign 101: wins ")
                .containsPattern("campaign 104: wins \\d+, the bidder's \\d+\n")
                .contains("and 1 more", "the books of 6 campaigns DIFFER");
    }

    @Test
    void shouldFailBeforeItSendsWhereThereIsNoLedger() {
        try (StubBidder server = StubBidder.start((call, number) -> call.answer(401, ""))) {
            assertThat(exchange(server)).isEqualTo(LoadTest.EXIT_FAILED);
            assertThat(out.toString()).contains("/campaigns is answered 401: it wants --admin-token");
        }
    }

    @Test
    void shouldFailBeforeItSendsWhereNobodyListens() {
        assertThat(execute("exchange", "--requests=" + requests, "--admin-url=http://127.0.0.1:1"))
                .isEqualTo(LoadTest.EXIT_FAILED);
        assertThat(out.toString()).contains("the bidder's admin port does not answer: http://127.0.0.1:1/campaigns");
    }

    @Test
    void shouldPlayForABidderWithoutALedger() {
        final ExactBidder bidder = new ExactBidder();
        try (StubBidder server = StubBidder.start((call, number) -> onCall(bidder, call, 0))) {
            assertThat(exchange(
                            server,
                            "--no-ledger",
                            "--admin-url=http://127.0.0.1:1",
                            "--never=100%",
                            "--late=0",
                            "--twice=0"))
                    .isIn(LoadTest.EXIT_OK, LoadTest.EXIT_INVALID_RUN);
        }
        assertThat(out.toString())
                .contains("not compared with any ledger: --no-ledger")
                .containsPattern("taken +0\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void shouldFailWhereNoticesAreRefusedThoughBothBooksLackThem(final int status) {
        final ExactBidder bidder = new ExactBidder();
        try (StubBidder server = StubBidder.start((call, number) -> {
            if (call.uri().startsWith("/notice/")) {
                call.answer(status, "");
            } else {
                onCall(bidder, call, 0);
            }
        })) {
            assertThat(exchange(server)).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString()).contains("are equal").containsPattern("[1-9]\\d* notices were not taken, 0 answers");
    }

    @Test
    void shouldFailWhereAnswersCannotBeRead() {
        final String garbage = "{'id':'r','seatbid':[null]}".replace('\'', '"');
        try (StubBidder server = StubBidder.start((call, number) -> call.answer(200, garbage))) {
            assertThat(exchange(server, "--no-ledger")).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString()).containsPattern("0 notices were not taken, [1-9]\\d* answers could not be read");
    }

    @Test
    void shouldAskTheLedgerForWhateverAnAnswerCallsACampaign() {
        final String answer = new String(Answers.answer("1", "a b/../?x=%zz", "1.5"), StandardCharsets.UTF_8);
        try (StubBidder server = StubBidder.start((call, number) -> {
            if (call.uri().startsWith("/openrtb2/")) {
                call.answer(200, answer);
            } else {
                call.answer(call.uri().endsWith("/ledger") ? 400 : 200, "");
            }
        })) {
            assertThat(exchange(server, "--settle=1ms")).isEqualTo(LoadTest.EXIT_FAILED);
        }
        assertThat(out.toString()).contains("campaign a b/../?x=%zz: bids ", "the books of 1 campaigns DIFFER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--admin-url=foo; not an http:// URL with a host: foo",
                "--admin-url=ftp://127.0.0.1:1; not an http:// URL",
                "--admin-url=http://a:b; not an http:// URL",
                "--admin-token=あ; --admin-token is ASCII without spaces",
                "--requests=/no/such/file; /no/such/file: there is no such file",
            })
    void shouldNotEndWithAStackTrace(final String option, final String message) {
        assertThat(execute("exchange", option)).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--late=5; '5' is not a share such as 3% or 0.03",
                "--late=60% --never=60%; late, twice and never are shares of all notices, 1 together at most",
                "--late-by=9s..1s; '9s..1s' ends before it begins",
                "--bills-on=click; an exchange bills on bill, win or impression",
                "--competitor-cpm=0; the competitors' price is above 0",
                "--ctr=100%; rates of clicks and conversions are at least 0 and below 1",
                "--notice-path=notice; the notice path begins with a slash",
                "--notice-connections=0; --notice-connections must be above 0"
            })
    void shouldSayWhatIsWrongWithAnOption(final String options, final String message) {
        assertThat(execute(Stream.concat(Stream.of("exchange"), Stream.of(options.split(" ", -1)))
                        .toArray(String[]::new)))
                .isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(message);
    }

    /** @param tooMany wins that the ledger has made up since */
    private static void onCall(final ExactBidder bidder, final StubBidder.Call call, final int tooMany) {
        if (call.uri().startsWith("/openrtb2/")) {
            final byte[] answer = bidder.bid(call.body());
            call.answer(answer.length == 0 ? 204 : 200, new String(answer, StandardCharsets.UTF_8));
        } else if (call.uri().startsWith("/notice/")) {
            final int status = bidder.notice(call.uri());
            call.answer(status, "", status == 302 ? "Location: https://shop.example/\r\n" : "");
        } else if (call.uri().equals("/campaigns")) {
            call.answer(
                    200,
                    IntStream.rangeClosed(100, 105)
                            .mapToObj(id -> "{\"id\":" + id + ",\"budget\":{\"currency\":\"USD\",\"daily\":1}}\n")
                            .collect(Collectors.joining()));
        } else if (call.uri().endsWith("/ledger")) {
            final Map<String, Tally> tallies = new TreeMap<>(bidder.tallies());
            call.answer(200, ledger(tallies.getOrDefault(call.uri().split("/", -1)[2], Tally.NOTHING), tooMany));
        } else {
            call.answer(404, "");
        }
    }

    private static String ledger(final Tally tally, final int tooMany) {
        return "{\"bids\":" + tally.bids() + ",\"wins\":" + (tally.wins() + tooMany) + ",\"billed\":" + tally.billed()
                + ",\"spentTotal\":" + BigDecimal.valueOf(tally.spentNanos(), 9).toPlainString() + ",\"impressions\":"
                + tally.impressions() + ",\"clicks\":" + tally.clicks() + ",\"losses\":" + tally.losses() + "}";
    }

    private int exchange(final StubBidder server, final String... more) {
        return execute(Stream.concat(
                        Stream.of(
                                "exchange",
                                "-d=400ms",
                                "-R=500",
                                "--warmup=100ms",
                                "--timeout=20s",
                                "--max-lag=20s",
                                "--check=none",
                                "--ctr=0",
                                "--late-by=10ms..50ms",
                                "--late=10%",
                                "--twice=10%",
                                "--requests=" + requests,
                                "--url=" + server.url(),
                                "--admin-url=http://127.0.0.1:" + server.port()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int execute(final String... arguments) {
        return LoadTest.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setOverwrittenOptionsAllowed(true)
                .execute(arguments);
    }
}
