package io.hayate.benchmarks;

import io.hayate.benchmarks.simulate.BilledCourse;
import io.hayate.benchmarks.simulate.SimulatedCampaigns;
import io.hayate.benchmarks.simulate.Simulation;
import io.hayate.benchmarks.simulate.SimulationReport;
import io.hayate.benchmarks.simulate.SimulationResult;
import io.hayate.benchmarks.simulate.SimulationSettings;
import io.hayate.benchmarks.simulate.TrafficBudgets;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.rates.CurrencyRatesParser;
import io.hayate.bidder.telemetry.LogLevel;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.exchange.DayTraffic;
import io.hayate.loadtest.exchange.ExchangeOptions;
import io.hayate.loadtest.exchange.ExchangeSettings;
import io.hayate.loadtest.exchange.NoticeKind;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Drives a bidder in process through simulated days: auctions, notices, days that begin and budgets that open again. Owned
 * by the main thread.
 */
@Command(
        name = "SimulatedDays",
        description = "Lets days of auctions and notices pass for a bidder in process, in minutes, and holds its ledger"
                + " against the exchange's books.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:books and ledger are alike",
            "1:they differ, something was wrong, or there was no bid",
            "2:usage, or campaigns that are refused"
        })
public final class SimulatedDays implements Callable<Integer> {
    private static final int MAX_DAYS = 3_660;
    private static final int MAX_LOOPS = 64;
    private static final BigDecimal REQUESTS_FOR_A_DOLLAR = BigDecimal.valueOf(1_000);

    @Option(names = "--days", defaultValue = "1", description = "simulated")
    private int days;

    @Option(names = "--start", defaultValue = "2026-11-23T00:00:00Z", description = "of the first day")
    private Instant start = Instant.EPOCH;

    @Option(names = "--campaigns", paramLabel = "FILE", description = "NDJSON; without it they are generated")
    private @Nullable Path campaigns;

    @Option(names = "--campaign-count", paramLabel = "N", defaultValue = "200", description = "generated campaigns")
    private int campaignCount;

    @Option(names = "--wide-open", description = "generated campaigns without targeting, all at the same price")
    private boolean wideOpen;

    @Option(
            names = "--daily-budget",
            paramLabel = "USD",
            description = "of all generated campaigns together; default: a dollar for each thousand requests")
    private @Nullable BigDecimal dailyBudget;

    @Option(names = "--pacing", defaultValue = "asap", description = "of generated campaigns: ${COMPLETION-CANDIDATES}")
    private Budget.Pacing pacing = Budget.Pacing.ASAP;

    @Option(names = "--daily-only", description = "generated campaigns without total budgets and without an end")
    private boolean dailyOnly;

    @Option(
            names = "--budgets-of-traffic",
            description =
                    "generated campaigns get daily budgets of 30 to 80 %% of what each could spend on a day on which none"
                            + " has a bound: that day is simulated first")
    private boolean budgetsOfTraffic;

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description = "exchange rates, as the bidder reads them; without it nothing is converted")
    private @Nullable Path rates;

    @Option(names = "--requests-per-day", paramLabel = "N", defaultValue = "1000000", description = "in the mean")
    private long requestsPerDay;

    @Option(names = "--mix", defaultValue = "exchange", description = "of the requests, as `loadtest run` has it")
    private TrafficMix mix = TrafficMix.EXCHANGE;

    @Option(names = "--distinct", defaultValue = "20000", description = "generated requests, sent in turn")
    private int distinct;

    @Option(
            names = "--spike",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "times as many requests within one hour")
    private double spike;

    @Option(
            names = "--spike-hour",
            paramLabel = "HOUR",
            defaultValue = "20",
            description = "counted from the start, from 0")
    private int spikeHour;

    @Option(
            names = "--day-range",
            paramLabel = "FACTOR",
            description = "the busiest hour's traffic against the calmest's; default: 6.8, as it is on a plain day")
    private @Nullable Double dayRange;

    @Option(
            names = "--outage-hour",
            paramLabel = "HOUR",
            description = "in which requests cease, counted from the start, from 0; default: they never do")
    private @Nullable Integer outageHour;

    @Option(names = "--outage-hours", paramLabel = "N", defaultValue = "2", description = "that they cease for")
    private int outageHours;

    @Option(
            names = "--noise",
            defaultValue = "0.1",
            description = "of the hours' traffic, as deviation of its logarithm")
    private double noise;

    @Option(names = "--loops", defaultValue = "2", description = "bid loops of the bidder, each with leases of its own")
    private int loops;

    @Option(
            names = "--shading",
            description = "shade open bids in first-price auctions, and compare with the same days without")
    private boolean shading;

    @Option(names = "--seed", defaultValue = "1", description = "of everything that is drawn")
    private long seed;

    @Mixin
    private final ExchangeOptions exchange = new ExchangeOptions();

    @Option(names = "--show", paramLabel = "N", defaultValue = "10", description = "campaigns whose delivery is shown")
    private int shown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new SimulatedDays()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        final CommandLine command = spec.commandLine();
        check(command);
        // The bidder's own lines stand in nobody's way but when something is wrong.
        LogLevel.apply("warn");
        final SimulationReport report;
        final BilledCourse course;
        final BilledCourse unshadedCourse = new BilledCourse((hour, requests, books) -> {});
        final Simulation simulation;
        final @Nullable Simulation unshaded;
        try {
            final SimulationSettings settings = sized(settings());
            report = new SimulationReport(Terminal.of(command.getOut()), settings);
            course = new BilledCourse(report::onHour);
            simulation = Simulation.open(settings, course);
            unshaded = shading ? Simulation.open(settings.withShading(false), unshadedCourse) : null;
        } catch (final NoSuchFileException e) {
            command.getErr().println("SimulatedDays: there is no file " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (final IOException | IllegalArgumentException e) {
            command.getErr().println("SimulatedDays: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try (simulation;
                unshaded) {
            report.begin();
            final SimulationResult result = run(simulation, course);
            report.end(result, shown);
            boolean good = result.isGood();
            if (unshaded != null) {
                good &= run(unshaded, unshadedCourse).isGood();
                report.compare(unshadedCourse, course);
            }
            return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static SimulationResult run(final Simulation simulation, final BilledCourse course) {
        final SimulationResult result = simulation.run();
        course.onEnd(result.exchange().books().total());
        return result;
    }

    private void check(final CommandLine command) {
        requireBetween(command, "--days", days, MAX_DAYS);
        requireBetween(command, "--loops", loops, MAX_LOOPS);
        LoadOptions.requirePositive(command, "--campaign-count", campaignCount);
        LoadOptions.requirePositive(command, "--distinct", distinct);
        LoadOptions.requireNotBelowZero(command, "--spike-hour", spikeHour);
        LoadOptions.requireNotBelowZero(command, "--show", shown);
        LoadOptions.requireNotBelowZero(command, "--outage-hours", outageHours);
        if (requestsPerDay <= 0) {
            throw new ParameterException(command, "--requests-per-day must be above 0, not " + requestsPerDay);
        }
        if (spike != 1 && spikeHour >= TimeUnit.DAYS.toHours(days)) {
            throw new ParameterException(command, "--spike-hour " + spikeHour + " is after the last day");
        }
        if (dailyBudget != null && dailyBudget.signum() <= 0) {
            throw new ParameterException(command, "--daily-budget must be above 0, not " + dailyBudget);
        }
    }

    private static void requireBetween(
            final CommandLine command, final String option, final int value, final int highest) {
        if (value < 1 || value > highest) {
            throw new ParameterException(command, option + " must be from 1 to " + highest + ", not " + value);
        }
    }

    private SimulationSettings settings() throws IOException {
        DayTraffic.Shape shape = DayTraffic.Shape.PLAIN_DAY.withNoise(noise);
        if (dayRange != null) {
            shape = shape.withRange(dayRange);
        }
        if (outageHour != null) {
            shape = shape.withOutage(outageHour, outageHours);
        }
        if (spike != 1) {
            shape = shape.withSpike(spikeHour, spike);
        }
        return new SimulationSettings(
                campaigns == null ? generated() : SimulatedCampaigns.read(campaigns),
                exchangeSettings(),
                loops,
                bidderRates(),
                shading,
                seed,
                start.toEpochMilli(),
                TimeUnit.DAYS.toMillis(days),
                requestsPerDay,
                shape,
                mix,
                distinct);
    }

    /** With budgets that the traffic can fill, if they are to be. */
    private SimulationSettings sized(final SimulationSettings settings) {
        return budgetsOfTraffic ? TrafficBudgets.sized(settings) : settings;
    }

    /** With exchange rates as its own code reads the file. */
    private ExchangeSettings exchangeSettings() throws IOException {
        final ExchangeSettings settings = exchange.settings(
                seed,
                rates == null
                        ? io.hayate.loadtest.check.CurrencyRates.NONE
                        : io.hayate.loadtest.check.CurrencyRates.read(rates));
        if (settings.billsOn() != NoticeKind.BILL) {
            throw new IllegalArgumentException("--bills-on: this bidder's exchange bills on bill");
        }
        return settings;
    }

    private CurrencyRates bidderRates() throws IOException {
        if (rates == null) {
            return CurrencyRates.NONE;
        }
        final List<String> problems = new ArrayList<>();
        final CurrencyRates read =
                CurrencyRatesParser.parse(CurrencyRatesParser.read(rates), start.toEpochMilli(), problems);
        if (read == null) {
            throw new IllegalArgumentException(rates + ": " + String.join("; ", problems));
        }
        return read;
    }

    private SimulatedCampaigns generated() {
        final BigDecimal budget =
                dailyBudget == null ? BigDecimal.valueOf(requestsPerDay).divide(REQUESTS_FOR_A_DOLLAR) : dailyBudget;
        return SimulatedCampaigns.generated(
                GeneratorOptions.of(
                        wideOpen ? GeneratorOptions.Profile.WIDE_OPEN : GeneratorOptions.Profile.MIXED,
                        campaignCount,
                        seed),
                budget,
                pacing,
                dailyOnly);
    }
}
