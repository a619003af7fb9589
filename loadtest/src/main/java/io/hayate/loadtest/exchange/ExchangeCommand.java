package io.hayate.loadtest.exchange;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.OutputOptions;
import io.hayate.loadtest.SendOptions;
import io.hayate.loadtest.SpanNs;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckOptions;
import io.hayate.loadtest.check.CheckSettings;
import io.hayate.loadtest.report.Interruption;
import io.hayate.loadtest.report.RunOutputs;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Sub-command {@code exchange}: sends traffic, holds the auctions, fires the notices, and compares its books with the
 * bidder's ledger. Owned by the main thread.
 */
@Command(
        name = "exchange",
        description = "Plays the exchange: auctions, notices, and books that are held against the bidder's ledger.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the books are equal",
            "1:they differ, the bidder could not be reached, or some answers were invalid or errors",
            "2:usage",
            "3:the books are equal, but the run is invalid: its latencies must not be quoted"
        })
public final class ExchangeCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080/openrtb2/demo",
            description = "where to; several times for several replicas: requests are spread over all, and every notice"
                    + " goes to one at random (default: ${DEFAULT-VALUE})")
    private List<String> urls = List.of();

    @Option(
            names = "--admin-url",
            defaultValue = "http://127.0.0.1:8081",
            description = "the ledger's; several times for several replicas, whose books are added up"
                    + " (default: ${DEFAULT-VALUE})")
    private List<String> adminUrls = List.of();

    @Option(names = "--admin-token", paramLabel = "TOKEN", description = "of the admin ports")
    private @Nullable String adminToken;

    @Option(names = "--no-ledger", description = "do not compare: for bidders without such a ledger")
    private boolean noLedger;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "how long the ledger may take to become equal (default: ${DEFAULT-VALUE})")
    private SpanNs settle = new SpanNs(0);

    @Option(
            names = "--notice-connections",
            paramLabel = "N",
            defaultValue = "32",
            description = "to each replica, for notices; so many are under way at most (default: ${DEFAULT-VALUE})")
    private int noticeConnections;

    @Mixin
    private ExchangeOptions exchangeOptions = new ExchangeOptions();

    @Mixin
    private SendOptions options = new SendOptions();

    @Mixin
    private OutputOptions outputOptions = new OutputOptions();

    @Mixin
    private CheckOptions checkOptions = new CheckOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    @SuppressWarnings("try") // the interruption is there for what happens meanwhile
    public Integer call() throws IOException, InterruptedException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final CheckSettings checkSettings = checkOptions.settings(spec.commandLine());
        final List<Target> targets;
        final SendPlan plan;
        final RequestPool pool;
        final ExchangeSettings settings;
        final @Nullable LedgerClient client;
        try {
            if (noticeConnections <= 0) {
                throw new IllegalArgumentException("--notice-connections must be above 0");
            }
            targets = urls.stream().map(Target::parse).toList();
            settings = exchangeOptions.settings(options.traffic().seed(), checkSettings.rates());
            client = noLedger ? null : new LedgerClient(adminUrls, adminToken);
            pool = options.pool(targets.get(0));
            plan = options.plan(targets, SendPlan.TMAX);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (pool) {
            options.traffic().remarks().forEach(remark -> terminal.line("  " + remark));
            final LedgerComparison ledger =
                    LedgerComparison.open(client, exchangeName(targets.get(0)), exchangeOptions.hasConversions());
            final Exchange exchange = new Exchange(settings, ledger.currencies());
            try (NoticeSender notices = new NoticeSender(exchange, targets, noticeConnections, settings.seed())) {
                notices.launch();
                final ExchangeRun run = new ExchangeRun(
                        terminal,
                        pool,
                        notices,
                        new BidChecker(checkSettings),
                        options.checkEvery(SendOptions.Check.SAMPLED),
                        TimeUnit.MILLISECONDS.toNanos(exchange.longestDelayMs()));
                try (Interruption interruption = new Interruption(run::interrupt);
                        RunOutputs outputs = outputOptions.open(spec.commandLine(), 1)) {
                    return play(terminal, run, plan, notices, exchange, ledger, outputs);
                }
            }
        } catch (final IOException e) {
            terminal.line(terminal.tone(Terminal.Tone.BAD, "  " + LoadTest.sentence(e)));
            return LoadTest.EXIT_FAILED;
        }
    }

    /** The last part of the path, which is the exchange's name at the bidder. */
    private static String exchangeName(final Target target) {
        final String path = target.path();
        final int query = path.indexOf('?');
        return path.substring(path.lastIndexOf('/') + 1, query < 0 ? path.length() : query);
    }

    private int play(
            final Terminal terminal,
            final ExchangeRun run,
            final SendPlan plan,
            final NoticeSender notices,
            final Exchange exchange,
            final LedgerComparison ledger,
            final @Nullable RunOutputs outputs)
            throws IOException, InterruptedException {
        terminal.heading(String.format(Locale.ROOT, "%s to %s, auctions held", plan.schedule(), plan.target()));
        run.send(plan, options.warmUpNs(), outputs == null ? second -> {} : outputs.openRepetition());
        final boolean fired = run.awaitNotices();
        terminal.line("");
        final List<String> reasonsInvalid = run.show(options.maxLagNs());
        ExchangeTable.lines(exchange, notices.brokenCount()).forEach(terminal::line);
        terminal.line("");
        boolean equal = showUndelivered(terminal, exchange) && fired;
        if (!fired) {
            terminal.line(terminal.tone(
                    Terminal.Tone.BAD,
                    String.format(Locale.ROOT, "  %,d notices could not be fired in time", notices.waiting())));
        }
        if (noLedger) {
            terminal.line("  not compared with any ledger: --no-ledger");
        } else {
            equal &= ledger.compare(
                    terminal,
                    exchange.books(),
                    run.unseenAnswers() + exchange.count(ExchangeCount.UNREADABLE),
                    settle.ns());
        }
        if (outputs != null) {
            outputs.closeRepetition(run.sent(), reasonsInvalid);
            outputs.finish(List.of());
            outputs.files().forEach(file -> terminal.line("  written: " + file));
        }
        if (exchange.count(ExchangeCount.BIDS) == 0) {
            terminal.line(terminal.tone(Terminal.Tone.BAD, "  nothing was bid: books without a bid prove nothing"));
            equal = false;
        }
        if (!equal || run.hasFailures()) {
            return LoadTest.EXIT_FAILED;
        }
        return reasonsInvalid.isEmpty() ? LoadTest.EXIT_OK : LoadTest.EXIT_INVALID_RUN;
    }

    /** Books that are equal without these prove nothing; true if there are none. */
    private static boolean showUndelivered(final Terminal terminal, final Exchange exchange) {
        final long notices = exchange.count(ExchangeCount.REFUSED) + exchange.count(ExchangeCount.GIVEN_UP);
        final long answers = exchange.count(ExchangeCount.UNREADABLE);
        if (notices + answers > 0) {
            terminal.line(terminal.tone(
                    Terminal.Tone.BAD,
                    String.format(
                            Locale.ROOT,
                            "  %,d notices were not taken, %,d answers could not be read",
                            notices,
                            answers)));
        }
        return notices + answers == 0;
    }
}
