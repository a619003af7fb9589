package io.hayate.loadtest.report.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run's figures depend on besides the bidder. No names of hosts or users, no paths. Immutable; shared.
 *
 * @param harness version of this program
 * @param commit of the working directory, with {@code -dirty} if files were changed; absent where that is no git checkout
 */
public record Environment(
        Machine machine, Jvm jvm, String harness, @Nullable String commit) {
    /**
     * @param processors that the JVM may use
     * @param containerCpus the container's limit; absent without one
     * @param containerMemoryBytes the container's limit; absent without one
     */
    public record Machine(
            @Nullable String cpu,
            int processors,
            long memoryBytes,
            @Nullable String os,
            String kernel,
            @Nullable Double containerCpus,
            @Nullable Long containerMemoryBytes) {}

    /** @param flags as given to the JVM, without properties of programs and without paths */
    public record Jvm(String jdk, List<String> flags, List<String> collectors, long maxHeapBytes) {
        public Jvm {
            flags = List.copyOf(flags);
            collectors = List.copyOf(collectors);
        }
    }
}
