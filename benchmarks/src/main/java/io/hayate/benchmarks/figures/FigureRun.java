package io.hayate.benchmarks.figures;

import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measures groups in their order, and prints what is recorded beside what came out. Owned by the main thread. */
public final class FigureRun {
    private static final double NS_PER_MINUTE = 60e9;

    private static final List<String> LEGEND = List.of(
            "spread: of a mean JMH's 99.9 % interval; of sampled percentiles the lowest and highest of the iterations; of"
                    + " medians their 95 % interval,",
            "  or the lowest and highest where there are few. A target met? or MISSED? lies within the spread.");

    private final Catalogue catalogue;
    private final List<Group> groups;
    private final boolean smallest;
    private final PrintWriter out;
    private final FigureTable table;

    /** How it went, the worst first. */
    public enum End {
        /** A group failed; others may have been measured. */
        FAILED,
        /** Too few bids, or something else that makes figures void. */
        INVALID,
        /** Targets may be missed nevertheless. */
        MEASURED
    }

    /**
     * @param groups of the catalogue
     * @param smallest only to see that all works; figures of it say nothing
     */
    public FigureRun(
            final Catalogue catalogue, final List<Group> groups, final boolean smallest, final PrintWriter out) {
        this.catalogue = catalogue;
        this.groups = List.copyOf(groups);
        this.smallest = smallest;
        this.out = out;
        this.table = new FigureTable(groups, smallest);
    }

    /** What there is, how long each takes, and what to type for one alone. */
    public void list() {
        for (final Group group : groups) {
            print(
                    "%-16s %3d figures  %-18s  %s",
                    group.name(),
                    group.figures().size(),
                    group.program() == null ? "" : minutes(group.minutes()),
                    group.command(smallest));
        }
        print("%-16s %3d figures  %s", "all", figureCount(), minutes(minutes()));
    }

    /**
     * Measures.
     *
     * @param json also written there, after each group; null: not
     * @throws IOException if it cannot be written
     */
    public End run(final @Nullable Path json) throws IOException, InterruptedException {
        final Machine machine = Machine.here();
        print("%s", machine.summary());
        if (machine.isBusy()) {
            print(
                    "WARNING: the load average is above %.1f: somebody else is at work, and figures will not count",
                    Machine.IDLE_LOAD);
        }
        print(
                smallest
                        ? "%d figures, %d groups, each at its smallest size: " + FigureTable.SAYS_NOTHING
                        : "%d figures, %d groups, %s in all",
                figureCount(),
                groups.size(),
                minutes(minutes()));
        print("recorded: %s", catalogue.machine());
        LEGEND.forEach(line -> print("%s", line));
        print("%n%s", table.headings());
        final List<Outcome> outcomes = new ArrayList<>();
        // At once and after each group: a file that cannot be written is known before an hour has gone.
        write(json, machine, outcomes);
        try (ProgramRuns runs = ProgramRuns.prepare()) {
            for (final Group group : groups) {
                announce(group, outcomes.size() + 1);
                final long startNs = System.nanoTime();
                final Outcome outcome = runs.run(group, smallest);
                if (runs.isClosed()) {
                    print("%nINTERRUPTED: only the groups above were measured");
                    return End.FAILED;
                }
                tell(outcome, (System.nanoTime() - startNs) / NS_PER_MINUTE);
                outcomes.add(outcome);
                write(json, machine, outcomes);
            }
        }
        tellEnd(machine, outcomes);
        return end(outcomes);
    }

    private void write(final @Nullable Path json, final Machine machine, final List<Outcome> outcomes)
            throws IOException {
        if (json != null) {
            FigureReport.write(json, machine, outcomes, smallest);
        }
    }

    private void announce(final Group group, final int number) {
        print(
                "%n%s (%d of %d%s), %s",
                group.name(),
                number,
                groups.size(),
                smallest || group.program() == null ? "" : ", " + minutes(group.minutes()),
                group.date() == null
                        ? "nothing recorded"
                        : "recorded on " + group.date() + ", JDK " + group.jdk() + ", under \"" + group.section()
                                + "\"");
        print("  %s", group.command(smallest));
    }

    private void tell(final Outcome outcome, final double minutes) {
        table.lines(outcome).forEach(line -> print("%s", line));
        final Results results = outcome.results();
        if (results != null) {
            results.notes().forEach(note -> print("  NOTE: %s", note));
        }
        outcome.problems().forEach(problem -> print("  INVALID: %s", problem));
        if (outcome.hasFailed()) {
            print("  FAILED: %s", outcome.failure());
        }
        if (outcome.group().program() != null) {
            print("  took %.1f minutes", minutes);
        }
    }

    private void tellEnd(final Machine machine, final List<Outcome> outcomes) {
        print("");
        for (final Outcome outcome : outcomes) {
            if (outcome.hasFailed()) {
                print("FAILED: %s", outcome.group().name());
            } else if (!outcome.problems().isEmpty()) {
                print("INVALID: %s", outcome.group().name());
            }
        }
        if (machine.isBusy()) {
            print(
                    "WARNING: the load average was %.2f at the start; above %.1f figures do not count",
                    machine.load(), Machine.IDLE_LOAD);
        }
        print("%s", smallest ? "All of this " + FigureTable.SAYS_NOTHING + "." : targets(outcomes));
    }

    private static String targets(final List<Outcome> outcomes) {
        int met = 0;
        int missed = 0;
        for (final Outcome outcome : outcomes) {
            final Results results = outcome.results();
            for (final Figure figure : outcome.group().figures()) {
                final Measured measured = results == null ? null : figure.measured(results);
                if (measured != null && figure.hasTarget() && outcome.problems().isEmpty()) {
                    met += figure.isMet(measured.value()) ? 1 : 0;
                    missed += figure.isMet(measured.value()) ? 0 : 1;
                }
            }
        }
        return "Targets: " + met + " met, " + missed + " missed.";
    }

    private static End end(final List<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(Outcome::hasFailed)) {
            return End.FAILED;
        }
        return outcomes.stream().allMatch(outcome -> outcome.problems().isEmpty()) ? End.MEASURED : End.INVALID;
    }

    private double minutes() {
        return groups.stream().mapToDouble(Group::minutes).sum();
    }

    private int figureCount() {
        return groups.stream().mapToInt(group -> group.figures().size()).sum();
    }

    private static String minutes(final double minutes) {
        return String.format(Locale.ROOT, "about %.1f minutes", minutes);
    }

    private void print(final String format, final @Nullable Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
