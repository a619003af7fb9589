package io.hayate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What measured servers are sent, and on which cores, as options of a command. Owned by the main thread. */
final class LoadOptions {
    @Option(names = "--distinct", defaultValue = "16384", description = "generated requests, sent in turn")
    int distinct;

    @Option(names = "--request-bytes", defaultValue = "1500", description = "requests of two to four thirds of this")
    int requestBytes;

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "keep-alive connections to a bid port, one request under way on each")
    int connections;

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "0",
            description = "requests per second in slices; 0: closed loop, the next request when the answer has come")
    int rate;

    @Option(names = "--loops", defaultValue = "1", description = "bid loops of each server")
    int loops;

    @Option(
            names = "--pin",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "in slices, servers to one core, the client to the others")
    boolean pin;

    /** Throws what tells the user which option cannot be. */
    void check(final CommandLine command) {
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            throw new ParameterException(command, "needs /proc, as Linux has it");
        }
        requirePositive(command, "--distinct", distinct);
        requirePositive(command, "--request-bytes", requestBytes);
        requirePositive(command, "--connections", connections);
        requirePositive(command, "--loops", loops);
        requireNotBelowZero(command, "--rate", rate);
    }

    static void requirePositive(final CommandLine command, final String option, final int value) {
        if (value <= 0) {
            throw new ParameterException(command, option + " must be above 0, not " + value);
        }
    }

    static void requireNotBelowZero(final CommandLine command, final String option, final int value) {
        if (value < 0) {
            throw new ParameterException(command, option + " must not be below 0, but is " + value);
        }
    }
}
