package io.hayate.benchmarks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.benchmarks.compare.ProcessFigures;
import io.hayate.benchmarks.compare.RunningLoad;
import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangeCostsTest {
    @Test
    void shouldHoldEachRoundAgainstTheSameRoundWithoutChanges() {
        final ChangeCosts costs = new ChangeCosts();
        for (int round = 1; round <= 6; round++) {
            costs.add(0, slice(round * 10_000_000L, 0));
            costs.add(1_000, slice(round * 11_000_000L, 250_000_000));
        }

        assertThat(costs.bidShare()).isEqualTo(0.75);
        assertThat(costs.lines()).hasSize(2);
        assertThat(costs.lines().get(0))
                .contains("0 changes/s: 35.00 us a request")
                .doesNotContain("ratio");
        assertThat(costs.lines().get(1))
                .contains("1,000 changes/s: 38.50 us", "ratio to none 1.100, 95 % interval 1.100 to 1.100")
                .contains("campaign agent 25.0 %", "index merger 0.0 %", "p50 2.0 ms");
    }

    @Test
    void shouldLeaveFiguresByRate() {
        final ChangeCosts costs = new ChangeCosts();
        for (int round = 1; round <= 3; round++) {
            costs.add(0, slice(10_000_000L, 0));
            costs.add(10, slice(round * 10_000_000L, 0));
            costs.add(1_000, slice(20_000_000L, 250_000_000));
        }
        final Results results = new Results();

        costs.putInto(results);

        assertThat(results.figure("loops-us[0]")).isEqualTo(new Measured(10, 10, 10));
        assertThat(results.figure("loops-ratio[10]")).isEqualTo(new Measured(2, 1, 3));
        assertThat(results.figure("loops-ratio[most]")).isEqualTo(new Measured(2, 2, 2));
        assertThat(results.figure("campaign-agent-percent[most]")).isEqualTo(new Measured(25, 25, 25));
        assertThat(results.figure("change[most].p99")).isEqualTo(new Measured(2, 2, 2));
        assertThat(results.figure("changes-answered-percent[10]")).isEqualTo(Measured.of(100));
        assertThat(results.figures()).doesNotContainKeys("loops-ratio[0]", "change[0].p50");
    }

    @Test
    void shouldNameTheLatencyThatSoManyAreNotAbove() {
        final Latencies latencies = new Latencies(List.of(4_000_000L, 1_000_000L, 3_000_000L, 2_000_000L));

        assertThat(latencies.percentileMs(50)).isEqualTo(2.0);
        assertThat(latencies.percentileMs(51)).isEqualTo(3.0);
        assertThat(latencies.percentileMs(99)).isEqualTo(4.0);
        assertThat(latencies.percentileMs(100)).isEqualTo(4.0);
        assertThat(Latencies.of(List.of(latencies, latencies)).count()).isEqualTo(8);
    }

    /** A second, a thousand answers. */
    private static ChangeCosts.Slice slice(final long loopsNs, final long agentNs) {
        return new ChangeCosts.Slice(
                new ProcessFigures.Cpu(Map.of("bid-loop-0", loopsNs, "campaign-agent", agentNs, "main", 5L)),
                new RunningLoad.Answered(1_000, 750),
                new ChangeSender.Result(1, new Latencies(List.of(2_000_000L)), new TreeMap<>()),
                1_000_000_000L);
    }
}
