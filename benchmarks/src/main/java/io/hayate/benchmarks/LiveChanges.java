package io.hayate.benchmarks;

import io.hayate.benchmarks.changes.LiveChangeFigures;
import io.hayate.benchmarks.compare.Servers;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Mixin
    private final ResultsFile json = new ResultsFile();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new LiveChanges()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final CommandLine command = spec.commandLine();
        load.check(command);
        LoadOptions.requirePositive(command, "--campaigns", campaigns);
        LoadOptions.requireNotBelowZero(command, "--creatives", creatives);
        changes.forEach(each -> LoadOptions.requirePositive(command, "--changes", each));
        LoadOptions.requirePositive(command, "--change-connections", changeConnections);
        LoadOptions.requirePositive(command, "--warm-up", warmUp);
        LoadOptions.requirePositive(command, "--rounds", rounds);
        LoadOptions.requirePositive(command, "--slice", sliceSeconds);
        LoadOptions.requireNotBelowZero(command, "--probes", probes);
        LoadOptions.requirePositive(command, "--probe-rate", probeRate);
        final LiveChangeFigures.Settings settings = settings();
        try (Servers servers = Servers.prepare(jvm.options(command, settings.campaigns()))) {
            final Results results = new LiveChangeFigures(settings, command.getOut()).run(servers);
            json.write(results);
            return results.isValid() ? CommandLine.ExitCode.OK : EXIT_INVALID;
        } catch (final IOException e) {
            command.getErr().println("LiveChanges: " + e.getMessage());
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
                    new LiveChangeFigures.BidLoad(1_000, load.requestBytes, 8, load.rate, 500, load.loops, 2_000),
                    1,
                    500,
                    5,
                    load.pin);
        }
        return new LiveChangeFigures.Settings(
                campaigns,
                creatives,
                changes,
                changeConnections,
                new LiveChangeFigures.BidLoad(
                        load.distinct, load.requestBytes, load.connections, load.rate, probeRate, load.loops, warmUp),
                rounds,
                Math.multiplyExact(sliceSeconds, 1_000),
                probes,
                load.pin);
    }
}
