package io.hayate.bidder.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The bid latency as Prometheus reads it. Immutable; shared. */
final class LatencyMetrics implements MultiCollector {
    static final String HISTOGRAM = "hayate_bid_latency_seconds";
    static final String INTERVAL = "hayate_bid_latency_interval_seconds";

    private final TelemetryAgent agent;

    LatencyMetrics(final TelemetryAgent agent) {
        this.agent = agent;
    }

    @Override
    public MetricSnapshots collect() {
        final LatencySnapshot latency = agent.latency();
        return MetricSnapshots.of(histogram(latency), quantiles(latency));
    }

    private static HistogramSnapshot histogram(final LatencySnapshot latency) {
        return HistogramSnapshot.builder()
                .name(HISTOGRAM)
                .help("From the read that brought a bid request to its written answer.")
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                LatencySnapshot.upperBoundsSeconds(), latency.bucketCounts()))
                        .sum(latency.sumNs() / 1e9)
                        .build())
                .build();
    }

    private static GaugeSnapshot quantiles(final LatencySnapshot latency) {
        final GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(INTERVAL).help("Quantiles of the bid latency in the last second.");
        final double[] quantiles = LatencySnapshot.quantiles();
        for (int i = 0; i < quantiles.length; i++) {
            gauge.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("quantile", Double.toString(quantiles[i])))
                    .value(latency.intervalQuantilesNs()[i] / 1e9)
                    .build());
        }
        return gauge.build();
    }
}
