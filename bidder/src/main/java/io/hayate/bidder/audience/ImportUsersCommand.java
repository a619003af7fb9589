package io.hayate.bidder.audience;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Sends a file of users to a running bidder's admin port, batch by batch: each is answered when it is applied, so the file
 * is read no faster than that, and what was interrupted goes on at a line. Owned by the main thread.
 */
@Command(
        name = ImportUsersCommand.NAME,
        header = "Import users and their segments into a running bidder.",
        description = {
            "Each line of the file is {\"idType\": ..., \"id\": ..., \"segments\": [{\"id\": ..., \"expires\": ...}]}",
            "(docs/audience.md). A bidder that is away is waited for. Applying a line twice changes nothing, so an import",
            "that stopped may be begun again at the line that it names, or at any before it."
        },
        footer =
                "Exit codes: 0 all lines accepted, 3 some were refused, 1 stopped before the end, 2 unusable arguments.",
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ImportUsersCommand implements Callable<Integer> {
    public static final String NAME = "import-users";

    private static final int STOPPED = 1;
    private static final int SOME_REFUSED = 3;
    private static final int MAX_SHOWN_REFUSALS = 100;
    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(1);

    @Parameters(paramLabel = "FILE", description = "NDJSON; what ends in .gz is inflated; - is standard input")
    private String file = "-";

    @Option(
            names = "--admin-url",
            paramLabel = "URL",
            description = "of the bidder's admin port; default: ${DEFAULT-VALUE}")
    private String adminUrl = "http://localhost:8081";

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            description = "if the bidder asks for one; default: the environment's HAYATE_ADMIN_TOKEN")
    private @Nullable String adminToken;

    @Option(names = "--from-line", paramLabel = "N", description = "the first line that is sent; default: 1")
    private long fromLine = 1;

    @Option(
            names = "--batch",
            paramLabel = "BYTES",
            description = "sent at once, rounded up to a whole line; default: ${DEFAULT-VALUE}")
    private int batchBytes = 4 * 1024 * 1024;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "of one batch, a second apart, before it stops; default: ${DEFAULT-VALUE}")
    private int retries = 60;

    @Option(names = "--retry-ms", hidden = true)
    private long retryMs = 1_000;

    private final PrintStream out;
    private final Map<String, String> environment;
    private long readBytes;
    private long fileBytes;
    private long nextLine = 1;
    private long accepted;
    private long refused;
    private final long startNs = System.nanoTime();
    private long lastProgressNs = startNs;

    private ImportUsersCommand(final PrintStream out, final Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    /**
     * Returns the exit code.
     *
     * @param args behind the command's name
     */
    public static int run(final String[] args, final PrintStream out, final Map<String, String> environment) {
        return new CommandLine(new ImportUsersCommand(out, environment))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    @Override
    public Integer call() {
        try (InputStream in = open()) {
            final String token = adminToken == null ? environment.get("HAYATE_ADMIN_TOKEN") : adminToken;
            return send(in, new UsersPort(adminUrl, token));
        } catch (final IOException e) {
            out.println("Stopped: " + e.getMessage());
            out.println("Go on with --from-line " + nextLine);
            return STOPPED;
        }
    }

    private int send(final InputStream in, final UsersPort port) throws IOException {
        final ByteArrayOutputStream batch = new ByteArrayOutputStream(batchBytes + 1024);
        boolean more = skipTo(in);
        while (more) {
            batch.reset();
            final long firstLine = nextLine;
            long lines = 0;
            while (more && batch.size() < batchBytes) {
                more = readLine(in, batch);
                lines += more ? 1 : 0;
            }
            if (batch.size() > 0) {
                report(sendUntilAnswered(port, batch.toByteArray()), firstLine);
            }
            // A last line without an end is one, too; it is the end anyway.
            nextLine = firstLine + lines;
            progress(false);
        }
        progress(true);
        return refused == 0 ? 0 : SOME_REFUSED;
    }

    private JsonNode sendUntilAnswered(final UsersPort port, final byte[] batch) throws IOException {
        for (int tries = 0; ; tries++) {
            try {
                return port.post(batch);
            } catch (final UsersPort.AwayException e) {
                if (tries == retries) {
                    throw e;
                }
                out.println("The bidder is away, tried again in a moment: " + e.getMessage());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(retryMs));
            }
        }
    }

    private void report(final JsonNode report, final long firstLine) {
        accepted += report.path("accepted").asLong();
        for (final JsonNode each : report.path("refused")) {
            if (refused < MAX_SHOWN_REFUSALS) {
                out.printf(
                        Locale.ROOT,
                        "Refused: line %d: %s: %s%n",
                        firstLine + each.path("line").asLong() - 1,
                        each.path("path").asText(),
                        each.path("reason").asText());
            } else if (refused == MAX_SHOWN_REFUSALS) {
                out.println("More lines are refused than are shown.");
            }
            refused++;
        }
    }

    private void progress(final boolean end) {
        final long nowNs = System.nanoTime();
        if (!end && nowNs - lastProgressNs < PROGRESS_NS) {
            return;
        }
        lastProgressNs = nowNs;
        final double seconds = Math.max(1, nowNs - startNs) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s: %,d lines accepted, %,d refused, %,.0f a second%s; next line %d%n",
                end ? "Done" : "Importing",
                accepted,
                refused,
                accepted / seconds,
                fileBytes == 0 || end ? "" : String.format(Locale.ROOT, ", %d %%", 100 * readBytes / fileBytes),
                nextLine);
    }

    /** Whether there is such a line. */
    private boolean skipTo(final InputStream in) throws IOException {
        while (nextLine < fromLine) {
            final int c = in.read();
            if (c < 0) {
                return false;
            }
            nextLine += c == '\n' ? 1 : 0;
        }
        return true;
    }

    /** Appends a line with its end; false if the file ends. */
    private static boolean readLine(final InputStream in, final ByteArrayOutputStream batch) throws IOException {
        while (true) {
            final int c = in.read();
            if (c < 0) {
                return false;
            }
            batch.write(c);
            if (c == '\n') {
                return true;
            }
        }
    }

    private InputStream open() throws IOException {
        if (file.equals("-")) {
            return new BufferedInputStream(System.in, 1 << 16);
        }
        final Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new IOException(file + " cannot be read");
        }
        fileBytes = Files.size(path);
        final InputStream counted = new CountedInput(Files.newInputStream(path));
        return file.endsWith(".gz")
                ? new BufferedInputStream(new GZIPInputStream(counted, 1 << 16), 1 << 16)
                : new BufferedInputStream(counted, 1 << 16);
    }

    /** Counts what is read of the file, be it compressed or not. */
    private final class CountedInput extends FilterInputStream {
        CountedInput(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int c = super.read();
            readBytes += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(final byte[] bytes, final int offset, final int length) throws IOException {
            final int count = super.read(bytes, offset, length);
            readBytes += Math.max(0, count);
            return count;
        }
    }
}
