package io.hayate.benchmarks;

import io.hayate.benchmarks.changes.LiveChangeFigures;
import io.hayate.benchmarks.compare.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What changes of campaigns cost a bidder under load, and how soon they act: CPU of the bid loops for each answered request
 * at several rates of changes, in interleaved slices; the time from a change to the first bid that shows it, and from the
 * kill switch to the last bid. Owned by the main thread.
 */
@Command(
        name = "LiveChanges",
        description = "Changes campaigns of a bidder under load: what it costs, and how soon it acts.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:figures that count",
            "1:the bidder could not be started, or did not answer as it should",
            "2:usage",
            "3:invalid: too few bids, changes refused or not sustained, or probes lost"
        })
public final class LiveChanges implements Callable<Integer> {
    private static final int EXIT_INVALID = 3;

    @Option(names = "--quick", description = "few campaigns and short slices: to see that it works, not for figures")
    private boolean quick;

    @Option(names = "--campaigns", defaultValue = "100000", description = "generated campaigns")
    private int campaigns;

    @Option(names = "--creatives", defaultValue = "3", description = "of each campaign; 0: one to six")
    private int creatives;

    @Option(
            names = "--changes",
            split = ",",
            defaultValue = "10,1000",
            paramLabel = "PER_SECOND",
            description = "rates of changes that are held against none")
    private List<Integer> changes = List.of();

    @Option(
            names = "--change-connections",
            defaultValue = "64",
            description = "to the admin port, one change under way on each")
    private int changeConnections;

    @Option(names = "--distinct", defaultValue = "16384", description = "generated requests, sent in turn")
    private int distinct;

    @Option(names = "--request-bytes", defaultValue = "1500", description = "requests of two to four thirds of this")
    private int requestBytes;

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "to the bid port, keep-alive, one request under way on each")
    private int connections;

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "0",
            description = "requests per second in slices; 0: closed loop, the next request when the answer has come")
    private int rate;

    @Option(names = "--loops", defaultValue = "1", description = "bid loops of the bidder")
    private int loops;

    @Option(
            names = "--warm-up",
            defaultValue = "750000",
            description = "requests without changes, and as many with the highest rate of them")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "12", description = "slices of each rate, in turn")
    private int rounds;

    @Option(names = "--slice", defaultValue = "10", description = "seconds of a slice, after half as many unmeasured")
    private int sliceSeconds;

    @Option(
            names = "--probes",
            defaultValue = "200",
            description =
                    "changes and switches that are timed, without other changes and with the highest rate; 0: none")
    private int probes;

    @Option(names = "--probe-rate", defaultValue = "2000", description = "requests per second beside the probes")
    private int probeRate;

    @Option(
            names = "--pin",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "in slices, the bidder to one core, the client to the others")
    private boolean pin;

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new LiveChanges()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            throw new ParameterException(spec.commandLine(), "needs /proc, as Linux has it");
        }
        requirePositive("--campaigns", campaigns);
        changes.forEach(each -> requirePositive("--changes", each));
        requirePositive("--change-connections", changeConnections);
        requirePositive("--distinct", distinct);
        requirePositive("--request-bytes", requestBytes);
        requirePositive("--connections", connections);
        requirePositive("--loops", loops);
        requirePositive("--warm-up", warmUp);
        requirePositive("--rounds", rounds);
        requirePositive("--slice", sliceSeconds);
        requirePositive("--probe-rate", probeRate);
        if (rate < 0 || creatives < 0 || probes < 0) {
            throw new ParameterException(spec.commandLine(), "--rate, --creatives and --probes must not be below 0");
        }
        final LiveChangeFigures.Settings settings = settings();
        try (Servers servers = Servers.prepare(jvm.options(spec.commandLine(), settings.campaigns()))) {
            final boolean valid =
                    new LiveChangeFigures(settings, spec.commandLine().getOut()).run(servers);
            return valid ? CommandLine.ExitCode.OK : EXIT_INVALID;
        } catch (final IOException e) {
            spec.commandLine().getErr().println("LiveChanges: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private LiveChangeFigures.Settings settings() {
        if (quick) {
            // Enough to see that all of it works, parts of the index included; figures of it say nothing.
            return new LiveChangeFigures.Settings(
                    3_000,
                    creatives,
                    List.of(10, 100),
                    8,
                    new LiveChangeFigures.BidLoad(1_000, requestBytes, 8, rate, 500, loops, 2_000),
                    1,
                    500,
                    5,
                    pin);
        }
        return new LiveChangeFigures.Settings(
                campaigns,
                creatives,
                changes,
                changeConnections,
                new LiveChangeFigures.BidLoad(distinct, requestBytes, connections, rate, probeRate, loops, warmUp),
                rounds,
                Math.multiplyExact(sliceSeconds, 1_000),
                probes,
                pin);
    }

    private void requirePositive(final String option, final int value) {
        if (value <= 0) {
            throw new ParameterException(spec.commandLine(), option + " must be above 0, not " + value);
        }
    }
}
