package io.hayate.benchmarks.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.bid.BidsCounted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what JMH leaves ({@code -rf json}). A benchmark's name is that of its method, with those parameters that differ
 * within the file: {@code decoder[requests=BANNER]}. Times are in microseconds: a mean as {@code .mean} with JMH's 99.9 %
 * interval; of sampled times also {@code .p50}, {@code .p90}, {@code .p99} with the lowest and the highest of the
 * iterations; {@code .garbage} in bytes of an operation.
 */
public final class JmhResults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private JmhResults() {}

    public static Results read(final Path file) throws IOException {
        return of(JSON.readTree(file.toFile()));
    }

    static Results of(final JsonNode all) throws IOException {
        final Results results = new Results();
        final SortedSet<String> varying = varying(all);
        for (final JsonNode benchmark : all) {
            final String name = name(benchmark, varying);
            final JsonNode primary = benchmark.path("primaryMetric");
            final double unit = microseconds(primary.path("scoreUnit").asText());
            results.put(name + ".mean", measured(primary).times(unit));
            if (benchmark.path("mode").asText().equals("sample")) {
                for (final int percent : PERCENTILES) {
                    results.put(
                            name + ".p" + percent, percentile(primary, percent).times(unit));
                }
            }
            final JsonNode secondary = benchmark.path("secondaryMetrics");
            if (secondary.has(GARBAGE)) {
                results.put(name + ".garbage", measured(secondary.path(GARBAGE)));
            }
            if (secondary.has(BidsCounted.METRIC)) {
                results.bids(number(secondary.path(BidsCounted.METRIC).path("score")));
            }
        }
        if (results.bidShare() < Results.MIN_BID_SHARE) {
            results.problem("fewer than half of the requests are bid on");
        }
        return results;
    }

    private static SortedSet<String> varying(final JsonNode all) {
        final Map<String, String> seen = new TreeMap<>();
        final SortedSet<String> varying = new TreeSet<>();
        for (final JsonNode benchmark : all) {
            for (final Map.Entry<String, JsonNode> parameter :
                    benchmark.path("params").properties()) {
                final String value = parameter.getValue().asText();
                final String before = seen.putIfAbsent(parameter.getKey(), value);
                if (before != null && !before.equals(value)) {
                    varying.add(parameter.getKey());
                }
            }
        }
        return varying;
    }

    private static String name(final JsonNode benchmark, final SortedSet<String> varying) {
        final String full = benchmark.path("benchmark").asText();
        final List<String> parameters = new ArrayList<>();
        for (final String parameter : varying) {
            if (benchmark.path("params").has(parameter)) {
                parameters.add(parameter + "="
                        + benchmark.path("params").path(parameter).asText());
            }
        }
        final String method = full.substring(full.lastIndexOf('.') + 1);
        return parameters.isEmpty() ? method : method + "[" + String.join(",", parameters) + "]";
    }

    private static double microseconds(final String unit) throws IOException {
        return switch (unit) {
            case "ns/op" -> 1e-3;
            case "us/op" -> 1;
            case "ms/op" -> 1e3;
            default -> throw new IOException("JMH measured in " + unit + ", which is no time of an operation");
        };
    }

    private static Measured measured(final JsonNode metric) {
        final double score = number(metric.path("score"));
        final double error = number(metric.path("scoreError"));
        return new Measured(score, score - error, score + error);
    }

    /** JMH writes NaN as text. */
    private static double number(final JsonNode value) {
        return value.isNumber() ? value.doubleValue() : Double.NaN;
    }

    private static Measured percentile(final JsonNode metric, final int percent) {
        final double all = number(metric.path("scorePercentiles").path(percent + ".0"));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int iterations = 0;
        for (final JsonNode fork : metric.path("rawDataHistogram")) {
            for (final JsonNode iteration : fork) {
                final double each = percentileOf(iteration, percent);
                low = Math.min(low, each);
                high = Math.max(high, each);
                iterations++;
            }
        }
        return iterations > 1 ? new Measured(all, low, high) : Measured.of(all);
    }

    /** @param histogram pairs of a value and how often it was seen */
    private static double percentileOf(final JsonNode histogram, final int percent) {
        final List<JsonNode> ascending = new ArrayList<>();
        histogram.forEach(ascending::add);
        ascending.sort(Comparator.comparingDouble(pair -> pair.path(0).doubleValue()));
        long count = 0;
        for (final JsonNode pair : ascending) {
            count += pair.path(1).longValue();
        }
        final long rank = (long) Math.ceil(percent / 100.0 * count);
        long seen = 0;
        for (final JsonNode pair : ascending) {
            seen += pair.path(1).longValue();
            if (seen >= rank) {
                return pair.path(0).doubleValue();
            }
        }
        return Double.NaN;
    }
}
