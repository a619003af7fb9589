package io.hayate.bidder.telemetry;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.function.ToLongFunction;

/**
 * The JVM as its management beans tell it, under the names that dashboards for the Prometheus client expect. Immutable;
 * shared.
 */
final class JvmMetrics implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        final MetricSnapshots.Builder metrics = MetricSnapshots.builder();
        metrics.metricSnapshot(memory("jvm_memory_used_bytes", "Memory in use, by area.", MemoryUsage::getUsed));
        metrics.metricSnapshot(
                memory("jvm_memory_committed_bytes", "Memory committed, by area.", MemoryUsage::getCommitted));
        metrics.metricSnapshot(
                memory("jvm_memory_max_bytes", "Most memory, by area; -1 if without bound.", MemoryUsage::getMax));
        metrics.metricSnapshot(bufferPools());
        metrics.metricSnapshot(garbageCollection());
        addThreads(metrics);
        addProcess(metrics);
        return metrics.build();
    }

    private static MetricSnapshot memory(final String name, final String help, final ToLongFunction<MemoryUsage> size) {
        final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(gauge(Labels.of("area", "heap"), (double) size.applyAsLong(memory.getHeapMemoryUsage())))
                .dataPoint(
                        gauge(Labels.of("area", "nonheap"), (double) size.applyAsLong(memory.getNonHeapMemoryUsage())))
                .build();
    }

    private static MetricSnapshot bufferPools() {
        final GaugeSnapshot.Builder pools =
                GaugeSnapshot.builder().name("jvm_buffer_pool_used_bytes").help("Memory of direct and mapped buffers.");
        for (final BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            pools.dataPoint(gauge(Labels.of("pool", pool.getName()), (double) pool.getMemoryUsed()));
        }
        return pools.build();
    }

    private static MetricSnapshot garbageCollection() {
        final SummarySnapshot.Builder collections =
                SummarySnapshot.builder().name("jvm_gc_collection_seconds").help("Time in garbage collectors.");
        for (final GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.dataPoint(SummaryDataPointSnapshot.builder()
                    .labels(Labels.of("gc", collector.getName()))
                    .count(Math.max(0, collector.getCollectionCount()))
                    .sum(Math.max(0, collector.getCollectionTime()) / 1e3)
                    .build());
        }
        return collections.build();
    }

    private static void addThreads(final MetricSnapshots.Builder metrics) {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        metrics.metricSnapshot(single("jvm_threads_current", "Live threads.", threads.getThreadCount()));
        metrics.metricSnapshot(single("jvm_threads_peak", "Most live threads so far.", threads.getPeakThreadCount()));
    }

    private static void addProcess(final MetricSnapshots.Builder metrics) {
        metrics.metricSnapshot(single(
                "process_start_time_seconds",
                "Start of the process, since the epoch.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean process) {
            metrics.metricSnapshot(CounterSnapshot.builder()
                    .name("process_cpu_seconds")
                    .help("CPU time of the process, user and system.")
                    .dataPoint(CounterDataPointSnapshot.builder()
                            .value(Math.max(0, process.getProcessCpuTime()) / 1e9)
                            .build())
                    .build());
            metrics.metricSnapshot(single(
                    "process_open_fds", "Open file descriptors.", (double) process.getOpenFileDescriptorCount()));
            metrics.metricSnapshot(single(
                    "process_max_fds", "Most open file descriptors.", (double) process.getMaxFileDescriptorCount()));
        }
    }

    private static MetricSnapshot single(final String name, final String help, final double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(gauge(Labels.EMPTY, value))
                .build();
    }

    private static GaugeDataPointSnapshot gauge(final Labels labels, final double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
