package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class H2loadLogTest {
    @Test
    void shouldReadLinesThatH2loadHasWritten() throws IOException {
        // By h2load 1.52.0 (Debian 12), in the order of the answers.
        final ClientFigures figures = H2loadLog.parse(
                List.of("1795403154500383\t204\t3382", "1795403154498986\t204\t4845", "1795403154500388\t204\t4647"));
        assertThat(figures.p50Us()).isEqualTo(4_647);
        assertThat(figures.p99Us()).isEqualTo(4_845);
        // Three requests begun within 1,402 us: two gaps.
        assertThat(figures.requestsPerSecond()).isEqualTo(2 * 1e6 / 1_402);
    }

    @Test
    void shouldTakePercentilesByRank() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            lines.add((1_000_000 + 1_000L * i) + "\t200\t" + i);
        }
        Collections.shuffle(lines, new Random(1));
        assertThat(H2loadLog.parse(lines)).isEqualTo(new ClientFigures(1_000, 100, 180, 198, 0));
    }

    @Test
    void shouldRefuseFiguresOfFailures() {
        assertThatThrownBy(() -> H2loadLog.parse(List.of("1\t204\t10", "2\t-1\t10")))
                .isInstanceOf(IOException.class)
                .hasMessage("h2load: a request ended with status -1");
        assertThatThrownBy(() -> H2loadLog.parse(List.of("1\t503\t10", "2\t204\t10")))
                .hasMessage("h2load: a request ended with status 503");
    }

    @Test
    void shouldRefuseWhatIsNoLog() {
        assertThatThrownBy(() -> H2loadLog.parse(List.of())).hasMessage("h2load: its log has 0 requests");
        assertThatThrownBy(() -> H2loadLog.parse(List.of("1\t204\t10", "1\t204\tfast")))
                .hasMessage("h2load: not a line of its log: 1\t204\tfast");
        assertThatThrownBy(() -> H2loadLog.parse(List.of("nothing")))
                .hasMessage("h2load: not a line of its log: nothing");
    }
}
