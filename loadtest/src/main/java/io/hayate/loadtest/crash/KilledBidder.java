package io.hayate.loadtest.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of the bidder: a child process on free ports of the loopback. Owned by the main thread. */
final class KilledBidder implements AutoCloseable {
    private static final Duration MAX_CALL = Duration.ofSeconds(20);
    private static final int SHOWN_LINES = 10;
    private static final long READY_POLL_MS = 20;
    private static final long MAX_START_NS = TimeUnit.SECONDS.toNanos(120);

    private final Process process;
    private final Path output;
    private final int bidPort;
    private final int adminPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private KilledBidder(final Process process, final Path output, final int bidPort, final int adminPort) {
        this.process = process;
        this.output = output;
        this.bidPort = bidPort;
        this.adminPort = adminPort;
    }

    /** What a life prints goes behind what the lives before have printed. */
    static KilledBidder start(final CrashSettings settings, final Path campaigns) throws IOException {
        final int bidPort;
        final int adminPort;
        // Both are held until both are known, so that they differ.
        try (ServerSocket bids = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket admin = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            bidPort = bids.getLocalPort();
            adminPort = admin.getLocalPort();
        }
        final List<String> command = new ArrayList<>(settings.bidder());
        command.addAll(List.of(
                "--data-dir=" + settings.dataDir(),
                "--campaigns=" + campaigns,
                "--bid-host=127.0.0.1",
                "--bid-port=" + bidPort,
                "--admin-port=" + adminPort));
        command.addAll(settings.flags());
        final Path output = settings.folder().resolve("bidder.log");
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("HAYATE_"));
        return new KilledBidder(builder.start(), output, bidPort, adminPort);
    }

    /** @throws IOException if it ends before, or takes too long */
    void awaitReady() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        while (!isReady()) {
            // Also the pause between two questions.
            if (process.waitFor(READY_POLL_MS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the bidder ended with " + process.exitValue() + ": " + lastLines());
            }
            if (System.nanoTime() - startNs > MAX_START_NS) {
                throw new IOException("the bidder does not become ready: " + lastLines());
            }
        }
    }

    private String lastLines() throws IOException {
        final List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (final IOException e) {
            return false; // not listening yet
        }
    }

    HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(adminUrl() + path))
                        .timeout(MAX_CALL)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String adminUrl() {
        return "http://127.0.0.1:" + adminPort;
    }

    String bidUrl() {
        return "http://127.0.0.1:" + bidPort;
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
