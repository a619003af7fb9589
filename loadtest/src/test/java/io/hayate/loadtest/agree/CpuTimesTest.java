package io.hayate.loadtest.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimesTest {
    @Test
    void shouldReadTimesBehindANameWithBracketsAndSpaces() {
        final String stat = "4711 (a (b) c) S 1 4711 4711 0 -1 4194304 5 6 7 8 150 50 30 12 20 0 33 0 12345 0 0\n";
        assertThat(CpuTimes.parse(stat)).isEqualTo(new CpuTimes(2_000_000_000L, 420_000_000L));
    }

    @Test
    void shouldTakeDifferences() {
        assertThat(new CpuTimes(50, 9).since(new CpuTimes(20, 4))).isEqualTo(new CpuTimes(30, 5));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReadThisProcess() throws IOException {
        assertThat(CpuTimes.now().ownNs()).isPositive();
    }
}
