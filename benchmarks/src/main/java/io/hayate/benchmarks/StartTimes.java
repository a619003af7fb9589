package io.hayate.benchmarks;

import io.hayate.benchmarks.compare.Servers;
import io.hayate.benchmarks.compare.StartFigures;
import io.hayate.benchmarks.results.Results;
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
 * How long a bidder takes until it is ready: from a file of campaigns, again after a clean end and after {@code kill -9},
 * empty, and to take in all campaigns by one POST. Owned by the main thread.
 */
@Command(
        name = "StartTimes",
        description = "Starts a bidder with many campaigns in several ways: time, CPU and memory until it is ready.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:figures that count",
            "1:the bidder could not be started, or did not answer as it should",
            "2:usage",
            "3:invalid: after a start fewer than half of the answers are bids"
        })
public final class StartTimes implements Callable<Integer> {
    private static final int EXIT_INVALID = 3;
    private static final int QUICK_CAMPAIGNS = 1_000;
    private static final int REQUESTS = 1_000;

    @Option(names = "--quick", description = "few campaigns, one round: to see that it works, not for figures")
    private boolean quick;

    @Option(names = "--campaigns", defaultValue = "100000", description = "generated campaigns")
    private int campaigns;

    @Option(names = "--creatives", defaultValue = "3", description = "of each campaign; 0: one to six")
    private int creatives;

    @Option(names = "--rounds", defaultValue = "3", description = "of all starts")
    private int rounds;

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Mixin
    private final ResultsFile json = new ResultsFile();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new StartTimes()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final CommandLine command = spec.commandLine();
        if (!Files.isDirectory(Path.of("/proc/self/task"))) {
            throw new ParameterException(command, "needs /proc, as Linux has it");
        }
        LoadOptions.requirePositive(command, "--campaigns", campaigns);
        LoadOptions.requireNotBelowZero(command, "--creatives", creatives);
        LoadOptions.requirePositive(command, "--rounds", rounds);
        final StartFigures.Settings settings = quick
                ? new StartFigures.Settings(QUICK_CAMPAIGNS, creatives, 1, REQUESTS)
                : new StartFigures.Settings(campaigns, creatives, rounds, REQUESTS);
        try (Servers servers = Servers.prepare(jvm.options(command, settings.campaigns()))) {
            final Results results = new StartFigures(settings, command.getOut()).run(servers);
            json.write(results);
            return results.isValid() ? CommandLine.ExitCode.OK : EXIT_INVALID;
        } catch (final IOException e) {
            command.getErr().println("StartTimes: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
