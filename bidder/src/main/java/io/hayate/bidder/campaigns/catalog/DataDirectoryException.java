package io.hayate.bidder.campaigns.catalog;

import java.util.List;

/** The data directory cannot be used; names every problem found. */
public final class DataDirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public DataDirectoryException(final List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public DataDirectoryException(final String problem, final Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One sentence each. */
    public List<String> problems() {
        return problems;
    }
}
