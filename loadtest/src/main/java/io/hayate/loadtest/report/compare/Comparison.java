package io.hayate.loadtest.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.loadtest.report.figures.Marks;
import io.hayate.loadtest.report.figures.RunFiles;
import io.hayate.loadtest.report.figures.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Two runs, figure by figure. Immutable; shared. */
public record Comparison(RunRecord a, RunRecord b, List<Difference> differences) {
    public Comparison {
        differences = List.copyOf(differences);
    }

    public static Comparison of(final RunRecord a, final RunRecord b) {
        return new Comparison(
                a,
                b,
                Figure.ALL.stream()
                        .map(figure -> Difference.of(figure, a.repetitions(), b.repetitions()))
                        .toList());
    }

    /** What else is not the same in the two, and so may be the cause: a line each, by its key in the files. */
    public List<String> unlike() {
        final List<String> unlike = new ArrayList<>();
        add(unlike, "plan", RunFiles.tree(a.plan()), RunFiles.tree(b.plan()));
        add(unlike, "environment", RunFiles.tree(a.environment()), RunFiles.tree(b.environment()));
        return unlike;
    }

    private static void add(final List<String> unlike, final String path, final JsonNode a, final JsonNode b) {
        if (a.isObject() && b.isObject()) {
            final Set<String> keys = new TreeSet<>();
            a.fieldNames().forEachRemaining(keys::add);
            b.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> add(unlike, path + "." + key, a.path(key), b.path(key)));
        } else if (!a.equals(b)) {
            unlike.add(path + ": A " + text(a) + ", B " + text(b));
        }
    }

    private static String text(final JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "not known" : node.toString();
    }

    /** What must be said beside every figure: which of the two must not be quoted; empty if both may be. */
    public String marks() {
        final Marks ofA = Marks.of(a);
        final Marks ofB = Marks.of(b);
        final List<String> marks = new ArrayList<>();
        if (!ofA.none()) {
            marks.add("A " + ofA.verdict());
        }
        if (!ofB.none()) {
            marks.add("B " + ofB.verdict());
        }
        return String.join("; ", marks);
    }

    /** Whether the second run is certainly worse: a higher p99 from the due time, more errors, a lower rate, or fewer bids. */
    public boolean isWorse() {
        return differences.stream().anyMatch(Comparison::isWorse);
    }

    private static boolean isWorse(final Difference difference) {
        if (difference.figure().equals(Figure.P99) || difference.figure().equals(Figure.ERRORS)) {
            return difference.isHigher();
        }
        return (difference.figure().equals(Figure.ACHIEVED)
                        || difference.figure().equals(Figure.BIDS))
                && difference.isLower();
    }

    /** Whether nothing can be said: one of the runs must not be quoted, or there are too few repetitions. */
    public boolean isOpen() {
        return !marks().isEmpty()
                || differences.stream().anyMatch(difference -> difference.verdict() == Difference.Verdict.CANNOT_TELL);
    }
}
