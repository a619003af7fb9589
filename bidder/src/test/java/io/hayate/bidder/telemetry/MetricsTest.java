package io.hayate.bidder.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.telemetry.Metrics.Exposition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*,?})? (-?[0-9.]+(E-?[0-9]+)?|\\+Inf|NaN)");

    private final Metrics metrics = new Metrics();

    enum Fruit implements Counted {
        APPLE,
        PEAR;

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String sentence() {
            return name() + " eaten.";
        }
    }

    @Test
    void shouldSumConstantsOverLoops() {
        final CounterBlock<NoBidReason> first = new CounterBlock<>(NoBidReason.class);
        final CounterBlock<NoBidReason> second = new CounterBlock<>(NoBidReason.class);
        metrics.counters(
                "hayate_no_bids", "Requests without a bid.", "reason", NoBidReason.class, List.of(first, second));
        first.add(NoBidReason.BELOW_FLOOR, 3);
        second.increment(NoBidReason.BELOW_FLOOR);

        assertThat(lines())
                .contains("# HELP hayate_no_bids_total Requests without a bid.")
                .contains("# TYPE hayate_no_bids_total counter")
                .contains("hayate_no_bids_total{reason=\"below_floor\"} 4.0")
                .contains("hayate_no_bids_total{reason=\"no_size\"} 0.0")
                .filteredOn(line -> line.startsWith("hayate_no_bids_total"))
                .hasSize(NoBidReason.values().length);
    }

    @Test
    void shouldTellEachConstantForEachLoop() {
        final CounterBlock<Fruit> first = new CounterBlock<>(Fruit.class);
        final CounterBlock<Fruit> second = new CounterBlock<>(Fruit.class);
        metrics.eachCounter("hayate_fruit", Fruit.class, List.of(first, second));
        second.add(Fruit.PEAR, 7);

        assertThat(lines())
                .contains("# HELP hayate_fruit_pear_total PEAR eaten.")
                .contains("hayate_fruit_pear_total{loop=\"0\"} 0.0")
                .contains("hayate_fruit_pear_total{loop=\"1\"} 7.0")
                .contains("hayate_fruit_apple_total{loop=\"0\"} 0.0");
    }

    @Test
    void shouldTellASingleBlockWithoutLoop() {
        final CounterBlock<Fruit> block = new CounterBlock<>(Fruit.class);
        metrics.eachCounter("hayate_fruit", Fruit.class, block);
        block.increment(Fruit.APPLE);

        assertThat(lines()).contains("hayate_fruit_apple_total 1.0").contains("hayate_fruit_pear_total 0.0");
    }

    @Test
    void shouldReadGaugesAtTheScrape() {
        final double[] value = {1};
        metrics.gauge("hayate_campaigns", "Campaigns in the index.", () -> value[0]);
        value[0] = 2.5;

        assertThat(lines()).contains("# TYPE hayate_campaigns gauge").contains("hayate_campaigns 2.5");
    }

    @Test
    void shouldTellTheBuildByLabels() {
        metrics.build("1.2.3", "", "17.0.1");

        assertThat(lines()).contains("hayate_build_info{commit=\"\",jdk=\"17.0.1\",version=\"1.2.3\"} 1");
    }

    @Test
    void shouldTellTheJvm() {
        metrics.jvm();

        assertThat(lines())
                .anyMatch(line -> line.matches("jvm_memory_used_bytes\\{area=\"heap\"} [0-9.E]+"))
                .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{gc="))
                .anyMatch(line -> line.startsWith("jvm_threads_current "))
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
                .anyMatch(line -> line.startsWith("process_start_time_seconds "))
                .anyMatch(line -> line.startsWith("process_open_fds "));
    }

    @Test
    void shouldRefuseANameTwice() {
        metrics.gauge("hayate_fruit_apple", "Apples.", () -> 1);

        assertThatThrownBy(() -> metrics.eachCounter("hayate_fruit", Fruit.class, new CounterBlock<>(Fruit.class)))
                .hasMessageContaining("hayate_fruit_apple");
    }

    @Test
    void shouldWriteTextThatParses() {
        metrics.jvm();
        metrics.eachCounter("hayate_fruit", Fruit.class, List.of(new CounterBlock<>(Fruit.class)));
        metrics.latency(new TelemetryAgent(() -> 0, List.of(new LatencyRecorder())));

        final Set<String> typed = new HashSet<>();
        final List<String> unreadable = new ArrayList<>();
        for (final String line : lines()) {
            if (line.startsWith("# TYPE ")) {
                assertThat(typed.add(line.split(" ", -1)[2])).as(line).isTrue();
            } else if (!line.startsWith("# HELP ") && !SAMPLE.matcher(line).matches()) {
                unreadable.add(line);
            }
        }
        assertThat(unreadable).isEmpty();
        assertThat(typed).contains("hayate_bid_latency_seconds", "hayate_fruit_apple_total");
    }

    @Test
    void shouldWriteOpenMetricsWhenAsked() {
        metrics.gauge("hayate_campaigns", "Campaigns.", () -> 1);

        final Exposition exposition = metrics.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(exposition.body(), UTF_8)).endsWith("# EOF\n");
    }

    private List<String> lines() {
        final Exposition exposition = metrics.scrape(null);
        assertThat(exposition.contentType()).startsWith("text/plain");
        return new String(exposition.body(), UTF_8).lines().toList();
    }
}
