package io.hayate.loadtest.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.report.figures.EnvironmentReader;
import io.hayate.loadtest.report.html.RatePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what a search found and the curve it walked: JSON, CSV, and a page to look at. */
final class CurveFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    /** What was asked. */
    record Question(String target, Slo slo, SearchBounds bounds, Instant at) {}

    private CurveFiles() {}

    /**
     * Writes the three files; what the search did not find shows in their names.
     *
     * @return their paths
     */
    static List<Path> write(
            final Path directory,
            final String name,
            final Question question,
            final SearchOutcome outcome,
            final List<CurvePoint> points)
            throws IOException {
        Files.createDirectories(directory);
        final String marked = name + outcome.ending().fileMark();
        final Path json = directory.resolve(marked + ".json");
        final Path csv = directory.resolve(marked + ".csv");
        final Path html = directory.resolve(marked + ".html");
        Files.writeString(json, JSON.writeValueAsString(json(question, outcome, points)) + "\n");
        Files.write(csv, csv(points));
        Files.writeString(html, page(question, outcome, points));
        return List.of(json, csv, html);
    }

    private static String page(final Question question, final SearchOutcome outcome, final List<CurvePoint> points) {
        return RatePage.of(
                new RatePage.Finding(
                        FindMaxReport.title(outcome),
                        outcome.ending().isGood(),
                        FindMaxReport.sentence(outcome),
                        question.slo() + " at " + question.target() + ", " + question.at(),
                        outcome.isConfirmed() ? outcome.ratePerSecond() : 0),
                question.slo().objectives().stream()
                        .filter(Objective::isLatency)
                        .map(limit -> new RatePage.Limit(limit.toString(), limit.limit() / NS_PER_MS))
                        .toList(),
                FindMaxReport.byRate(points).stream().map(CurveFiles::point).toList());
    }

    private static RatePage.Point point(final CurvePoint point) {
        return new RatePage.Point(
                point.ratePerSecond(),
                point.achievedPerSecond(),
                new RatePage.Latency(
                        point.latencies().p50Ns() / NS_PER_MS,
                        point.latencies().p99Ns() / NS_PER_MS,
                        point.latencies().p999Ns() / NS_PER_MS),
                point.shares().errorShare(),
                point.shares().bidShare(),
                point.result().kind() == ProbeResult.Kind.MET || point.result().kind() == ProbeResult.Kind.MISSED,
                point.isMet(),
                point.remark());
    }

    private static ObjectNode json(
            final Question question, final SearchOutcome outcome, final List<CurvePoint> points) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("command", "find-max")
                .put("time", question.at().toString())
                .put("target", question.target())
                .put("slo", question.slo().toString())
                .put("ending", outcome.ending().name())
                .put("confirmed", outcome.isConfirmed())
                .put("ratePerSecond", outcome.ratePerSecond());
        if (outcome.brokenPerSecond() < Double.POSITIVE_INFINITY) {
            root.put("notKeptPerSecond", outcome.brokenPerSecond()).put("notKeptReason", outcome.reason());
        }
        final SearchBounds bounds = question.bounds();
        root.putObject("bounds")
                .put("fromPerSecond", bounds.fromPerSecond())
                .put("minPerSecond", bounds.minPerSecond())
                .put("toPerSecond", bounds.toPerSecond())
                .put("precision", bounds.precision())
                .put("stepSeconds", bounds.stepNs() / NS_PER_SECOND)
                .put("confirmSeconds", bounds.confirmNs() / NS_PER_SECOND);
        root.set("environment", JSON.valueToTree(EnvironmentReader.read()));
        final ArrayNode curve = root.putArray("curve");
        points.forEach(point -> addPoint(curve.addObject(), point));
        return root;
    }

    private static void addPoint(final ObjectNode node, final CurvePoint point) {
        node.put("number", point.number())
                .put("purpose", point.purpose().name())
                .put("ratePerSecond", point.ratePerSecond())
                .put("achievedPerSecond", point.achievedPerSecond())
                .put("seconds", point.shares().durationNs() / NS_PER_SECOND)
                .put("result", point.result().kind().name())
                .put("reason", point.result().reason());
        final CurvePoint.Latencies latencies = point.latencies();
        node.putObject("latencyFromDueNs")
                .put("p50", latencies.p50Ns())
                .put("p90", latencies.p90Ns())
                .put("p99", latencies.p99Ns())
                .put("p99.9", latencies.p999Ns())
                .put("p99.99", latencies.p9999Ns())
                .put("max", latencies.maxNs());
        node.put("lagP99Ns", latencies.lagP99Ns())
                .put("due", point.shares().due())
                .put("errors", point.shares().errors())
                .put("bids", point.shares().bids());
        final ArrayNode verdicts = node.putArray("verdicts");
        for (final Verdict verdict : point.verdicts()) {
            final ObjectNode row = verdicts.addObject()
                    .put("objective", verdict.objective().name())
                    .put("limit", verdict.objective().limit());
            if (Double.isNaN(verdict.value())) {
                row.putNull("value");
            } else {
                row.put("value", verdict.value());
            }
            row.put("met", verdict.met());
        }
    }

    private static List<String> csv(final List<CurvePoint> points) {
        final List<String> lines = new ArrayList<>();
        lines.add(
                "number,purpose,rate_per_s,achieved_per_s,seconds,p50_ns,p90_ns,p99_ns,p99_9_ns,p99_99_ns,max_ns,lag_p99_ns,"
                        + "due,errors,bids,result");
        for (final CurvePoint point : points) {
            final CurvePoint.Latencies latencies = point.latencies();
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%s,%.3f,%.3f,%.3f,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s",
                    point.number(),
                    point.purpose(),
                    point.ratePerSecond(),
                    point.achievedPerSecond(),
                    point.shares().durationNs() / NS_PER_SECOND,
                    latencies.p50Ns(),
                    latencies.p90Ns(),
                    latencies.p99Ns(),
                    latencies.p999Ns(),
                    latencies.p9999Ns(),
                    latencies.maxNs(),
                    latencies.lagP99Ns(),
                    point.shares().due(),
                    point.shares().errors(),
                    point.shares().bids(),
                    point.result().kind()));
        }
        return lines;
    }
}
