package io.hayate.benchmarks;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.CheckpointAgent;
import io.hayate.bidder.ledger.CheckpointCounter;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerCheckpoints;
import io.hayate.bidder.ledger.LedgerClock;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.LedgerTable;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.ledger.report.ReportLimits;
import io.hayate.bidder.ledger.report.ReportTable;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.telemetry.LogLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.CachedEpochClock;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long a ledger takes to come back: books events as a bidder does, with its log and its checkpoints, ends without a
 * goodbye, and opens the books again, from the checkpoint and from the log alone. Owned by the main thread.
 */
@Command(
        name = "LedgerRecovery",
        description = "Books events, ends as if killed, and times how the ledger comes back.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the ledger came back with all that was booked", "1:it did not, or files failed", "2:usage"})
public final class LedgerRecovery implements Callable<Integer> {
    private static final long NOTICE_EXPIRY_MS = TimeUnit.HOURS.toMillis(24);
    private static final long FIRST_MS = 1_795_000_000_000L;
    private static final long COST_NANOS = 1_250_000;
    private static final int NOTICES_BETWEEN_CYCLES = 1_000;
    private static final int EVENTS_A_MILLISECOND = 20;

    @Option(names = "--events", defaultValue = "10000000", description = "billing notices, each of a bid of its own")
    private int events;

    @Option(names = "--campaigns", defaultValue = "10000", description = "that they are of, in turn")
    private int campaigns;

    @Option(
            names = "--checkpoint-bytes",
            defaultValue = "" + CheckpointAgent.DEFAULT_LOG_BYTES,
            description = "by which the log grows between checkpoints")
    private long checkpointBytes;

    @Option(names = "--folder", description = "for the files, which are deleted at the end; default: a temporary one")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final CachedEpochClock clock = new CachedEpochClock();

    /** Of the process that each opening of the books stands for. */
    private int epoch = 1;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new LedgerRecovery()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final CommandLine command = spec.commandLine();
        LogLevel.apply("warn");
        LoadOptions.requirePositive(command, "--events", events);
        LoadOptions.requirePositive(command, "--campaigns", campaigns);
        final PrintWriter out = command.getOut();
        final Path log = Files.createTempDirectory(
                folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : Files.createDirectories(folder),
                "hayate-recovery-");
        try {
            write(log, out);
            final long fromCheckpoint = open(log, "checkpoint and the log behind it", out);
            delete(log.resolve("checkpoints"));
            final long fromLog = open(log, "the whole log, no checkpoint", out);
            return fromCheckpoint == events && fromLog == events
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } finally {
            delete(log);
        }
    }

    private void write(final Path folderOfLog, final PrintWriter out) throws IOException {
        clock.update(FIRST_MS);
        final long beganNs = System.nanoTime();
        final LedgerProxy proxy = new LedgerProxy();
        // Not closed: what is in the files is what a killed process leaves.
        final SegmentEventLog log = SegmentEventLog.open(folderOfLog, SegmentLog.DEFAULT_SEGMENT_BYTES, Sync.NONE);
        final LedgerBooks books = LedgerBooks.open(log, checkpoints(folderOfLog), epoch, List.of("demo"));
        final LedgerAgent agent = new LedgerAgent(
                books,
                new LiveIndex(1),
                0,
                List.of(new BudgetLane()),
                List.of(proxy),
                () -> {},
                new LedgerQueries(),
                clock());
        final CheckpointAgent checkpoints =
                new CheckpointAgent(books, checkpoints(folderOfLog), folderOfLog, log, checkpointBytes);
        final NoticePayload payload = payload();
        int written = 0;
        while (written < events) {
            final int until = Math.min(events, written + NOTICES_BETWEEN_CYCLES);
            for (; written < until; written++) {
                offer(proxy, payload, written);
            }
            clock.update(FIRST_MS + written / EVENTS_A_MILLISECOND);
            agent.doWork();
            checkpoints.doWork();
        }
        agent.doWork();
        final double seconds = (System.nanoTime() - beganNs) / 1e9;
        out.printf(
                Locale.ROOT,
                "booked %,d events of %,d campaigns in %.1f s (one thread, checkpoints included): %,d bytes, %.1f an event; %d checkpoints%n",
                agent.counters().get(LedgerCounter.BOOKED),
                campaigns,
                seconds,
                log.writtenPosition(),
                (double) log.writtenPosition() / events,
                checkpoints.counters().get(CheckpointCounter.WRITTEN));
        out.flush();
    }

    private void offer(final LedgerProxy proxy, final NoticePayload payload, final int number) {
        payload.sequence = number;
        payload.timeMs = clock.time();
        payload.campaignId = 1L + number % campaigns;
        payload.campaignOrdinal = number % campaigns;
        final NoticeRecord notice = proxy.notice();
        notice.fill(NoticeKind.BILL, payload);
        notice.billedOn = NoticeKind.BILL;
        notice.costNanos = COST_NANOS;
        notice.noticeTimeMs = clock.time();
        notice.exchange = 0;
        if (proxy.offer() == LedgerProxy.FULL) {
            throw new IllegalStateException("the ring is larger than what is offered between two cycles");
        }
    }

    /** Returns how many bids the ledger knows to be billed. */
    private long open(final Path folderOfLog, final String what, final PrintWriter out) throws IOException {
        System.gc();
        final long beganNs = System.nanoTime();
        try (SegmentEventLog log = SegmentEventLog.open(folderOfLog, SegmentLog.DEFAULT_SEGMENT_BYTES, Sync.NONE)) {
            final LedgerBooks books = LedgerBooks.open(log, checkpoints(folderOfLog), ++epoch, List.of("demo"));
            final double seconds = (System.nanoTime() - beganNs) / 1e9;
            final LedgerQueries queries = new LedgerQueries();
            final LedgerAgent agent = new LedgerAgent(
                    books,
                    new LiveIndex(1),
                    0,
                    List.of(new BudgetLane()),
                    List.of(new LedgerProxy()),
                    () -> {},
                    queries,
                    clock());
            long billed = 0;
            for (int campaign = 1; campaign <= campaigns; campaign++) {
                final var asked = queries.ask(campaign);
                agent.doWork();
                billed += asked == null
                        ? 0
                        : asked.toCompletableFuture()
                                .join()
                                .map(statement -> statement.billed())
                                .orElse(0L);
            }
            out.printf(Locale.ROOT, "opened from %s: %.2f s, %,d billed%n", what, seconds, billed);
            out.flush();
            return billed;
        }
    }

    private LedgerClock clock() {
        final EpochClock time = clock;
        return new LedgerClock(time, () -> TimeUnit.MILLISECONDS.toNanos(time.time()));
    }

    private LedgerCheckpoints checkpoints(final Path folderOfLog) throws IOException {
        return new LedgerCheckpoints(
                folderOfLog.resolve("checkpoints"),
                TimeUnit.DAYS.toMillis(3),
                NOTICE_EXPIRY_MS,
                () -> List.<LedgerTable>of(new ReportTable(ReportLimits.DEFAULT)),
                clock);
    }

    private static NoticePayload payload() {
        final NoticePayload payload = new NoticePayload();
        payload.epoch = 1;
        payload.bidCpmMicros = 2 * COST_NANOS;
        payload.rateNanos = 1_000_000_000;
        payload.multiplierMicros = 1_000_000;
        payload.currency = CurrencyCode.USD;
        payload.campaignCurrency = CurrencyCode.USD;
        return payload;
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
