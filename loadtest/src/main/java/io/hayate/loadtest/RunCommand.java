package io.hayate.loadtest;

import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckOptions;
import io.hayate.loadtest.report.Drift;
import io.hayate.loadtest.report.Interruption;
import io.hayate.loadtest.report.RunOutputs;
import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.search.Slo;
import io.hayate.loadtest.search.Verdict;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
            "99:figures that count and miss the objective of --slo"
        })
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080/openrtb2/demo",
            description = "where to; several times for several replicas (default: ${DEFAULT-VALUE})")
    private List<String> urls = List.of();

    @Mixin
    private SendOptions options = new SendOptions();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "how many times it is sent, one after the other; their spread is the noise (default: ${DEFAULT-VALUE})")
    private int repetitions;

    @Option(
            names = "--slo",
            paramLabel = "OBJECTIVES",
            description = "what the bidder must keep, such as p99=10ms,errors=0.1%%; exit code 99 if it does not")
    private @Nullable Slo slo;

    @Option(
            names = "--start-at",
            paramLabel = "INSTANT",
            description = "when the first request is due, such as 2026-11-23T12:00:00Z: for several generators at once")
    private @Nullable Instant startAt;

    @Mixin
    private OutputOptions outputOptions = new OutputOptions();

    @Mixin
    private CheckOptions checkOptions = new CheckOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    @SuppressWarnings("try") // the interruption is there for what happens meanwhile
    public Integer call() throws IOException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final SendPlan plan;
        final RequestPool pool;
        final BidChecker bidChecker = new BidChecker(checkOptions.settings(spec.commandLine()));
        try {
            if (repetitions < 1) {
                throw new IllegalArgumentException("--repeat must be above 0, not " + repetitions);
            }
            final List<Target> targets = urls.stream().map(Target::parse).toList();
            pool = options.pool(targets.get(0));
            plan = options.plan(targets, SendPlan.TMAX);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        final RunReport report = new RunReport(terminal, pool);
        if (startAt != null) {
            report.startAt(startAt);
        }
        try (pool;
                Interruption interruption = new Interruption(report::interrupt);
                RunOutputs outputs = outputOptions.open(spec.commandLine(), repetitions)) {
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
            return run(terminal, report, plan, bidChecker, outputs);
        } catch (final IOException e) {
            terminal.line(terminal.tone(Tone.BAD, "  " + LoadTest.sentence(e)));
            return LoadTest.EXIT_FAILED;
        }
    }

    private int run(
            final Terminal terminal,
            final RunReport report,
            final SendPlan plan,
            final BidChecker bidChecker,
            final @Nullable RunOutputs outputs)
            throws IOException {
        int exitCode = LoadTest.EXIT_OK;
        final List<Verdict> verdicts = new ArrayList<>();
        boolean reached = true;
        for (int repetition = 1; reached && repetition <= repetitions && !report.isInterrupted(); repetition++) {
            if (repetitions > 1) {
                terminal.line(String.format(Locale.ROOT, "  repetition %d of %d", repetition, repetitions));
            }
            try (AnswerChecker checker = options.checker(bidChecker::sentences, SendOptions.Check.SAMPLED)) {
                final Drift drift = new Drift(plan.durationNs());
                final RunWatch files = outputs == null ? second -> {} : outputs.openRepetition();
                final SendResult result =
                        report.run(plan, repetition == 1 ? options.warmUpNs() : 0, checker, drift, files);
                final List<String> reasonsInvalid = result.reasonsInvalid(options.maxLagNs());
                terminal.line("");
                report.show(result, reasonsInvalid, checker);
                if (options.isSoak()) {
                    terminal.line("");
                    drift.lines().forEach(terminal::line);
                }
                terminal.line("");
                if (outputs != null) {
                    outputs.closeRepetition(result, reasonsInvalid);
                }
                if (slo != null) {
                    verdicts.addAll(slo.verdicts(result));
                }
                exitCode = worse(exitCode, exitCode(result, reasonsInvalid));
            } catch (final IOException e) {
                if (repetition == 1) {
                    throw e;
                }
                // What was measured before the bidder went away is kept.
                terminal.line(terminal.tone(Tone.BAD, "  " + LoadTest.sentence(e)));
                exitCode = LoadTest.EXIT_FAILED;
                reached = false;
            }
        }
        for (final Verdict verdict : verdicts) {
            terminal.line(terminal.tone(verdict.met() ? Tone.GOOD : Tone.BAD, "  SLO: " + verdict));
        }
        if (outputs != null) {
            outputs.finish(verdicts.stream().map(RunCommand::row).toList());
            outputs.files().forEach(file -> terminal.line("  written: " + file));
        }
        final boolean missed = verdicts.stream().anyMatch(verdict -> !verdict.met());
        return exitCode == LoadTest.EXIT_OK && missed ? LoadTest.EXIT_SLO_MISSED : exitCode;
    }

    private static SloVerdict row(final Verdict verdict) {
        return new SloVerdict(verdict.objective().toString(), verdict.met(), verdict.toString());
    }

    /** A wrong answer says more than a run that does not count. */
    private static int exitCode(final SendResult result, final List<String> reasonsInvalid) {
        if (result.invalid() + result.errors() > 0) {
            return LoadTest.EXIT_FAILED;
        }
        return reasonsInvalid.isEmpty() ? LoadTest.EXIT_OK : LoadTest.EXIT_INVALID_RUN;
    }

    private static int worse(final int one, final int other) {
        return one == LoadTest.EXIT_FAILED || other == LoadTest.EXIT_FAILED
                ? LoadTest.EXIT_FAILED
                : Math.max(one, other);
    }
}
