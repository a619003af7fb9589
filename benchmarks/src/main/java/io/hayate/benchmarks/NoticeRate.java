package io.hayate.benchmarks;

import io.hayate.benchmarks.notices.BookingBidder;
import io.hayate.benchmarks.notices.NoticeClients;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How many billing notices a second are received, verified, logged, made durable, booked and answered. The client is in the
 * same process, on the main thread; the CPU that is told is that of the bidder's threads. Owned by the main thread.
 */
@Command(
        name = "NoticeRate",
        description = "Fires signed billing notices at a bid port with ledger and money log, in a closed loop.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all notices were booked once", "1:they were not", "2:usage"})
public final class NoticeRate implements Callable<Integer> {
    /** It guards nothing. */
    private static final String NOTICE_KEYS = "1:aGF5YXRlIGJlbmNobWFyayBrZXksIG5vIHNlY3JldCA=";

    private static final int CAMPAIGNS = 1_000;

    @Option(names = "--notices", defaultValue = "200000", description = "of different bids, in each slice")
    private int notices;

    @Option(names = "--connections", defaultValue = "512", description = "each with one notice under way")
    private int connections;

    @Option(names = "--loops", defaultValue = "2", description = "bid loops")
    private int loops;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "of a slice with each journal-sync; one more to warm up")
    private int rounds;

    @Option(names = "--folder", defaultValue = ".", description = "the log is made in a folder below, and deleted")
    private Path folder = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new NoticeRate()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final CommandLine command = spec.commandLine();
        LoadOptions.requirePositive(command, "--notices", notices);
        LoadOptions.requirePositive(command, "--connections", connections);
        LoadOptions.requirePositive(command, "--loops", loops);
        LoadOptions.requirePositive(command, "--rounds", rounds);
        final NoticeKeys keys = keys();
        print("journal-sync   notices/s   CPU us/notice   bytes/event   answer p50 ms   p99 ms   notices/force");
        boolean allBooked = true;
        for (int round = 0; round <= rounds; round++) {
            for (final Sync sync : Sync.values()) {
                allBooked &= slice(sync, keys, round == 0);
            }
        }
        return allBooked ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private boolean slice(final Sync sync, final NoticeKeys keys, final boolean warmUp) throws IOException {
        final NoticeClients clients = new NoticeClients(requests(keys));
        final Path log = Files.createTempDirectory(folder, "notice-rate-");
        try (BookingBidder bidder = new BookingBidder(log, sync, loops, keys)) {
            final long cpuBeforeNs = BookingBidder.cpuNs();
            final long startNs = System.nanoTime();
            clients.run(bidder.port(), connections);
            final double seconds = (System.nanoTime() - startNs) / 1e9;
            final double cpuUs = (BookingBidder.cpuNs() - cpuBeforeNs) / 1e3;
            final long[] latenciesNs = clients.sortedLatenciesNs();
            print(String.format(
                    Locale.ROOT,
                    "%-12s %11.0f %15.1f %13.1f %15.2f %8.2f %15s%s",
                    sync.name().toLowerCase(Locale.ROOT),
                    notices / seconds,
                    cpuUs / notices,
                    (double) bidder.logBytes() / notices,
                    latenciesNs[notices / 2] / 1e6,
                    latenciesNs[(int) (notices * 0.99)] / 1e6,
                    sync == Sync.GROUP ? Long.toString(notices / Math.max(1, bidder.forces())) : "-",
                    warmUp ? "   (warm-up)" : ""));
            if (bidder.booked() != notices) {
                print("booked " + bidder.booked() + " of " + notices);
                return false;
            }
            return true;
        } finally {
            delete(log);
        }
    }

    private byte[][] requests(final NoticeKeys keys) {
        final TokenSigner signer = new TokenSigner(keys);
        final NoticePayload payload = payload();
        final byte[] token = new byte[TokenSigner.MAX_TOKEN_BYTES];
        final byte[][] requests = new byte[notices][];
        for (int i = 0; i < notices; i++) {
            payload.sequence = i;
            payload.campaignId = 1L + i % CAMPAIGNS;
            signer.seal(payload);
            final int length = signer.write(NoticeKind.BILL, token, 0);
            requests[i] = ("GET /notice/bill?t=" + new String(token, 0, length, StandardCharsets.US_ASCII)
                            + "&p=1.25 HTTP/1.1\r\nHost: localhost\r\nUser-Agent: exchange\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        return requests;
    }

    /** A bid of the demo exchange, of now. */
    private static NoticePayload payload() {
        final NoticePayload payload = new NoticePayload();
        payload.epoch = 1;
        payload.timeMs = System.currentTimeMillis();
        payload.creativeVersion = 90_017;
        payload.creativeId = 9001;
        payload.advertiserId = 7;
        payload.bidCpmMicros = 2_500_000;
        payload.currency = CurrencyCode.USD;
        payload.campaignCurrency = CurrencyCode.USD;
        payload.rateNanos = 1_000_000_000;
        payload.multiplierMicros = 1_000_000;
        payload.exchangeLength = put("demo", payload.exchange);
        payload.impressionIdLength = put("1", payload.impressionId);
        return payload;
    }

    private static int put(final String text, final byte[] into) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length;
    }

    private static NoticeKeys keys() {
        final List<String> problems = new ArrayList<>();
        final NoticeKeys parsed = NoticeKeys.parse(NOTICE_KEYS, problems);
        if (parsed == null) {
            throw new IllegalStateException(String.join("; ", problems));
        }
        return parsed;
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void print(final String line) {
        final PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
