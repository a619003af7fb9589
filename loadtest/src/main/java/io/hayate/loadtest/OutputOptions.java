package io.hayate.loadtest;

import io.hayate.loadtest.report.RunOutputs;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the figures of a run are left. Filled by picocli, read by the command. Owned by the main thread. */
public final class OutputOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "write the figures there as JSON, HTML, JUnit XML, HdrHistogram files and a line for each second")
    private @Nullable Path directory;

    @Option(names = "--name", defaultValue = "run", description = "of these files (default: ${DEFAULT-VALUE})")
    private String name = "";

    /**
     * Null if nothing is to be left.
     *
     * @throws IOException if the directory cannot be made
     */
    public @Nullable RunOutputs open(final CommandLine command, final int repetitions) throws IOException {
        if (directory == null) {
            return null;
        }
        try {
            return RunOutputs.open(
                    directory, name, command.getParent().getParseResult().originalArgs(), repetitions);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }
}
