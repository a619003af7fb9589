package io.hayate.benchmarks.compare;

import io.hayate.benchmarks.FloorServer;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.Bidder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Servers as child processes, with a temporary folder for what they write; all of it goes when this is closed.
 * Owned by the comparing thread; a shutdown hook closes it too.
 */
public final class Servers implements AutoCloseable {
    private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();
    private static final Pattern BIDDER_READY =
            Pattern.compile("Ready: bids on port (\\d+) .*, administration on port (\\d+),");
    private static final long START_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(5);
    private static final int POLL_MS = 5;
    private static final int CALL_TIMEOUT_MS = 5_000;

    private final Path folder;
    private final List<String> jvmOptions;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Thread onExit = new Thread(this::close, "stop-servers");
    private boolean closed;
    private int bidPort;
    private int adminPort;
    private long startNs;
    private long readyNs;

    private Servers(final Path folder, final List<String> jvmOptions) {
        this.folder = folder;
        this.jvmOptions = jvmOptions;
    }

    /** None yet; both will run with these JVM options. */
    public static Servers prepare(final List<String> jvmOptions) throws IOException {
        final Servers servers = new Servers(Files.createTempDirectory("hayate-servers-"), jvmOptions);
        Runtime.getRuntime().addShutdownHook(servers.onExit);
        return servers;
    }

    public List<String> jvmOptions() {
        return jvmOptions;
    }

    /**
     * Generates campaigns into a file that goes with us.
     *
     * @param creatives for each campaign; 0: one to six
     */
    public CampaignFile writeCampaigns(final int count, final int creatives) throws IOException {
        return CampaignFile.write(folder.resolve("campaigns.ndjson"), count, creatives);
    }

    /** The same campaigns with budgets, even pacing and frequency caps. */
    CampaignFile writeCampaignsWithMoney(final int count, final int creatives) throws IOException {
        return CampaignFile.write(
                folder.resolve("campaigns-with-money.ndjson"), count, creatives, GeneratedTraffic::withMoney);
    }

    /** Starts a bidder with these campaigns and waits until it is ready. */
    public ChildProcess startBidder(final CampaignFile campaigns, final int loops)
            throws IOException, InterruptedException {
        return startBidder("bidder", campaigns, loops, List.of());
    }

    /** The same under another name, with more flags; {@link #bidUrl} is then this one's. */
    ChildProcess startBidder(
            final String name, final CampaignFile campaigns, final int loops, final List<String> moreFlags)
            throws IOException, InterruptedException {
        final List<String> flags = new ArrayList<>(List.of("--loops=" + loops, "--campaigns=" + campaigns.path()));
        flags.addAll(moreFlags);
        return startBidder(name, flags);
    }

    /** With no other flags than these: as many loops as production has, and the data that its name has left, if any. */
    ChildProcess startBidder(final String name, final List<String> moreFlags) throws IOException, InterruptedException {
        startNs = System.nanoTime();
        final List<String> flags = new ArrayList<>(
                List.of("--bid-host=" + HOST, "--bid-port=0", "--admin-port=0", "--data-dir=" + dataFolder(name)));
        flags.addAll(moreFlags);
        final ChildProcess bidder = start(name, Bidder.class, flags);
        await(bidder, () -> isReady(bidder));
        readyNs = System.nanoTime();
        return bidder;
    }

    private Path dataFolder(final String name) {
        return folder.resolve(name + "-data");
    }

    /** Deletes what an ended bidder of that name has left. */
    void forget(final String name) throws IOException {
        delete(dataFolder(name));
    }

    /**
     * Free ports cannot be known beforehand without someone else taking them: what the bidder says at the end of its
     * start.
     */
    private boolean isReady(final ChildProcess bidder) throws IOException {
        final Matcher ports = BIDDER_READY.matcher(String.join("\n", bidder.printed()));
        if (!ports.find()) {
            return false;
        }
        bidPort = Integer.parseInt(ports.group(1));
        adminPort = Integer.parseInt(ports.group(2));
        return isOk(URI.create("http://" + HOST + ":" + adminPort + "/readyz"));
    }

    /** From the start of the bidder's process until it said that it is ready. */
    public double startToReadySeconds() {
        return (readyNs - startNs) / 1e9;
    }

    public String bidUrl() {
        return url(bidPort);
    }

    /** Where the bidder is administered. */
    public InetSocketAddress adminAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), adminPort);
    }

    /** Where it bids. */
    public InetSocketAddress bidAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), bidPort);
    }

    /** Starts a floor server that answers alike, and waits until it listens. */
    ChildProcess startFloor(final Load.Mix mix, final int loops) throws IOException, InterruptedException {
        final ChildProcess floor = start(
                "floor",
                FloorServer.class,
                List.of(
                        "--port=0",
                        "--loops=" + loops,
                        String.format(Locale.ROOT, "--bids=%.6f", mix.bidShare()),
                        "--bytes=" + mix.meanBidBytes()));
        await(floor, () -> !readyLines(floor).isEmpty());
        return floor;
    }

    static String floorUrl(final ChildProcess floor) throws IOException {
        final String port = readyLines(floor).get(0).substring(FloorServer.READY.length());
        return url(Integer.parseInt(port.substring(0, port.indexOf(' '))));
    }

    private static List<String> readyLines(final ChildProcess floor) throws IOException {
        return floor.printed().stream()
                .filter(line -> line.startsWith(FloorServer.READY) && line.endsWith(")"))
                .toList();
    }

    private static String url(final int port) {
        return "http://" + HOST + ":" + port + "/openrtb2/demo";
    }

    private synchronized ChildProcess start(final String name, final Class<?> main, final List<String> args)
            throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
        final ChildProcess child = ChildProcess.start(name, folder, main, jvmOptions, args);
        children.add(child);
        return child;
    }

    private static boolean isOk(final URI uri) {
        try {
            final HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
            call.setConnectTimeout(CALL_TIMEOUT_MS);
            call.setReadTimeout(CALL_TIMEOUT_MS);
            return call.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (final IOException e) {
            return false; // not listening yet
        }
    }

    private static void await(final ChildProcess child, final Condition ready)
            throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        while (!ready.isMet()) {
            if (child.awaitEnd(POLL_MS)) {
                throw child.failure("ended before it was ready");
            }
            if (System.nanoTime() - startNs > START_TIMEOUT_NS) {
                throw child.failure("did not become ready");
            }
        }
    }

    /** Something that is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws IOException;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (final IllegalStateException e) {
            // The JVM is ending, and this may be the hook.
        }
        children.forEach(ChildProcess::close);
        try {
            delete(folder);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
