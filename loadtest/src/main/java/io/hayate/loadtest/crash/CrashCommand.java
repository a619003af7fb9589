package io.hayate.loadtest.crash;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.report.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code crashes}: kills a bidder under load. Owned by the main thread. */
@Command(
        name = "crashes",
        description = "Kills a bidder under load, again and again, and checks its money log and its ledger.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing was lost or booked twice",
            "1:something was, or the bidder could not be run",
            "2:usage"
        })
public final class CrashCommand implements Callable<Integer> {
    @Option(
            names = "--bidder-jar",
            paramLabel = "FILE",
            defaultValue = "bidder/target/bidder.jar",
            description = "the bidder to start and kill")
    private Path bidderJar = Path.of("");

    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "how often")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the traffic and of the instants")
    private long seed;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "8", description = "for bids and notices")
    private int connections;

    @Option(
            names = "--max-life-ms",
            paramLabel = "MS",
            defaultValue = "1500",
            description = "from ready to the kill at most; each is drawn")
    private int maxLifeMs;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "of the data directory and the bidder's output, kept; else a new one in the temporary folder")
    private @Nullable Path folder;

    @Option(names = "--flag", paramLabel = "FLAG", description = "further one for the bidder, such as --flag=--loops=2")
    private List<String> flags = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        if (!Files.isReadable(bidderJar)) {
            throw new ParameterException(spec.commandLine(), "--bidder-jar: " + bidderJar + " cannot be read");
        }
        if (kills < 1 || connections < 1 || maxLifeMs < 1) {
            throw new ParameterException(spec.commandLine(), "--kills, --connections and --max-life-ms are above 0");
        }
        final List<String> bidder = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", bidderJar.toString());
        final Path place = folder == null ? Files.createTempDirectory("hayate-crashes-") : folder;
        terminal.heading(String.format(Locale.ROOT, "%,d kills of %s, in %s", kills, bidderJar, place));
        final boolean kept = new CrashRun(
                        new CrashSettings(bidder, place, kills, seed, connections, maxLifeMs, flags), terminal::line)
                .run(JournalProgram.process(bidder));
        terminal.line(
                kept
                        ? terminal.tone(Terminal.Tone.GOOD, "  nothing is lost, nothing is booked twice")
                        : terminal.tone(Terminal.Tone.BAD, "  what was answered is NOT all kept"));
        return kept ? LoadTest.EXIT_OK : LoadTest.EXIT_FAILED;
    }
}
