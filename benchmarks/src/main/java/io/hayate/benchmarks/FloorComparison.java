package io.hayate.benchmarks;

import io.hayate.benchmarks.compare.Comparison;
import io.hayate.benchmarks.compare.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a bidder costs above {@link FloorServer}, over HTTP, side by side: server CPU for each answered request in
 * interleaved slices, garbage, memory. Owned by the main thread.
 */
@Command(
        name = "FloorComparison",
        description = "Compares a bidder with a floor server that answers the same mix without looking at requests.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:figures that count",
            "1:a server could not be started, or did not answer as it should",
            "2:usage",
            "3:invalid: fewer than half of the bidder's answers are bids"
        })
public final class FloorComparison implements Callable<Integer> {
    private static final int EXIT_INVALID = 3;

    @Option(names = "--quick", description = "few campaigns and requests: to see that it works, not for figures")
    private boolean quick;

    @Option(names = "--campaigns", defaultValue = "10000", description = "generated campaigns")
    private int campaigns;

    @Option(names = "--creatives", defaultValue = "0", description = "of each campaign; 0: one to six")
    private int creatives;

    @Option(names = "--distinct", defaultValue = "16384", description = "generated requests, sent in turn")
    private int distinct;

    @Option(names = "--request-bytes", defaultValue = "1500", description = "requests of two to four thirds of this")
    private int requestBytes;

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "keep-alive connections, one request under way on each")
    private int connections;

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "0",
            description = "requests per second; 0: closed loop, the next request when the answer has come")
    private int rate;

    @Option(names = "--loops", defaultValue = "1", description = "bid loops of each server")
    private int loops;

    @Option(names = "--warm-up", defaultValue = "1500000", description = "requests to each server before it is pinned")
    private int warmUp;

    @Option(names = "--pairs", defaultValue = "16", description = "slices of each server, in turn")
    private int pairs;

    @Option(names = "--slice", defaultValue = "60000", description = "requests of a slice")
    private int slice;

    @Option(
            names = "--pin",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "servers to one core, client to the others")
    private boolean pin;

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new FloorComparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            throw new ParameterException(spec.commandLine(), "needs /proc, as Linux has it");
        }
        requirePositive("--campaigns", campaigns);
        requirePositive("--distinct", distinct);
        requirePositive("--request-bytes", requestBytes);
        requirePositive("--connections", connections);
        requirePositive("--loops", loops);
        requirePositive("--warm-up", warmUp);
        requirePositive("--pairs", pairs);
        requirePositive("--slice", slice);
        if (rate < 0 || creatives < 0) {
            throw new ParameterException(spec.commandLine(), "--rate and --creatives must not be below 0");
        }
        try (Servers servers =
                Servers.prepare(jvm.options(spec.commandLine(), settings().campaigns()))) {
            final boolean valid = new Comparison(settings(), spec.commandLine().getOut()).run(servers);
            return valid ? CommandLine.ExitCode.OK : EXIT_INVALID;
        } catch (final IOException e) {
            spec.commandLine().getErr().println("FloorComparison: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Comparison.Settings settings() {
        if (quick) {
            // Enough to see that all of it works; figures of it say nothing.
            return new Comparison.Settings(1_000, creatives, 1_000, requestBytes, 8, rate, loops, 2_000, 2, 2_000, pin);
        }
        return new Comparison.Settings(
                campaigns, creatives, distinct, requestBytes, connections, rate, loops, warmUp, pairs, slice, pin);
    }

    private void requirePositive(final String option, final int value) {
        if (value <= 0) {
            throw new ParameterException(spec.commandLine(), option + " must be above 0, not " + value);
        }
    }
}
