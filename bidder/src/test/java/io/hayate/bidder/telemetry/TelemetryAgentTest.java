package io.hayate.bidder.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hayate.bidder.AllocatedBytes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryAgentTest {
    private final LatencyRecorder first = new LatencyRecorder();
    private final LatencyRecorder second = new LatencyRecorder();
    private long nowNs = -5;
    private final TelemetryAgent agent = new TelemetryAgent(() -> nowNs, List.of(first, second));

    @Test
    void shouldFlipOnceASecond() {
        first.record(1_000_000);
        nowNs += 999_999_999;
        assertThat(agent.doWork()).isZero();
        assertThat(recorded()).isZero();

        nowNs += 1;
        assertThat(agent.doWork()).isEqualTo(1);
        assertThat(agent.doWork()).isZero();
        assertThat(recorded()).isEqualTo(1);
    }

    @Test
    void shouldAddUpLoopsAndIntervals() {
        first.record(100_000);
        first.record(250_000);
        second.record(250_000);
        flip();
        second.record(400_000_000);
        flip();
        flip();

        assertThat(recorded()).isEqualTo(4);
        assertThat(text())
                .contains("hayate_bid_latency_seconds_bucket{le=\"1.0E-4\"} 1")
                .contains("hayate_bid_latency_seconds_bucket{le=\"2.0E-4\"} 1")
                .contains("hayate_bid_latency_seconds_bucket{le=\"3.0E-4\"} 3")
                .contains("hayate_bid_latency_seconds_bucket{le=\"0.3\"} 3")
                .contains("hayate_bid_latency_seconds_bucket{le=\"+Inf\"} 4")
                .contains("hayate_bid_latency_seconds_count 4");
        assertThat(agent.latency().sumNs()).isCloseTo(400_600_000, within(400_600.0));
    }

    @Test
    void shouldTellQuantilesOfTheLastIntervalOnly() {
        for (int i = 0; i < 100; i++) {
            first.record(i < 90 ? 1_000_000 : 7_000_000);
        }
        flip();
        final long[] quantilesNs = agent.latency().intervalQuantilesNs();
        assertThat((double) quantilesNs[0]).isCloseTo(1e6, within(1e3));
        assertThat((double) quantilesNs[2]).isCloseTo(7e6, within(7e3));
        assertThat(text()).contains("hayate_bid_latency_interval_seconds{quantile=\"0.5\"} " + quantilesNs[0] / 1e9);

        flip();
        assertThat(agent.latency().intervalQuantilesNs()).containsOnly(0);
        assertThat(recorded()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "99999, 0", "100000, 0", "300000000, 14", "301000000, 15", "9223372036854775807, 15"})
    void shouldTakeAnyLatency(final long latencyNs, final int bucket) {
        first.record(latencyNs);
        flip();

        assertThat(agent.latency().bucketCounts()[bucket]).isEqualTo(1);
    }

    @Test
    @Tag("jdk25")
    void shouldLoseNothingWhileALoopRecords() throws InterruptedException {
        final int count = 200_000;
        final Thread loop = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                first.record(i * 1_000L);
            }
        });
        loop.start();
        while (loop.isAlive()) {
            flip();
        }
        loop.join();
        flip();

        assertThat(recorded()).isEqualTo(count);
    }

    @Test
    @Tag("jdk25")
    void shouldRecordWithoutGarbage() {
        final Runnable recordMany = () -> {
            for (int i = 0; i < 100_000; i++) {
                first.record(i * 10_000L);
            }
        };
        assertThat(AllocatedBytes.leastOf(5, recordMany)).isZero();
    }

    @Test
    void shouldBeNamedAsItsThread() {
        assertThat(agent.roleName()).isEqualTo("telemetry-agent");
    }

    private void flip() {
        nowNs += TimeUnit.SECONDS.toNanos(1);
        agent.doWork();
    }

    private long recorded() {
        return Arrays.stream(agent.latency().bucketCounts()).sum();
    }

    private List<String> text() {
        final Metrics metrics = new Metrics();
        metrics.latency(agent);
        return new String(metrics.scrape(null).body(), UTF_8).lines().toList();
    }
}
