package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.RecordReader;
import io.hayate.bidder.journal.SegmentReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the money log or the bid log as NDJSON, or checks the ledger against the money log. Reads only, so it may run
 * beside a bidder. Owned by the main thread.
 */
@Command(
        name = JournalCommand.NAME,
        header = "Print the money log or the bid log of a data directory, or check the ledger against it.",
        description = {
            "A line of NDJSON for each record (docs/money.md, docs/reports.md). The bidder may run meanwhile: what it has",
            "written is read as far as it is whole."
        },
        footer =
                "Exit codes: 0 done, 1 the ledger differs or the log cannot be read, 2 unusable arguments or directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class JournalCommand implements Callable<Integer> {
    public static final String NAME = "journal";

    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    /** How often the log is looked at when it is followed. */
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Which log. */
    enum Log {
        money,
        bids
    }

    @Option(names = "--data-dir", paramLabel = "DIR", description = "of the bidder; default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of("hayate-data");

    @Option(names = "--log", paramLabel = "LOG", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Log log = Log.money;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "first time, such as 2026-11-22T14:00:00Z or 2026-11-22; default: the beginning")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "first time that is not printed; default: the end")
    private @Nullable String to;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is written, until SIGINT or until nobody reads")
    private boolean follow;

    @Option(
            names = "--check",
            description = "recompute the ledger from the money log and print where it differs, a line for each")
    private boolean check;

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "with --check: of a running bidder, whose ledger is held against the log as well")
    private @Nullable String adminUrl;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            description = "if the bidder asks for one; default: the environment's HAYATE_ADMIN_TOKEN")
    private @Nullable String adminToken;

    private final OutputStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    private JournalCommand(final OutputStream out, final PrintStream err, final Map<String, String> environment) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.err = err;
        this.environment = environment;
    }

    /**
     * Returns the exit code.
     *
     * @param args behind the command's name
     */
    public static int run(
            final String[] args, final OutputStream out, final PrintStream err, final Map<String, String> environment) {
        return new CommandLine(new JournalCommand(out, err, environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    /** Where a log of a data directory is. */
    static Path folder(final Path dataDir, final Log log) {
        return dataDir.resolve(log.name());
    }

    @Override
    public Integer call() {
        final Path folder = folder(dataDir, check ? Log.money : log);
        final long fromMs;
        final long toMs;
        try {
            fromMs = time("--from", from, Long.MIN_VALUE);
            toMs = time("--to", to, Long.MAX_VALUE);
            requireUsable(folder);
        } catch (final IllegalArgumentException e) {
            err.println("journal: " + e.getMessage());
            return UNUSABLE;
        }
        try {
            if (check) {
                return new LedgerCheck(folder, out, adminUrl, token()).run() ? 0 : FAILED;
            }
            print(folder, log == Log.money ? new MoneyLines(fromMs, toMs) : new BidLines(fromMs, toMs));
            return 0;
        } catch (final BrokenOutputException e) {
            return 0; // who reads has seen enough
        } catch (final IOException e) {
            err.println("journal: " + e.getMessage());
            return FAILED;
        }
    }

    private @Nullable String token() {
        return adminToken == null ? environment.get("HAYATE_ADMIN_TOKEN") : adminToken;
    }

    private void requireUsable(final Path folder) {
        if (!Files.isDirectory(dataDir)) {
            throw new IllegalArgumentException("--data-dir: " + dataDir + " is not a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--data-dir: " + dataDir + " has no " + folder.getFileName() + " log");
        }
        if (!Files.isReadable(folder)) {
            throw new IllegalArgumentException("--data-dir: " + folder + " cannot be read");
        }
        if (check && (from != null || to != null || follow)) {
            throw new IllegalArgumentException("--check reads the whole log: it goes without --from, --to and -f");
        }
    }

    private void print(final Path folder, final LineWriter lines) throws IOException {
        final SegmentReader reader = new SegmentReader(folder);
        final StringBuilder line = new StringBuilder(512);
        long position = reader.startPosition();
        while (true) {
            final long before = position;
            position = readOn(reader, position, (record, end) -> {
                line.setLength(0);
                lines.write(record, end, line);
                if (line.length() > 0) {
                    put(line.append('\n'));
                }
            });
            flush();
            if (!follow) {
                return;
            }
            if (position == before) {
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    /** What went before it could be read is named; the rest goes on. */
    private long readOn(final SegmentReader reader, final long from, final RecordReader each) throws IOException {
        try {
            return reader.read(from, SegmentReader.AS_FAR_AS_SOUND, each);
        } catch (final CorruptLogException e) {
            final long start = reader.startPosition();
            if (start <= from) {
                throw e;
            }
            err.println("journal: the log has nothing any more between " + from + " and " + start);
            return start;
        }
    }

    private void put(final StringBuilder line) throws BrokenOutputException {
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new BrokenOutputException(e);
        }
    }

    private void flush() throws BrokenOutputException {
        try {
            out.flush();
        } catch (final IOException e) {
            throw new BrokenOutputException(e);
        }
    }

    /** Nobody reads any more. */
    private static final class BrokenOutputException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOutputException(final IOException cause) {
            super(cause);
        }
    }

    private static long time(final String name, final @Nullable String text, final long ifNone) {
        if (text == null) {
            return ifNone;
        }
        try {
            return text.length() == "2026-11-22".length()
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (final DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    name + ": '" + text
                            + "' is no time such as 2026-11-22T14:00:00Z, and no UTC day such as 2026-11-22",
                    e);
        }
    }
}
