package io.hayate.benchmarks;

import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command leaves what it measured as JSON, as an option. Owned by the main thread. */
final class ResultsFile {
    @Option(names = "--json", paramLabel = "FILE", description = "write what was measured there, for programs")
    private @Nullable Path file;

    void write(final Results results) throws IOException {
        if (file != null) {
            results.write(file);
        }
    }
}
