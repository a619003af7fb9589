package io.hayate.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/** Collects the violations of one check. Owned by the thread that checks. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    void add(final Rule rule, final String path, final String message) {
        violations.add(new Violation(rule.label(), path, message));
    }

    void addAll(final Findings other) {
        violations.addAll(other.violations);
    }

    int count() {
        return violations.size();
    }

    List<Violation> toList() {
        return List.copyOf(violations);
    }
}
