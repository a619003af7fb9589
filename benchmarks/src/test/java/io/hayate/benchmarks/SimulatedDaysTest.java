package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDaysTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter problems = new StringWriter();

    @Test
    void shouldTellOfEachHourAndOfBooksBudgetsAndDelivery() {
        assertThat(run("--requests-per-day 150 --campaign-count 20 --distinct 50 --spike 3 --spike-hour 2 --show 3"))
                .isZero();
        assertThat(output.toString())
                .contains("  day 1 02:00  requests ")
                .contains("the books of all campaigns are equal")
                .contains("no daily and no total budget was passed")
                .contains("of 20 campaigns with a budget");
    }

    @Test
    void shouldTellHowPacedCampaignsEndTheirDays() {
        assertThat(run("--requests-per-day 3000 --wide-open --campaign-count 2 --distinct 50 --mix banner --pacing even"
                        + " --daily-only --budgets-of-traffic --day-range 10 --outage-hour 12 --outage-hours 2"))
                .isZero();
        assertThat(output.toString())
                .contains("no daily and no total budget was passed")
                .contains("day 1: of 2 paced campaigns 2 had enough traffic; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--days 0",
                "--loops 65",
                "--requests-per-day 0",
                "--daily-budget -1",
                "--late 1.5",
                "--late-by 1s..30h",
                "--spike 0",
                "--spike 2 --spike-hour 24",
                "--noise NaN",
                "--day-range 0.5",
                "--outage-hour 3 --outage-hours -1",
                "--competitors 101",
                "--bills-on win",
                "--campaigns no-such-file"
            })
    void shouldRefuseWhatMakesNoSense(final String options) {
        assertThat(run(options)).isEqualTo(2);
        assertThat(problems.toString()).isNotBlank();
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void shouldNameCampaignsOfAFileThatAreRefused(@TempDir final Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("campaigns.ndjson"), "{\"id\": -1}");

        assertThat(run("--campaigns " + file)).isEqualTo(2);
        assertThat(problems.toString()).contains("line 1: id: ");
    }

    private int run(final String options) {
        return SimulatedDays.command()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(problems))
                .execute(Arrays.stream(options.split(" ", -1)).toArray(String[]::new));
    }
}
