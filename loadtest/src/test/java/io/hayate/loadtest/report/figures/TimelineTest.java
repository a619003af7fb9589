package io.hayate.loadtest.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hayate.loadtest.report.SimulatedRun;
import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long SECOND_NS = 1_000_000_000;

    @Test
    void shouldKeepARowForEachSecondAsLongAsTheyAreFew() {
        final Timeline timeline = new Timeline();
        new SimulatedRun(30, 1, 1).tell(timeline::add);
        assertThat(timeline.rows()).hasSize(30);
        assertThat(timeline.secondsPerRow()).isEqualTo(1);
        final TimeRow stalled = timeline.rows().get(13);
        assertThat(stalled.count(SendCount.TIMEOUTS)).isEqualTo(3);
        assertThat(stalled.p99Ms()).isGreaterThan(200);
        assertThat(IntStream.of(stalled.bins()).sum()).isEqualTo(500);
    }

    @Test
    void shouldPutSecondsTogetherInALongRunAndLoseNone() {
        final Timeline timeline = new Timeline();
        final int seconds = 5000;
        final Second second = second(0, SECOND_NS, 1_000_000, 2_000_000);
        for (int i = 0; i < seconds; i++) {
            timeline.add(new Second(i * SECOND_NS, SECOND_NS, second.counts(), second.latency()));
        }
        assertThat(timeline.rows().size()).isBetween(Timeline.MAX_ROWS / 2, Timeline.MAX_ROWS);
        assertThat(timeline.secondsPerRow()).isEqualTo(16);
        assertThat(timeline.lengthNs()).isEqualTo(seconds * SECOND_NS);
        assertThat(timeline.rows().stream()
                        .mapToLong(row -> row.count(SendCount.SENT))
                        .sum())
                .isEqualTo(seconds);
        assertThat(timeline.rows().stream()
                        .mapToLong(row -> IntStream.of(row.bins()).sum())
                        .sum())
                .isEqualTo(2L * seconds);
        long endNs = 0;
        for (final TimeRow row : timeline.rows()) {
            assertThat(row.offsetNs()).isEqualTo(endNs);
            endNs = row.offsetNs() + row.lengthNs();
        }
    }

    @Test
    void shouldGiveTheP99OfSecondsTogetherToTheWidthOfABin() {
        final TimeRow first = TimeRow.of(new SimulatedRun(2, 1, 3).second(0));
        final SimulatedRun run = new SimulatedRun(20, 1, 4);
        final Second slow = run.second(13);
        final TimeRow both = first.and(TimeRow.of(slow));
        final Histogram exact = new SimulatedRun(2, 1, 3).second(0).latency().fromDue();
        exact.add(slow.latency().fromDue());
        final double exactMs = exact.getValueAtPercentile(99) / 1e6;
        assertThat(both.p99Ms()).isCloseTo(exactMs, within(0.08 * exactMs));
        assertThat(both.maxMs()).isEqualTo(LatencyFigures.of(exact).maxMs());
    }

    @Test
    void shouldShowASliverAtTheEndAsPartOfTheSecondBefore() {
        final Timeline timeline = new Timeline();
        timeline.add(second(0, SECOND_NS, 1));
        timeline.add(second(1, SECOND_NS / 50, 1));
        assertThat(timeline.rows()).hasSize(1);
        assertThat(timeline.lengthNs()).isEqualTo(SECOND_NS + SECOND_NS / 50);
    }

    @Test
    void shouldPutWhatIsOutsideOfTheBinsIntoTheFirstAndTheLast() {
        assertThat(LatencyBins.binOf(0)).isZero();
        assertThat(LatencyBins.binOf(3_600_000)).isEqualTo(LatencyBins.COUNT - 1);
        assertThat(LatencyBins.binOf(1.0)).isEqualTo(3 * LatencyBins.PER_DECADE);
        assertThat(LatencyBins.edgeMs(LatencyBins.COUNT)).isCloseTo(1e6, within(1e-3));
    }

    private static Second second(final int number, final long lengthNs, final long... latenciesNs) {
        final Interval latency = new Interval();
        for (final long latencyNs : latenciesNs) {
            latency.fromDue().recordValue(latencyNs);
        }
        final long[] counts = new long[SendCount.values().length];
        counts[SendCount.SENT.ordinal()] = 1;
        return new Second(number * SECOND_NS, lengthNs, counts, latency);
    }
}
