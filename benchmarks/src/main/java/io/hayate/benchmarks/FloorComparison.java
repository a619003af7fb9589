package io.hayate.benchmarks;

import io.hayate.benchmarks.compare.Comparison;
import io.hayate.benchmarks.compare.Servers;
import io.hayate.benchmarks.results.Results;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(names = "--warm-up", defaultValue = "1500000", description = "requests to each server before it is pinned")
    private int warmUp;

    @Option(names = "--pairs", defaultValue = "16", description = "slices of each server, in turn")
    private int pairs;

    @Option(names = "--slice", defaultValue = "60000", description = "requests of a slice")
    private int slice;

    @Option(
            names = "--against-bidder",
            paramLabel = "FLAGS",
            defaultValue = "",
            description =
                    "compare with a second bidder with these flags, such as --explain=false, not with a floor server")
    private String otherFlags = "";

    @Option(
            names = "--money",
            description =
                    "the bidder's campaigns have budgets, even pacing and frequency caps, out of reach; compared with"
                            + " a second bidder whose campaigns have none and which keeps no bid log")
    private boolean money;

    @Mixin
    private final LoadOptions load = new LoadOptions();

    @Mixin
    private final ServerJvm jvm = new ServerJvm();

    @Mixin
    private final ResultsFile json = new ResultsFile();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new FloorComparison()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final CommandLine command = spec.commandLine();
        load.check(command);
        LoadOptions.requirePositive(command, "--campaigns", campaigns);
        LoadOptions.requireNotBelowZero(command, "--creatives", creatives);
        LoadOptions.requirePositive(command, "--warm-up", warmUp);
        LoadOptions.requirePositive(command, "--pairs", pairs);
        LoadOptions.requirePositive(command, "--slice", slice);
        try (Servers servers = Servers.prepare(jvm.options(command, settings().campaigns()))) {
            final Results results = new Comparison(settings(), command.getOut()).run(servers);
            json.write(results);
            return results.isValid() ? CommandLine.ExitCode.OK : EXIT_INVALID;
        } catch (final IOException e) {
            command.getErr().println("FloorComparison: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static List<String> words(final String text) {
        return Stream.of(text.split("\\s+", -1)).filter(each -> !each.isEmpty()).toList();
    }

    private List<String> otherFlags() {
        return money ? List.of("--bid-log-sample=0") : words(otherFlags);
    }

    private Comparison.Settings settings() {
        if (quick) {
            // Enough to see that all of it works; figures of it say nothing.
            return new Comparison.Settings(
                    1_000,
                    creatives,
                    1_000,
                    load.requestBytes,
                    8,
                    load.rate,
                    load.loops,
                    2_000,
                    2,
                    2_000,
                    load.pin,
                    otherFlags(),
                    money);
        }
        return new Comparison.Settings(
                campaigns,
                creatives,
                load.distinct,
                load.requestBytes,
                load.connections,
                load.rate,
                load.loops,
                warmUp,
                pairs,
                slice,
                load.pin,
                otherFlags(),
                money);
    }
}
