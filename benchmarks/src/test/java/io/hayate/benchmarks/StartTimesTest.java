package io.hayate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StartTimesTest {
    private final StringWriter problems = new StringWriter();

    @Test
    void shouldNameWhatABidderThatDoesNotStartPrinted() {
        assertThat(run("--quick --jvm-options=-XX:NoSuchOption")).isEqualTo(1);
        assertThat(problems.toString()).contains("bidder-1 ended before it was ready", "NoSuchOption");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rounds 0", "--creatives=-1", "--campaigns 0"})
    void shouldRefuseWhatMakesNoSense(final String options) {
        assertThat(run(options)).isEqualTo(2);
        assertThat(problems.toString()).contains(options.split("[ =]", -1)[0]);
    }

    private int run(final String options) {
        return new CommandLine(new StartTimes())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(problems))
                .execute(Arrays.stream(options.split(" ", -1)).toArray(String[]::new));
    }
}
