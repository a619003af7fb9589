package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.LoadTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreeCommandTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "agree --rounds=2; --rounds must be at least 3: their spread is part of the answer",
                "agree --seconds=0; --seconds, --connections and --rate must be above 0",
                "agree -R 2000 -c 10; --rate must be at most 100 for each connection",
                "agree -R 10 -c 32 --seconds 1; must be a request for each connection at least",
                "agree --sigma 3; --sigma must be between 0 and 2",
                "agree --delay soon; 'soon' is not a length of time",
                "serve --bytes 1; --bytes must be 0 (204) or 2 to 1048576",
                "serve --port 70000; --port must be between 0 and 65535",
                "serve --loops 0; --loops must be at least 1",
                "serve --sigma 0.5; --sigma needs a --delay"
            })
    void shouldSayWhatIsWrongWithAnOption(final String line, final String message) {
        final int exitCode = LoadTest.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" ", -1));
        assertThat(exitCode).isEqualTo(LoadTest.EXIT_USAGE);
        assertThat(err.toString()).contains(message);
    }
}
