package io.hayate.loadtest.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A bidder as a child process, on two free ports of the loopback and with a data directory that goes with it.
 *
 * Owned by the thread that runs the demo; the shutdown hook closes it too.
 */
final class BidderProcess implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long READY_POLL_MS = 50;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    /** The bidder drains for ten seconds at most. */
    private static final long STOP_SECONDS = 20;

    private static final int LOG_TAIL_LINES = 20;

    private final Process process;
    private final Path directory;
    private final int bidPort;
    private final int adminPort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BidderProcess(final Process process, final Path directory, final int bidPort, final int adminPort) {
        this.process = process;
        this.directory = directory;
        this.bidPort = bidPort;
        this.adminPort = adminPort;
    }

    /** Starts it under the JVM that runs us, on the built-in defaults: the environment's settings are for others. */
    static BidderProcess start(final Path jar, final Path campaigns) throws IOException {
        final Path directory = Files.createTempDirectory("hayate-demo-");
        final int bidPort;
        final int adminPort;
        // Both are held until both are known, so that they differ.
        try (ServerSocket bids = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bidPort = bids.getLocalPort();
            adminPort = admin.getLocalPort();
        }
        final ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "--bid-port",
                        Integer.toString(bidPort),
                        "--admin-port",
                        Integer.toString(adminPort),
                        "--data-dir",
                        directory.resolve("data").toString(),
                        "--campaigns",
                        campaigns.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("bidder.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HAYATE_"));
        return new BidderProcess(builder.start(), directory, bidPort, adminPort);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String bidUrl(final String exchange) {
        return "http://" + HOST + ":" + bidPort + "/openrtb2/" + exchange;
    }

    String adminUrl(final String path) {
        return "http://" + HOST + ":" + adminPort + path;
    }

    /** Waits until it says that it is ready; false if it ends before or takes longer. */
    boolean awaitReady(final Duration limit) throws InterruptedException {
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < limit.toNanos()) {
            // Also the pause between two questions.
            if (process.waitFor(READY_POLL_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (isReady()) {
                return true;
            }
        }
        return false;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (final IOException e) {
            return false; // not listening yet
        }
    }

    /** The body of a call on the admin port. */
    HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(adminUrl(path)))
                        .timeout(CALL_TIMEOUT)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** One bid request; the answer as it came. */
    HttpResponse<byte[]> bid(final String exchange, final byte[] request) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(bidUrl(exchange)))
                        .timeout(CALL_TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("x-openrtb-version", "2.6")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What it printed last. */
    List<String> logTail() throws IOException {
        final List<String> lines = Files.readAllLines(directory.resolve("bidder.log"));
        return lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    }

    /** Asks it to end (SIGTERM) and waits; if it does not, it is killed and the code says so (137). */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    /** Ends it if it still runs, and deletes its directory. */
    @Override
    public synchronized void close() {
        try {
            stop();
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot delete " + directory, e);
            }
        }
    }
}
