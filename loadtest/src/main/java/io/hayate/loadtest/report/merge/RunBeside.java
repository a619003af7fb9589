package io.hayate.loadtest.report.merge;

import io.hayate.loadtest.report.figures.Repetition;
import io.hayate.loadtest.report.figures.RunFiles;
import io.hayate.loadtest.report.figures.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The repetition that a histogram log is of, from the JSON beside it. */
final class RunBeside {
    private static final Pattern NAME = Pattern.compile("(.*?)(?:-(\\d{1,6}))?\\.hlog");

    private RunBeside() {}

    /**
     * Nothing if there is no JSON beside it.
     *
     * @throws IOException if there is one that is not that of a run
     */
    static @Nullable Repetition find(final Path log) throws IOException {
        final String name = String.valueOf(log.getFileName());
        if (!name.endsWith(".hlog")) {
            return null;
        }
        final String stem = name.substring(0, name.length() - ".hlog".length());
        final Path own = log.resolveSibling(stem + ".json");
        if (Files.exists(own)) {
            return repetition(RunFiles.read(own), 1);
        }
        final Matcher numbered = NAME.matcher(name);
        if (numbered.matches() && numbered.group(2) != null) {
            final Path ofAll = log.resolveSibling(numbered.group(1) + ".json");
            if (Files.exists(ofAll)) {
                return repetition(RunFiles.read(ofAll), Integer.parseInt(numbered.group(2)));
            }
        }
        return null;
    }

    private static @Nullable Repetition repetition(final RunRecord run, final int number) {
        return number >= 1 && number <= run.repetitions().size()
                ? run.repetitions().get(number - 1)
                : null;
    }
}
