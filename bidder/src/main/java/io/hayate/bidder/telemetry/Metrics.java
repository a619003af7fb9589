package io.hayate.bidder.telemetry;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code /metrics} tells, read from its owners at the scrape. A name twice is refused.
 * Single writer: the launching thread; reader: the admin loop, via the registry, which is thread-safe.
 */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /**
     * One scrape.
     *
     * @param body in the format that {@code contentType} names
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Exposition(String contentType, byte[] body) {}

    /**
     * One metric with a label value for each constant, summed over the blocks: {@code
     * hayate_no_bids_total{reason="no_size"}}.
     *
     * @param name without {@code _total}, which the format adds
     */
    public <E extends Enum<E> & Counted> void counters(
            final String name,
            final String help,
            final String label,
            final Class<E> kind,
            final List<CounterBlock<E>> blocks) {
        claim(name);
        final List<CounterBlock<E>> summed = List.copyOf(blocks);
        registry.register((Collector) () -> {
            final CounterSnapshot.Builder metric =
                    CounterSnapshot.builder().name(name).help(help);
            for (final E constant : kind.getEnumConstants()) {
                long sum = 0;
                for (final CounterBlock<E> block : summed) {
                    sum += block.get(constant);
                }
                metric.dataPoint(point(Labels.of(label, constant.label()), sum));
            }
            return metric.build();
        });
    }

    /** One metric for each constant, with a label for each loop: {@code hayate_requests_total{loop="0"}}. */
    public <E extends Enum<E> & Counted> void eachCounter(
            final String prefix, final Class<E> kind, final List<CounterBlock<E>> blocks) {
        claimEach(prefix, kind);
        final List<CounterBlock<E>> perLoop = List.copyOf(blocks);
        registry.register((MultiCollector) () -> {
            final MetricSnapshots.Builder metrics = MetricSnapshots.builder();
            for (final E constant : kind.getEnumConstants()) {
                final CounterSnapshot.Builder metric = named(prefix, constant);
                for (int loop = 0; loop < perLoop.size(); loop++) {
                    metric.dataPoint(point(
                            Labels.of("loop", Integer.toString(loop)),
                            perLoop.get(loop).get(constant)));
                }
                metrics.metricSnapshot(metric.build());
            }
            return metrics.build();
        });
    }

    /** One metric for each constant of a block that is not a loop's: {@code hayate_admin_requests_total}. */
    public <E extends Enum<E> & Counted> void eachCounter(
            final String prefix, final Class<E> kind, final CounterBlock<E> block) {
        claimEach(prefix, kind);
        registry.register((MultiCollector) () -> {
            final MetricSnapshots.Builder metrics = MetricSnapshots.builder();
            for (final E constant : kind.getEnumConstants()) {
                metrics.metricSnapshot(named(prefix, constant)
                        .dataPoint(point(Labels.EMPTY, block.get(constant)))
                        .build());
            }
            return metrics.build();
        });
    }

    /** @param value called at every scrape, on the admin loop */
    public void gauge(final String name, final String help, final DoubleSupplier value) {
        claim(name);
        registry.register((Collector) () -> GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(value.getAsDouble())
                        .build())
                .build());
    }

    /** One metric with a label value for each entry: {@code hayate_breaker_open{exchange="demo"}}. */
    public void gauges(
            final String name, final String help, final String label, final Map<String, DoubleSupplier> values) {
        claim(name);
        final Map<String, DoubleSupplier> read = new TreeMap<>(values);
        registry.register((Collector) () -> {
            final GaugeSnapshot.Builder metric =
                    GaugeSnapshot.builder().name(name).help(help);
            read.forEach((labelValue, value) -> metric.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(label, labelValue))
                    .value(value.getAsDouble())
                    .build()));
            return metric.build();
        });
    }

    /** {@code hayate_build_info{version="...",commit="...",jdk="..."} 1}. */
    public void build(final String version, final String commit, final String jdk) {
        claim("hayate_build");
        final Labels labels = Labels.of("version", version, "commit", commit, "jdk", jdk);
        registry.register((Collector) () -> InfoSnapshot.builder()
                .name("hayate_build")
                .help("Which program runs.")
                .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
                .build());
    }

    /** {@code hayate_bid_latency_seconds}, and quantiles of the last second. */
    public void latency(final TelemetryAgent agent) {
        claim(LatencyMetrics.HISTOGRAM);
        claim(LatencyMetrics.INTERVAL);
        registry.register(new LatencyMetrics(agent));
    }

    /** Memory, garbage collection, threads and the process, named as the Prometheus client names them. */
    public void jvm() {
        registry.register(new JvmMetrics());
    }

    /** @param accept of the scraper's request; null: the Prometheus text format */
    public Exposition scrape(final @Nullable String accept) {
        final ExpositionFormatWriter writer = formats.findWriter(accept);
        final ByteArrayOutputStream body = new ByteArrayOutputStream(32 * 1024);
        try {
            writer.write(body, registry.scrape());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exposition(writer.getContentType(), body.toByteArray());
    }

    /** Two metrics of one name would spoil every scrape. */
    private void claim(final String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("there is a metric " + name + " already");
        }
    }

    private <E extends Enum<E> & Counted> void claimEach(final String prefix, final Class<E> kind) {
        for (final E constant : kind.getEnumConstants()) {
            claim(prefix + "_" + constant.label());
        }
    }

    private static CounterSnapshot.Builder named(final String prefix, final Counted counter) {
        return CounterSnapshot.builder().name(prefix + "_" + counter.label()).help(counter.sentence());
    }

    private static CounterDataPointSnapshot point(final Labels labels, final long value) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }
}
