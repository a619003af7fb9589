package io.hayate.loadtest.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CampaignsCommandTest {
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void shouldWriteAsManyLinesAsTold() throws IOException {
        final Path file = directory.resolve("campaigns.ndjson");
        assertThat(run("--count", "25", "--seed", "3", "--first-id", "500", "--out", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(file))
                .hasSize(25)
                .first()
                .asString()
                .startsWith("{\"id\":500,")
                .endsWith("]}");
    }

    @Test
    void shouldStartFlightsWhenTold() throws IOException {
        final Path file = directory.resolve("campaigns.ndjson");
        run("--profile", "wide-open", "--start", "2030-02-01T00:00:00Z", "--out", file.toString());
        assertThat(Files.readAllLines(file))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"start\":\"2030-02-01T00:00:00Z\"");
    }

    @Test
    void shouldTakeListsOfFormatsAndCurrencies() throws IOException {
        final Path file = directory.resolve("campaigns.ndjson");
        assertThat(run("--wide-open", "--formats=video,native", "--currencies=JPY", "--out", file.toString()))
                .isZero();
        assertThat(file)
                .content()
                .contains("\"currency\":\"JPY\"", "\"type\":\"video\"", "\"type\":\"native\"")
                .doesNotContain("\"type\":\"banner\"");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(run("--profile", "narrow")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--profile is mixed or wide-open, not narrow");
        assertThat(run("--count", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--currencies", "USD,XXX")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("no rate for currency XXX; there are [AUD, BRL, EUR,");
        assertThat(run("--formats", "poster")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int run(final String... arguments) {
        return new CommandLine(new CampaignsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
