package io.hayate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the JVMs of measured servers are told, as options of a command. Owned by the main thread. */
final class ServerJvm {
    /** A gibibyte of heap beside the first one for so many campaigns: their documents and an index built aside. */
    private static final int CAMPAIGNS_PER_GIB = 50_000;

    @Option(
            names = "--jvm-options-file",
            paramLabel = "FILE",
            description = "JVM options of the servers, one a line (default: production's, for the JDK that runs this)")
    private @Nullable Path file;

    @Option(
            names = "--jvm-options",
            paramLabel = "OPTIONS",
            description =
                    "JVM options of the servers, after those of the file (default: a fixed heap of 1 GiB, and 1 GiB"
                            + " more for each 50,000 campaigns)")
    private @Nullable String more;

    List<String> options(final CommandLine command, final int campaigns) {
        final List<String> options = new ArrayList<>();
        try {
            options.addAll(file == null ? JvmOptions.ofThisJdk() : JvmOptions.of(file));
        } catch (final IOException e) {
            throw new ParameterException(command, "--jvm-options-file: cannot read " + file + ": " + e, e);
        }
        final String after = more == null ? heap(campaigns) : more;
        Stream.of(after.split("\\s+", -1)).filter(each -> !each.isEmpty()).forEach(options::add);
        return options;
    }

    private static String heap(final int campaigns) {
        final int gib = 1 + campaigns / CAMPAIGNS_PER_GIB;
        return "-Xms" + gib + "g -Xmx" + gib + "g";
    }
}
