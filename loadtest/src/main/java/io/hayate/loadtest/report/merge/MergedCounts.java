package io.hayate.loadtest.report.merge;

import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.send.SendCount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the generators counted, from the JSON beside their logs. Owned by the command that merges. */
final class MergedCounts {
    private static final double MS_PER_SECOND = 1e3;

    private final Map<SendCount, Long> sums = new EnumMap<>(SendCount.class);
    private final List<Path> without = new ArrayList<>();
    private Marks marks = new Marks(false, false);
    private long checked;
    private long invalid;
    private double askedPerSecond;
    private double firstS = Double.MAX_VALUE;
    private double lastS = -Double.MAX_VALUE;

    /** @throws IOException if there is a JSON beside it that is not that of a run */
    void add(final Path log) throws IOException {
        final Repetition repetition = RunBeside.find(log);
        if (repetition == null) {
            without.add(log);
            return;
        }
        for (final SendCount count : SendCount.values()) {
            sums.merge(count, repetition.count(count), Long::sum);
        }
        checked += repetition.count(Repetition.CHECKED);
        invalid += repetition.count(Repetition.INVALID);
        askedPerSecond += repetition.rates().askedPerSecond();
        marks = marks.and(new Marks(!repetition.reasonsInvalid().isEmpty(), repetition.interrupted()));
        try {
            final double startS = Instant.parse(repetition.startedAt()).toEpochMilli() / MS_PER_SECOND;
            firstS = Math.min(firstS, startS);
            lastS = Math.max(lastS, startS + repetition.rates().sendingS());
        } catch (final DateTimeParseException e) {
            throw new IOException("the JSON beside " + log + ": startedAt is no time: " + repetition.startedAt(), e);
        }
    }

    /** As the JSON files have it, whatever the logs are called. */
    Marks marks() {
        return marks;
    }

    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        if (sums.isEmpty()) {
            return lines;
        }
        final String mark =
                (without.isEmpty() ? "" : "  [incomplete]") + (marks.none() ? "" : "  [" + marks.verdict() + "]");
        lines.add("");
        without.forEach(log -> lines.add("  no JSON beside " + log + ": it is missing below"));
        for (final Map.Entry<SendCount, Long> sum : sums.entrySet()) {
            final String name = sum.getKey().name().toLowerCase(Locale.ROOT).replace('_', '-');
            lines.add(String.format(Locale.ROOT, "  %-16s%,12d%s", name, sum.getValue(), mark));
        }
        lines.add(String.format(
                Locale.ROOT, "  %-16s%,12d  of %,d answers checked%s", "invalid", invalid, checked, mark));
        final double sent = sums.getOrDefault(SendCount.SENT, 0L);
        lines.add(String.format(
                Locale.ROOT,
                "  %-16s%,12.1f/s of %,.1f/s asked%s",
                "rate",
                sent / Math.max(1e-9, lastS - firstS),
                askedPerSecond,
                mark));
        return lines;
    }
}
