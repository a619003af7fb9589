package io.hayate.loadtest.report.figures;

import java.nio.file.Path;

/**
 * What every output of a run must say besides its figures, in its content and in its file's name. Immutable; shared.
 *
 * @param invalid the figures must not be quoted
 * @param partial the run was interrupted
 */
public record Marks(boolean invalid, boolean partial) {
    private static final String INVALID = "INVALID";
    private static final String PARTIAL = "PARTIAL";

    /** Of a run that is still going on: who finds its files after a crash has a part of them. */
    public static final Marks RUNNING = new Marks(false, true);

    public static Marks of(final RunRecord run) {
        return new Marks(!run.valid(), run.interrupted());
    }

    /** As the name of a file tells. */
    public static Marks ofName(final Path file) {
        final String name = String.valueOf(file.getFileName());
        return new Marks(name.contains("-" + INVALID), name.contains("-" + PARTIAL));
    }

    /** As {@link #verdict} puts it into words, and as files say it inside; reasons may follow a colon. */
    public static Marks ofVerdict(final String verdict) {
        final int colon = verdict.indexOf(':');
        final String words = colon < 0 ? verdict : verdict.substring(0, colon);
        return new Marks(words.contains(INVALID), words.contains(PARTIAL));
    }

    public Marks and(final Marks other) {
        return new Marks(invalid || other.invalid, partial || other.partial);
    }

    public boolean none() {
        return !invalid && !partial;
    }

    /** What goes behind the run's name in a file's name. */
    public String suffix() {
        return (invalid ? "-" + INVALID : "") + (partial ? "-" + PARTIAL : "");
    }

    /** In words: {@code valid}, {@code INVALID}, {@code PARTIAL} or both. */
    public String verdict() {
        if (none()) {
            return "valid";
        }
        return invalid && partial ? INVALID + ", " + PARTIAL : invalid ? INVALID : PARTIAL;
    }
}
