package io.hayate.loadtest.demo;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.SendOptions;
import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import io.hayate.loadtest.traffic.Inventory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a bidder, sends traffic to it, shows what came of it, stops it. Owned by the thread that runs it. */
@Command(
        name = "demo",
        description =
                "Starts a bidder with the sample campaigns, sends it traffic, shows the figures and a bid, stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing was wrong", "1:something was", "2:usage"})
public final class DemoCommand implements Callable<Integer> {
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final double NS_PER_SECOND = 1e9;
    private static final int REASONS_SHOWN = 10;
    /** Longer than requests allow: a laptop is busy with other things, too. */
    private static final long DEFAULT_TIMEOUT_NS = 1_000_000_000L;

    /** A busy laptop may hold up a few requests for a second; more is the bidder's fault. */
    private static final double MAX_TIMEOUT_SHARE = 0.001;

    @Option(
            names = "--bidder-jar",
            paramLabel = "FILE",
            defaultValue = "bidder/target/bidder.jar",
            description = "the bidder to start (default: ${DEFAULT-VALUE})")
    private Path bidderJar = Path.of("");

    @Option(
            names = "--campaigns",
            paramLabel = "FILE",
            defaultValue = "bidder/samples/campaigns.ndjson",
            description = "what it bids for (default: ${DEFAULT-VALUE})")
    private Path campaigns = Path.of("");

    @Mixin
    private SendOptions options = new SendOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<String> problems = new ArrayList<>();
    private volatile boolean exiting;
    private Terminal terminal = Terminal.of(new PrintWriter(Writer.nullWriter()));

    @Override
    public Integer call() throws IOException, InterruptedException {
        terminal = Terminal.of(spec.commandLine().getOut());
        requireFile(bidderJar);
        requireFile(campaigns);
        terminal.heading("Starting a bidder");
        final long startNs = System.nanoTime();
        try (BidderProcess bidder = BidderProcess.start(bidderJar, campaigns)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> onExit(bidder), "stop-bidder"));
            terminal.line("  " + bidderJar + " as process " + bidder.pid());
            if (bidder.awaitReady(READY_LIMIT)) {
                terminal.line(String.format(
                        Locale.ROOT, "  ready after %.1f s", (System.nanoTime() - startNs) / NS_PER_SECOND));
                drive(bidder);
            } else {
                problems.add("the bidder did not become ready");
            }
            stop(bidder);
        } catch (final IOException e) {
            if (!exiting) {
                throw e;
            }
            // Interrupted by the user: the bidder went away under us.
        }
        return conclude();
    }

    /** After a normal end there is nothing left to do; after Ctrl-C everything. */
    private void onExit(final BidderProcess bidder) {
        exiting = true;
        terminal.mute();
        bidder.close();
    }

    private void requireFile(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no such file: " + file + " (build first, and run from the project's directory)");
        }
    }

    private void drive(final BidderProcess bidder) throws IOException, InterruptedException {
        final Target target = Target.parse(bidder.bidUrl(Inventory.EXCHANGE));
        final SendPlan plan;
        final RequestPool pool;
        try {
            pool = options.pool(target);
            plan = options.plan(List.of(target), DEFAULT_TIMEOUT_NS);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (pool;
                AnswerChecker checker = options.checker(LoadTest.ANSWER_CHECK, SendOptions.Check.ALL)) {
            terminal.heading(String.format(
                    Locale.ROOT,
                    "Sending %,.0f requests a second for %.0f s",
                    plan.schedule().ratePerSecond(),
                    plan.durationNs() / NS_PER_SECOND));
            final RunReport report = new RunReport(terminal, pool);
            final SendResult result = report.run(plan, options.warmUpNs(), checker);
            terminal.heading("Result");
            report.show(result, List.of(), checker);
            // A laptop may be busy with other things: the demo says so, but has still shown what it is to show.
            result.reasonsInvalid(options.maxLagNs())
                    .forEach(reason -> terminal.line(
                            terminal.tone(Tone.BAD, "  This machine was too busy for good figures: " + reason)));
            judge(result);
            if (bidder.isAlive()) {
                showBid(bidder, pool);
                terminal.heading("Why it did not bid, by its metrics");
                NoBidReasons.lines(bidder.get("/metrics").body(), REASONS_SHOWN).forEach(terminal::line);
            } else {
                problems.add("the bidder died");
            }
        }
    }

    private void judge(final SendResult result) {
        if (result.invalid() > 0) {
            problems.add("invalid answers: " + result.invalid());
        }
        final long errors = result.count(SendCount.HTTP_ERRORS) + result.count(SendCount.BROKEN);
        if (errors > 0) {
            problems.add("requests that ended in an error: " + errors);
        }
        final long timeouts = result.count(SendCount.TIMEOUTS) + result.count(SendCount.UNSENT);
        if (timeouts > MAX_TIMEOUT_SHARE * result.count(SendCount.SENT)) {
            problems.add("requests without an answer in time: " + timeouts);
        }
    }

    private void showBid(final BidderProcess bidder, final RequestPool pool) throws IOException, InterruptedException {
        final SampleBid sample = SampleBid.find(bidder, pool);
        if (sample == null) {
            problems.add("the bidder did not bid");
        } else {
            sample.show(terminal);
        }
    }

    private void stop(final BidderProcess bidder) throws IOException, InterruptedException {
        terminal.heading("Stopping the bidder");
        final int exitCode = bidder.stop();
        terminal.line("  it ended with exit code " + exitCode);
        if (exitCode != 0) {
            problems.add("the bidder ended with exit code " + exitCode);
        }
        if (!problems.isEmpty()) {
            terminal.heading("What the bidder printed last");
            bidder.logTail().forEach(line -> terminal.line("  " + line));
        }
    }

    private int conclude() {
        terminal.line("");
        if (problems.isEmpty()) {
            terminal.line(terminal.tone(Tone.GOOD, "All well; everything is stopped and its files are deleted."));
            return LoadTest.EXIT_OK;
        }
        problems.forEach(problem -> terminal.line(terminal.tone(Tone.BAD, "PROBLEM: " + problem)));
        return LoadTest.EXIT_FAILED;
    }
}
