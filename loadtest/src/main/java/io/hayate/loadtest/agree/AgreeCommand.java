package io.hayate.loadtest.agree;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.SpanNs;
import io.hayate.loadtest.agree.Comparison.Tolerance;
import io.hayate.loadtest.agree.Comparison.Verdict;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code agree}: holds the sender against wrk and h2load. Owned by the main thread. */
@Command(
        name = "agree",
        description = "Measures servers whose answers are known with wrk, h2load and the own sender, in turn,"
                + " and says whether they agree.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:they agree",
            "1:they do not, or it is not clear, or requests failed",
            "2:usage",
            "3:a tool is not installed"
        })
public final class AgreeCommand implements Callable<Integer> {
    private static final long BODY_SEED = 1;
    /** The one of median length of so many is sent. */
    private static final int BODIES = 101;

    private static final long NS_PER_US = 1_000;
    private static final int MIN_ROUNDS = 3;
    private static final int MIN_SECONDS = 1;
    private static final int WARM_UP_SECONDS = 3;

    @Option(names = "--rounds", defaultValue = "5", description = "of all clients in turn (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "of each client in a round (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "of each client (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "2000",
            description = "requests per second, where they are paced (default: ${DEFAULT-VALUE})")
    private int ratePerSecond;

    @Option(
            names = "--delay",
            defaultValue = "2ms",
            description = "median of the second server's delays (default: ${DEFAULT-VALUE})")
    private SpanNs delay = new SpanNs(0);

    @Option(
            names = "--sigma",
            defaultValue = "0.5",
            description = "of the logarithm of these delays (default: ${DEFAULT-VALUE})")
    private double sigma;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final FixedAnswer delayed;
        try {
            delayed = new FixedAnswer(0, delay.ns(), sigma, 1);
            requireUsable();
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        final List<String> missing = Tool.missing();
        if (!missing.isEmpty()) {
            missing.forEach(tool -> terminal.line(terminal.tone(Tone.BAD, "  " + tool)));
            return LoadTest.EXIT_INVALID_RUN;
        }
        final byte[] body = body();
        try (ServerProcess fast = ServerProcess.start(List.of());
                ServerProcess slow = ServerProcess.start(
                        List.of("--delay", delay.ns() / NS_PER_US + "us", "--sigma", Double.toString(sigma)));
                Clients clients = new Clients(connections, body)) {
            introduce(terminal, body.length);
            return compare(terminal, clients, fast.port(), slow.port(), delayed);
        } catch (final IOException e) {
            terminal.line(terminal.tone(Tone.BAD, "  " + e.getMessage()));
            return LoadTest.EXIT_FAILED;
        }
    }

    private static byte[] body() {
        final RequestGenerator generator = new RequestGenerator(BODY_SEED, TrafficMix.EXCHANGE);
        return IntStream.range(0, BODIES)
                .mapToObj(generator::request)
                .sorted(Comparator.comparingInt(request -> request.length))
                .toList()
                .get(BODIES / 2);
    }

    private void requireUsable() {
        final List<String> problems = new ArrayList<>();
        if (rounds < MIN_ROUNDS) {
            problems.add("--rounds must be at least " + MIN_ROUNDS + ": their spread is part of the answer");
        }
        if (seconds < MIN_SECONDS || connections < 1 || ratePerSecond < 1) {
            problems.add("--seconds, --connections and --rate must be above 0");
        } else if (ratePerSecond > (long) Clients.MAX_RATE_PER_CONNECTION * connections) {
            problems.add("--rate must be at most " + Clients.MAX_RATE_PER_CONNECTION
                    + " for each connection: h2load paces no finer");
        } else if (ratePerSecond * (long) seconds < connections) {
            problems.add("--rate times --seconds must be a request for each connection at least");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private void introduce(final Terminal terminal, final int bodyBytes) throws IOException, InterruptedException {
        terminal.heading(String.format(
                Locale.ROOT,
                "%s and %s and ours: %d rounds of %d s each, %d connections, 1 thread, a body of %,d bytes",
                Tool.WRK.version(),
                Tool.H2LOAD.version(),
                rounds,
                seconds,
                connections,
                bodyBytes));
        terminal.line(String.format(
                Locale.ROOT,
                "  %s %s, %d processors, %s",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")));
    }

    /** What one client measured, a value for each round. */
    private static final class Series {
        private final List<ClientFigures> theirs = new ArrayList<>();
        private final List<ClientFigures> ours = new ArrayList<>();
    }

    private interface Client {
        ClientFigures run() throws IOException, InterruptedException;
    }

    private int compare(
            final Terminal terminal,
            final Clients clients,
            final int fastPort,
            final int slowPort,
            final FixedAnswer delayed)
            throws IOException, InterruptedException {
        terminal.updating("  warming up, not counted");
        clients.oursClosed(fastPort, WARM_UP_SECONDS);
        clients.oursClosed(slowPort, WARM_UP_SECONDS);
        final Series ceiling = new Series();
        final Series closed = new Series();
        final Series paced = new Series();
        for (int round = 0; round < rounds; round++) {
            terminal.updating(String.format(Locale.ROOT, "  round %d of %d", round + 1, rounds));
            inTurn(round, ceiling, () -> clients.wrk(fastPort, seconds), () -> clients.oursClosed(fastPort, seconds));
            inTurn(round, closed, () -> clients.wrk(slowPort, seconds), () -> clients.oursClosed(slowPort, seconds));
            inTurn(
                    round,
                    paced,
                    () -> clients.h2load(slowPort, ratePerSecond, seconds),
                    () -> clients.oursPaced(slowPort, ratePerSecond, seconds));
        }
        final List<Verdict> verdicts = new ArrayList<>();
        show(terminal, verdicts, "closed loop, answered at once", Tool.WRK, ceiling, Tolerance.CEILING, Tolerance.NONE);
        final double[] truthNs = delayed.delayPercentilesNs();
        final String truth = String.format(
                Locale.ROOT,
                "answered after p50 %,.0f, p90 %,.0f, p99 %,.0f us",
                truthNs[0] / 1e3,
                truthNs[1] / 1e3,
                truthNs[2] / 1e3);
        show(terminal, verdicts, "closed loop, " + truth, Tool.WRK, closed, Tolerance.NONE, Tolerance.LATENCY);
        show(
                terminal,
                verdicts,
                String.format(Locale.ROOT, "%,d requests/s, %s", ratePerSecond, truth),
                Tool.H2LOAD,
                paced,
                Tolerance.NONE,
                Tolerance.LATENCY);
        clients.remarks().stream().distinct().forEach(remark -> terminal.line("  " + remark));
        return end(terminal, verdicts);
    }

    /** The first goes last in the next round: whoever is second finds a server that is warmer or busier. */
    private static void inTurn(final int round, final Series series, final Client their, final Client our)
            throws IOException, InterruptedException {
        if (round % 2 == 0) {
            series.theirs.add(their.run());
        }
        series.ours.add(our.run());
        if (round % 2 == 1) {
            series.theirs.add(their.run());
        }
    }

    private static void show(
            final Terminal terminal,
            final List<Verdict> verdicts,
            final String title,
            final Tool tool,
            final Series series,
            final Tolerance rate,
            final Tolerance latency) {
        terminal.heading(title);
        terminal.line(Comparison.head(tool.program()));
        final List<Comparison> rows = List.of(
                Comparison.of("requests/s", series.theirs, series.ours, ClientFigures::requestsPerSecond, rate),
                Comparison.of("p50, us", series.theirs, series.ours, ClientFigures::p50Us, latency),
                Comparison.of("p90, us", series.theirs, series.ours, ClientFigures::p90Us, latency),
                Comparison.of("p99, us", series.theirs, series.ours, ClientFigures::p99Us, latency),
                Comparison.of("CPU us/request", series.theirs, series.ours, ClientFigures::cpuUs, Tolerance.NONE));
        for (final Comparison row : rows) {
            verdicts.add(row.verdict());
            terminal.line(row.row());
        }
    }

    private static int end(final Terminal terminal, final List<Verdict> verdicts) {
        terminal.line("");
        if (verdicts.stream().allMatch(verdict -> verdict == Verdict.AGREE || verdict == Verdict.NONE)) {
            terminal.line("  "
                    + terminal.tone(
                            Tone.GOOD,
                            "they agree: ceilings within 15 % (or ours is higher), latencies within 15 % or 50 us"));
            return LoadTest.EXIT_OK;
        }
        terminal.line("  "
                + terminal.tone(
                        Tone.BAD,
                        verdicts.contains(Verdict.DIFFER)
                                ? "they do not agree"
                                : "not clear: the rounds spread too far; an idle machine or more --rounds would tell"));
        return LoadTest.EXIT_FAILED;
    }
}
