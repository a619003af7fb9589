package io.hayate.loadtest.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private int check(final String requests, final String answers) throws IOException {
        final Path requestFile = Files.writeString(directory.resolve("requests.ndjson"), requests);
        final Path answerFile = Files.writeString(directory.resolve("answers.ndjson"), answers);
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute("--requests", requestFile.toString(), "--answers", answerFile.toString());
    }

    private static String line(final byte[] json) {
        return new String(json, UTF_8) + "\n";
    }
}
