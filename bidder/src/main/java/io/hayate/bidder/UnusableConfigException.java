package io.hayate.bidder;

import java.util.List;

/** What the configuration names cannot be used; the program ends with code 2. */
final class UnusableConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    UnusableConfigException(final List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
