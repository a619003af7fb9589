package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
    private final StringWriter output = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void shouldEndWithZeroWhenAllAnswersAreRight() throws IOException {
        final Auction auction = Auction.valid();
        assertThat(check(line(auction.requestBytes()).repeat(2), line(auction.answerBytes()) + "\n"))
                .isZero();
        assertThat(output.toString()).contains("2 requests, 1 answers, 0 violations");
    }

    @Test
    void shouldNameLineRuleAndPlaceOfAViolation() throws IOException {
        final Auction auction = Auction.valid().bid("price", "0.4");
        assertThat(check(line(auction.requestBytes()), line(auction.answerBytes())))
                .isEqualTo(1);
        assertThat(output.toString()).contains("line 1: floor at seatbid[0].bid[0].price: 0.4 is below");
    }

    @Test
    void shouldRefuseFilesOfDifferentLengths() throws IOException {
        final Auction auction = Auction.valid();
        assertThat(check(line(auction.requestBytes()), "")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(check(line(auction.requestBytes()), "\n\n")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void shouldHoldAnswersAgainstTheOptions() throws IOException {
        final Path rates =
                Files.writeString(directory.resolve("rates.json"), "{\"base\": \"USD\", \"rates\": {\"JPY\": 150}}");
        final Auction yen = Auction.valid().imp("/bidfloorcur", "\"JPY\"");
        final String requests = line(yen.requestBytes()).repeat(2);
        final String answers = line(yen.answerBytes()) + "\n";
        assertThat(check(requests, answers)).isEqualTo(1);
        assertThat(check(requests, answers, "--rates", rates.toString())).isZero();
        assertThat(check(
                        requests,
                        answers,
                        "--rates=" + rates,
                        "--no-bid-form=no-content",
                        "--native-form=object",
                        "--max-crid-bytes=3",
                        "--require=cat,seat"))
                .isEqualTo(1);
        assertThat(output.toString())
                .contains("line 1: creative-id-length at seatbid[0].bid[0].crid")
                .contains("line 1: required-field at seatbid[0].bid[1].cat")
                .doesNotContain("no-bid-form");
        assertThat(check(requests, answers, "--rates=" + rates, "--no-bid-form=reason"))
                .isEqualTo(1);
        assertThat(output.toString()).contains("line 2: no-bid-form at the answer");
    }

    @Test
    void shouldHoldBidsAgainstTheirAdvertisers() throws IOException {
        final Auction auction = Auction.valid();
        final String campaigns = "--campaigns="
                + Files.writeString(
                        directory.resolve("campaigns.ndjson"),
                        "{\"id\": 1001, \"advertiser\": 7}\n\n{\"id\": 1002, \"advertiser\": 8}\n");
        final Path file = directory.resolve("advertisers.ndjson");
        final String advertisers = "--advertisers="
                + Files.writeString(
                        file,
                        "{\"id\": 8, \"seats\": {\"demo\": \"seat-8\"}, \"blockedDomains\": [\"news-001.example\"]}\n");
        final String requests = line(auction.requestBytes());
        final String answers = line(auction.answerBytes());
        assertThat(check(requests, answers, campaigns, advertisers)).isEqualTo(1);
        assertThat(output.toString())
                .contains("own-seat at seatbid[0].bid[1]: seat \"hayate\", advertiser 8 bids with 'seat-8'")
                .contains("blocked-site at seatbid[0].bid[1].cid")
                .contains("1 answers, 2 violations");
        assertThat(check(requests, answers, campaigns, advertisers, "--exchange=index", "--seat=ours"))
                .isEqualTo(1);
        assertThat(output.toString()).contains("advertiser 7 bids with 'ours'", "advertiser 8 bids with 'ours'");
        assertThat(check(requests, answers, advertisers)).isEqualTo(CommandLine.ExitCode.USAGE);
        Files.writeString(file, "\n{\"seats\": {}}\n");
        assertThat(check(requests, answers, campaigns, advertisers)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(output.toString()).contains("advertisers.ndjson, line 2: has no id");
    }

    @Test
    void shouldRefuseRatesThatCannotBeRead() throws IOException {
        assertThat(check("", "", "--rates=" + directory.resolve("none.json"))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(check("", "", "--open-bids=-1")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int check(final String requests, final String answers, final String... more) throws IOException {
        final Path requestFile = Files.writeString(directory.resolve("requests.ndjson"), requests);
        final Path answerFile = Files.writeString(directory.resolve("answers.ndjson"), answers);
        final List<String> options =
                new ArrayList<>(List.of("--requests", requestFile.toString(), "--answers", answerFile.toString()));
        options.addAll(List.of(more));
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(options.toArray(String[]::new));
    }

    private static String line(final byte[] json) {
        return new String(json, UTF_8) + "\n";
    }
}
