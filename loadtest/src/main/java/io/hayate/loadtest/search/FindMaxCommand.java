package io.hayate.loadtest.search;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.SendOptions;
import io.hayate.loadtest.SpanNs;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckOptions;
import io.hayate.loadtest.report.Interruption;
import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Sub-command {@code find-max}: the highest rate at which a bidder keeps its objectives. Owned by the main thread. */
@Command(
        name = "find-max",
        description = "Looks for the highest rate at which a bidder keeps a service-level objective.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        modelTransformer = FindMaxCommand.SchedulesHidden.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:a rate was found and confirmed",
            "1:the bidder could not be reached, or answers broke rules",
            "2:usage",
            "3:the generator's own limit: what was found is a lower bound; or interrupted",
            "99:the objectives were missed at the lowest rate, too, or no rate could be confirmed"
        })
public final class FindMaxCommand implements Callable<Integer> {
    private static final String DEFAULT_ERRORS = "1%";
    private static final int CONFIRM_STEPS = 3;
    private static final List<String> SCHEDULES = List.of(
            "--rate",
            "--duration",
            "--profile",
            "--from",
            "--steps",
            "--fold",
            "--rise",
            "--closed",
            "--replay",
            "--speed");

    /** Options that this command refuses are not in its help. Immutable; shared. */
    static final class SchedulesHidden implements IModelTransformer {
        @Override
        public CommandSpec transform(final CommandSpec spec) {
            for (final String name : SCHEDULES) {
                final OptionSpec option = spec.findOption(name);
                spec.remove(option);
                spec.addOption(OptionSpec.builder(option).hidden(true).build());
            }
            return spec;
        }
    }

    @Option(
            names = "--slo",
            required = true,
            paramLabel = "SLO",
            description =
                    "what must be kept, such as p99=10ms,errors=0.1%%: p50 to p99.99, max, mean (from the due time),"
                            + " errors at most, bids at least; without errors, errors=1%% is added")
    private Slo slo = new Slo(List.of());

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080/openrtb2/demo",
            description = "where to; several times for several replicas (default: ${DEFAULT-VALUE})")
    private List<String> urls = List.of();

    @Option(
            names = "--from-rate",
            defaultValue = "500",
            description = "requests per second of the first step (default: ${DEFAULT-VALUE})")
    private double fromPerSecond;

    @Option(
            names = "--min-rate",
            defaultValue = "10",
            description = "of the lowest step, if the first is too high (default: ${DEFAULT-VALUE})")
    private double minPerSecond;

    @Option(
            names = "--to-rate",
            defaultValue = "1000000",
            description = "of the highest step (default: ${DEFAULT-VALUE})")
    private double toPerSecond;

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            description = "how far the lowest rate not kept may be above the rate found (default: ${DEFAULT-VALUE})")
    private String precision = "";

    @Option(names = "--step", defaultValue = "10s", description = "length of a step (default: ${DEFAULT-VALUE})")
    private SpanNs step = new SpanNs(0);

    @Option(names = "--confirm", description = "length of the confirmation (default: three steps)")
    private @Nullable SpanNs confirm;

    @Option(names = "--out", paramLabel = "DIR", description = "write NAME.json, NAME.csv and NAME.html there")
    private @Nullable Path out;

    @Option(names = "--name", defaultValue = "find-max", description = "of these files (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Mixin
    private SendOptions options = new SendOptions();

    @Mixin
    private CheckOptions checkOptions = new CheckOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final Slo objectives = slo.withErrorsAtMost(DEFAULT_ERRORS);
        final BidChecker bidChecker = new BidChecker(checkOptions.settings(spec.commandLine()));
        final SearchBounds bounds;
        final SendPlan plan;
        final RequestPool pool;
        try {
            refuseSchedules();
            bounds = bounds();
            final List<Target> targets = urls.stream().map(Target::parse).toList();
            pool = options.pool(targets.get(0));
            plan = options.plan(targets, SendPlan.TMAX);
            objectives.requireMissable(plan.timeoutNs());
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (pool;
                AnswerChecker checker = options.checker(bidChecker::sentences, SendOptions.Check.SAMPLED)) {
            terminal.heading(
                    String.format(Locale.ROOT, "the highest rate that keeps %s at %s", objectives, plan.target()));
            return search(terminal, objectives, bounds, plan, pool, checker);
        }
    }

    @SuppressWarnings("try") // the interruption is there for what happens meanwhile
    private int search(
            final Terminal terminal,
            final Slo objectives,
            final SearchBounds bounds,
            final SendPlan plan,
            final RequestPool pool,
            final @Nullable AnswerChecker checker)
            throws IOException {
        final CurveFiles.Question question = new CurveFiles.Question(
                plan.target().toString(), objectives, bounds, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        final FindMaxReport report = new FindMaxReport(terminal);
        final Terminal unseen = Terminal.of(spec.commandLine().getOut());
        unseen.mute(); // a line for each step is enough
        final RunReport runs = new RunReport(unseen, pool);
        final StepProbe probe =
                new StepProbe(runs, plan, objectives, options.warmUpNs(), options.maxLagNs(), checker, report::onPoint);
        options.traffic().remarks().forEach(remark -> terminal.line("  " + remark));
        report.begin(bounds);
        try (Interruption interruption = new Interruption(runs::interrupt)) {
            return searchWith(probe, bounds, report, terminal, question);
        } catch (final IOException e) {
            report.endBroken(LoadTest.sentence(e), probe.points());
            return LoadTest.EXIT_FAILED;
        }
    }

    private int searchWith(
            final StepProbe probe,
            final SearchBounds bounds,
            final FindMaxReport report,
            final Terminal terminal,
            final CurveFiles.Question question)
            throws IOException {
        final SearchOutcome outcome = new RateSearch(bounds, probe).find();
        report.end(outcome, probe.points());
        if (out != null) {
            CurveFiles.write(out, name, question, outcome, probe.points())
                    .forEach(file -> terminal.line("  written: " + file));
        }
        if (probe.invalidAnswers() > 0) {
            terminal.line(terminal.tone(
                    Tone.BAD, String.format(Locale.ROOT, "  %,d answers broke rules", probe.invalidAnswers())));
            return LoadTest.EXIT_FAILED;
        }
        return exitCode(outcome);
    }

    private static int exitCode(final SearchOutcome outcome) {
        return switch (outcome.ending()) {
            case FOUND, HIGHEST_ALLOWED -> LoadTest.EXIT_OK;
            case LOWER_BOUND, NOTHING_KNOWN, INTERRUPTED -> LoadTest.EXIT_INVALID_RUN;
            case NOT_CONFIRMED, NEVER_MET -> LoadTest.EXIT_SLO_MISSED;
        };
    }

    /** Each step has a constant rate; which, and for how long, is this command's to say. */
    private void refuseSchedules() {
        final ParseResult parsed = spec.commandLine().getParseResult();
        final List<String> refused =
                SCHEDULES.stream().filter(parsed::hasMatchedOption).toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", refused)
                    + " cannot be used here: find-max sets rate and duration itself (--from-rate, --to-rate, --step)");
        }
    }

    private SearchBounds bounds() {
        final long confirmNs = confirm == null ? CONFIRM_STEPS * step.ns() : confirm.ns();
        return new SearchBounds(
                fromPerSecond,
                minPerSecond,
                toPerSecond,
                Objective.share("--precision", precision),
                step.ns(),
                confirmNs);
    }
}
