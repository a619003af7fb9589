package io.hayate.benchmarks.changes;

import io.hayate.benchmarks.compare.ProcessFigures;
import io.hayate.benchmarks.compare.Ratios;
import io.hayate.benchmarks.compare.RunningLoad;
import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What was measured slice by slice, at several rates of changes in turn. Owned by the measuring thread. */
final class ChangeCosts {
    /** By rate; the lists are as long as there were rounds. */
    private final SortedMap<Integer, List<Slice>> slices = new TreeMap<>();

    /**
     * Some seconds under load.
     *
     * @param cpu of the bidder
     * @param load what it answered
     * @param changes made; their latencies are of the slice's lead, too
     */
    record Slice(ProcessFigures.Cpu cpu, RunningLoad.Answered load, ChangeSender.Result changes, long elapsedNs) {
        double loopUsPerRequest() {
            return cpu.loopsNs() / 1e3 / load.answered();
        }

        double cpuUsPerRequest() {
            return cpu.allNs() / 1e3 / load.answered();
        }

        double requestsPerSecond() {
            return load.answered() * 1e9 / elapsedNs;
        }

        double bidShare() {
            return (double) load.bids() / load.answered();
        }

        /** Of one core, of the threads whose names begin so. */
        double coreShare(final String thread) {
            return (double) cpu.ofNs(thread) / elapsedNs;
        }
    }

    void add(final int ratePerSecond, final Slice slice) {
        slices.computeIfAbsent(ratePerSecond, rate -> new ArrayList<>()).add(slice);
    }

    double bidShare() {
        final List<Slice> all = slices.values().stream().flatMap(List::stream).toList();
        final long bids = all.stream().mapToLong(slice -> slice.load().bids()).sum();
        return (double) bids
                / all.stream().mapToLong(slice -> slice.load().answered()).sum();
    }

    /** A line for each rate: the median cost of a request on the bid loops, and its ratio to no changes, round by round. */
    List<String> lines() {
        final List<Slice> without = slices.getOrDefault(0, List.of());
        final List<String> lines = new ArrayList<>();
        slices.forEach((rate, ofRate) -> lines.add(String.format(
                Locale.ROOT,
                "%,6d changes/s: %.2f us a request on the bid loops%s; %.2f us on all threads;"
                        + " campaign agent %.1f %%, index merger %.1f %%, admin loop %.1f %% of a core; changes %s",
                rate,
                median(ofRate, Slice::loopUsPerRequest),
                rate == 0 ? "" : ", ratio to none " + ratios(ofRate, without).summary(),
                median(ofRate, Slice::cpuUsPerRequest),
                100 * median(ofRate, slice -> slice.coreShare("campaign-agent")),
                100 * median(ofRate, slice -> slice.coreShare("index-merger")),
                100 * median(ofRate, slice -> slice.coreShare("admin-loop")),
                latencies(ofRate).summary())));
        return lines;
    }

    /** How a rate is called among results: the highest whatever it is, so that shorter runs have the same names. */
    static String suffix(final int ratePerSecond, final int highestRate) {
        return "[" + (ratePerSecond == highestRate ? "most" : Integer.toString(ratePerSecond)) + "]";
    }

    /** The same as figures, their names with the rate behind: {@code loops-us[10]}. */
    void putInto(final Results results) {
        final List<Slice> without = slices.getOrDefault(0, List.of());
        slices.forEach((rate, ofRate) -> {
            final String suffix = suffix(rate, slices.lastKey());
            results.put(
                    "loops-us" + suffix, values(ofRate, Slice::loopUsPerRequest).measured());
            results.put(
                    "all-us" + suffix, values(ofRate, Slice::cpuUsPerRequest).measured());
            for (final String thread : List.of("campaign-agent", "index-merger", "admin-loop")) {
                results.put(
                        thread + "-percent" + suffix,
                        values(ofRate, slice -> 100 * slice.coreShare(thread)).measured());
            }
            if (rate > 0) {
                results.put("loops-ratio" + suffix, ratios(ofRate, without).measured());
                putAnswers(results, ofRate, suffix);
            }
        });
    }

    /** Percentiles of all changes at that rate, and between which those of the slices lie. */
    private static void putAnswers(final Results results, final List<Slice> ofRate, final String suffix) {
        final List<Latencies> bySlice = ofRate.stream()
                .map(slice -> slice.changes().latencies())
                .filter(latencies -> latencies.count() > 0)
                .toList();
        if (bySlice.isEmpty()) {
            return;
        }
        for (final int percent : List.of(50, 99)) {
            final DoubleSummaryStatistics range = bySlice.stream()
                    .mapToDouble(each -> each.percentileMs(percent))
                    .summaryStatistics();
            final double all = Latencies.of(bySlice).percentileMs(percent);
            results.put(
                    "change" + suffix + ".p" + percent,
                    bySlice.size() > 1 ? new Measured(all, range.getMin(), range.getMax()) : Measured.of(all));
        }
        final double due =
                ofRate.stream().mapToLong(slice -> slice.changes().due()).sum();
        results.put(
                "changes-answered-percent" + suffix, 100 * Latencies.of(bySlice).count() / due);
    }

    private static Ratios ratios(final List<Slice> with, final List<Slice> without) {
        return new Ratios(IntStream.range(0, Math.min(with.size(), without.size()))
                .mapToObj(round ->
                        with.get(round).loopUsPerRequest() / without.get(round).loopUsPerRequest())
                .toList());
    }

    private static Latencies latencies(final List<Slice> ofRate) {
        return Latencies.of(
                ofRate.stream().map(slice -> slice.changes().latencies()).toList());
    }

    /** What is looked at of a slice. */
    @FunctionalInterface
    private interface Figure {
        double of(Slice slice);
    }

    private static double median(final List<Slice> ofRate, final Figure figure) {
        return values(ofRate, figure).median();
    }

    private static Ratios values(final List<Slice> ofRate, final Figure figure) {
        return new Ratios(ofRate.stream().map(figure::of).toList());
    }
}
