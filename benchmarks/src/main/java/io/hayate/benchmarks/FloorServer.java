package io.hayate.benchmarks;

import io.hayate.bidder.EndSignal;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.accept.AcceptSettings;
import io.hayate.bidder.bid.accept.BidLoopParts;
import io.hayate.bidder.bid.accept.BidServer;
import io.hayate.bidder.bid.accept.NoticeRoute;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.telemetry.LatencyRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The bidder's bid port with nothing behind it: the same event loops, limits, counters and histograms, but a route that
 * answers without looking at the request. What the bidder costs above this is what it does. Owned by the main thread.
 */
@Command(
        name = "FloorServer",
        description = "Answers bid requests without looking at them, to measure the least that HTTP costs.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:ended by SIGTERM or SIGINT", "1:the port cannot be opened", "2:usage"})
public final class FloorServer implements Callable<Integer> {
    /** Begins the one line that is printed when requests are answered; the port follows. */
    public static final String READY = "Floor server ready on port ";

    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int DRAIN_MS = 10_000;

    @Option(names = "--port", defaultValue = "8080", description = "0: any free port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "to listen on (default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(
            names = "--bids",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "share of requests answered with a bid, 0 to 1; others get 204 (default: ${DEFAULT-VALUE})")
    private double bidShare;

    @Option(
            names = "--bytes",
            defaultValue = "1500",
            description = "length of a bid answer's body (default: ${DEFAULT-VALUE})")
    private int bidBytes;

    @Option(names = "--loops", paramLabel = "N", description = "event loops (default: number of processors)")
    private int loops = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new FloorServer()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        require(port >= 0 && port <= 65_535, "--port must be between 0 and 65535");
        require(bidShare >= 0 && bidShare <= 1, "--bids must be between 0 and 1");
        require(
                bidBytes >= FloorRoute.MIN_ANSWER_BYTES && bidBytes <= BidLimits.MAX_ANSWER_BYTES,
                "--bytes must be between " + FloorRoute.MIN_ANSWER_BYTES + " and " + BidLimits.MAX_ANSWER_BYTES);
        require(loops >= 1, "--loops must be at least 1");
        final EndSignal signal = EndSignal.register();
        try (BidServer server = open(host, port, bidShare, bidBytes, loops)) {
            System.out.println(READY + server.boundPort() + " (" + server.transportName() + ", " + loops + " loops)");
            signal.await();
            server.beginDrain();
            server.awaitDrained(DRAIN_MS);
            return CommandLine.ExitCode.OK;
        } catch (final IOException e) {
            System.err.println("FloorServer: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * Listens.
     *
     * @param bidBytes at least {@link FloorRoute#MIN_ANSWER_BYTES}
     * @throws IOException if the port cannot be opened
     */
    static BidServer open(final String host, final int port, final double bidShare, final int bidBytes, final int loops)
            throws IOException {
        final List<BidLoopParts> parts = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
            final LatencyRecorder latency = new LatencyRecorder();
            parts.add(new BidLoopParts(new FloorRoute(bidShare, bidBytes), new NoNotices(), latency::record));
        }
        return BidServer.open(
                new AcceptSettings(host, port, REQUEST_TIMEOUT_MS, 0),
                ExchangeProfiles.builtIn().all(),
                parts);
    }

    private void require(final boolean met, final String problem) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    /** None are fired: nothing is won. Immutable; shared. */
    private static final class NoNotices implements NoticeRoute {
        @Override
        public NoticeAnswer receive(final String uri, final @Nullable String authorization) {
            return NoticeAnswer.NOT_FOUND;
        }

        @Override
        public String landingPage() {
            return "";
        }
    }
}
