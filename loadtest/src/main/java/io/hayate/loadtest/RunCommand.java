package io.hayate.loadtest;

import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckOptions;
import io.hayate.loadtest.report.Drift;
import io.hayate.loadtest.report.HistogramFiles;
import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code run}: sends traffic to a bidder that is already running. Owned by the main thread. */
@Command(
        name = "run",
        description = "Sends bid requests when they are due and prints the latencies.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:figures that count",
            "1:the bidder could not be reached, or some answers were invalid or errors",
            "2:usage",
            "3:invalid run: the rate was not held, too few were answered in time, or the sender itself was late",
            "99:valid figures that miss --slo"
        })
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080/openrtb2/demo",
            description = "where to; several times for several replicas (default: ${DEFAULT-VALUE})")
    private List<String> urls = List.of();

    @Mixin
    private SendOptions options = new SendOptions();

    @Mixin
    private CheckOptions checkOptions = new CheckOptions();

    @Option(names = "--hgrm", paramLabel = "FILE", description = "write the percentiles from the due time to a file")
    private @Nullable Path percentilesFile;

    @Option(names = "--hlog", paramLabel = "FILE", description = "write both histograms to an HdrHistogram log")
    private @Nullable Path logFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final SendPlan plan;
        final RequestPool pool;
        final BidChecker bidChecker = new BidChecker(checkOptions.settings(spec.commandLine()));
        try {
            final List<Target> targets = urls.stream().map(Target::parse).toList();
            pool = options.pool(targets.get(0));
            plan = options.plan(targets, SendPlan.TMAX);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (pool;
                AnswerChecker checker = options.checker(bidChecker::sentences, SendOptions.Check.SAMPLED)) {
            terminal.heading(String.format(
                    Locale.ROOT,
                    "%s%s to %s, %,d distinct",
                    plan.schedule(),
                    plan.schedule().isClosedLoop()
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %,.0f requests/s",
                                    plan.schedule().ratePerSecond()),
                    plan.target(),
                    pool.count()));
            options.traffic().remarks().forEach(remark -> terminal.line("  " + remark));
            final RunReport report = new RunReport(terminal, pool);
            final Drift drift = new Drift(plan.durationNs());
            final SendResult result;
            try {
                result = report.run(plan, options.warmUpNs(), checker, drift);
            } catch (final IOException e) {
                terminal.line(terminal.tone(Terminal.Tone.BAD, "  " + e.getMessage()));
                return LoadTest.EXIT_FAILED;
            }
            terminal.line("");
            final List<String> reasonsInvalid = result.reasonsInvalid(options.maxLagNs());
            report.show(result, reasonsInvalid, checker);
            if (options.isSoak()) {
                terminal.line("");
                drift.lines().forEach(terminal::line);
            }
            writeFiles(result);
            if (result.invalid() + result.count(SendCount.HTTP_ERRORS) + result.count(SendCount.BROKEN) > 0) {
                return LoadTest.EXIT_FAILED;
            }
            return reasonsInvalid.isEmpty() ? LoadTest.EXIT_OK : LoadTest.EXIT_INVALID_RUN;
        }
    }

    private void writeFiles(final SendResult result) throws IOException {
        if (percentilesFile != null) {
            HistogramFiles.writePercentiles(percentilesFile, result.latency().fromDue());
        }
        if (logFile != null) {
            HistogramFiles.writeLog(
                    logFile, result.latency().fromDue(), result.latency().fromSend());
        }
    }
}
