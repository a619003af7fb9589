package io.hayate.bidder.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.Bidder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bidder in a JVM of its own, with what it writes. It never outlives {@link #close}. Owned by the test's thread; two more
 * threads gather the output.
 */
final class BidderProcess implements AutoCloseable {
    private static final int MAX_START_S = 60;
    private static final int MAX_END_S = 30;

    /** What POSIX counts files in. */
    private static final int ULIMIT_BLOCK_BYTES = 512;

    private static final Duration MAX_CALL = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern READY =
            Pattern.compile("Ready: bids on port (\\d+) .*administration on port (\\d+),.*");

    private final Process process;
    private final long startNs = System.nanoTime();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> stdout = Collections.synchronizedList(new ArrayList<>());
    private final List<String> stderr = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> stdoutEnded;
    private final CompletableFuture<Void> stderrEnded;

    private BidderProcess(final Process process) {
        this.process = process;
        stdoutEnded = gather(process.getInputStream(), this::onStdout);
        stderrEnded = gather(process.getErrorStream(), stderr::add);
    }

    /** Exactly these flags. */
    static BidderProcess run(final String... flags) throws IOException {
        return run(List.of(), Map.of(), flags);
    }

    /** @param environment beside what is inherited */
    static BidderProcess run(
            final List<String> jvmOptions, final Map<String, String> environment, final String... flags)
            throws IOException {
        return run(List.of(), jvmOptions, environment, flags);
    }

    /** One that can make no file larger than this, as on a disk that is nearly full; returns when it is ready. */
    static BidderProcess startWithFilesUpTo(final long maxFileBytes, final Path dataDir, final String... moreFlags)
            throws Exception {
        final List<String> limited =
                List.of("sh", "-c", "ulimit -f " + maxFileBytes / ULIMIT_BLOCK_BYTES + " && exec \"$@\"", "sh");
        return run(limited, List.of(), Map.of(), smallOn(dataDir, moreFlags)).awaitReady();
    }

    private static BidderProcess run(
            final List<String> before,
            final List<String> jvmOptions,
            final Map<String, String> environment,
            final String... flags)
            throws IOException {
        final List<String> command = new ArrayList<>(before);
        command.addAll(jvm(jvmOptions));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bidder.class.getName()));
        command.addAll(List.of(flags));
        final ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("HAYATE_") || name.endsWith("JAVA_OPTIONS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return new BidderProcess(builder.start());
    }

    /** What starts one on this class path, before its flags. */
    static List<String> command() {
        final List<String> command = new ArrayList<>(jvm(List.of()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bidder.class.getName()));
        return command;
    }

    private static List<String> jvm(final List<String> jvmOptions) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the tests need of the JDK's inner parts, the bidder does; the rest is the tests' own.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.equals("-ea"))
                .forEach(command::add);
        // The quick compiler and the smallest collector: many short lives beside each other on few cores.
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        if (jvmOptions.stream().noneMatch(option -> option.startsWith("-XX:"))) {
            command.add("-XX:+UseSerialGC");
        }
        // The program's own, not the tests'.
        command.add("-Dlogback.configurationFile=logback.xml");
        return command;
    }

    /** As {@link #smallOn}; returns when it is ready. */
    static BidderProcess start(final Path dataDir, final String... moreFlags) throws Exception {
        return run(smallOn(dataDir, moreFlags)).awaitReady();
    }

    /**
     * The flags of a small one on free ports of loopback, which has to drain by itself if a test is to see its end. A flag
     * in {@code moreFlags} takes the place of the one here.
     */
    static String[] smallOn(final Path dataDir, final String... moreFlags) {
        final List<String> flags = new ArrayList<>(List.of(moreFlags));
        for (final String flag : List.of(
                "--data-dir=" + dataDir,
                "--bid-host=127.0.0.1",
                "--bid-port=0",
                "--admin-port=0",
                "--drain=1h",
                "--loops=2",
                "--max-campaigns=64",
                "--max-creatives=1000")) {
            final String name = flag.substring(0, flag.indexOf('=') + 1);
            if (flags.stream().noneMatch(each -> each.startsWith(name))) {
                flags.add(flag);
            }
        }
        return flags.toArray(new String[0]);
    }

    BidderProcess awaitReady() throws Exception {
        try {
            ready.get(MAX_START_S, TimeUnit.SECONDS);
            return this;
        } catch (final Exception e) {
            close();
            throw new IllegalStateException("not ready: " + stdout + stderr, e);
        }
    }

    /** Since the process was started. */
    long elapsedMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
    }

    /** Of all its threads, since the process was started. */
    long cpuMs() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /** Returns when the log has a message with this in it. */
    void awaitMessage(final String text) throws InterruptedException {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_START_S);
        synchronized (stdout) {
            while (messages().stream().noneMatch(message -> message.contains(text))) {
                final long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
                if (leftMs <= 0) {
                    throw new IllegalStateException("no message with '" + text + "': " + stdout + stderr);
                }
                stdout.wait(leftMs);
            }
        }
    }

    int bidPort() {
        return Integer.parseInt(ready.join().group(1));
    }

    int adminPort() {
        return Integer.parseInt(ready.join().group(2));
    }

    /** A call on the admin port. */
    HttpResponse<String> admin(final String method, final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        return call(adminPort(), method, path, body, headers);
    }

    HttpResponse<String> get(final String path) throws IOException, InterruptedException {
        return admin("GET", path, "");
    }

    /** A bid request of the demo exchange. */
    HttpResponse<String> bid(final String request) throws IOException, InterruptedException {
        return call(bidPort(), "POST", "/openrtb2/demo", request);
    }

    private HttpResponse<String> call(
            final int port, final String method, final String path, final String body, final String... headers)
            throws IOException, InterruptedException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(MAX_CALL)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** SIGTERM, SIGINT and others, by their names. */
    void signal(final String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** SIGKILL. */
    void kill() throws Exception {
        process.destroyForcibly();
        awaitEnd();
    }

    /** The exit code; all output is there then. */
    int awaitEnd() throws Exception {
        if (!process.waitFor(MAX_END_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still runs: " + stdout + stderr);
        }
        stdoutEnded.get(MAX_END_S, TimeUnit.SECONDS);
        stderrEnded.get(MAX_END_S, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** SIGTERM, and the exit code. */
    int end() throws Exception {
        signal("TERM");
        return awaitEnd();
    }

    String stdout() {
        return String.join("\n", stdout);
    }

    String stderr() {
        return String.join("\n", stderr);
    }

    /** What the log says, a message a line. */
    List<String> messages() {
        return List.copyOf(stdout).stream().map(BidderProcess::message).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(MAX_END_S, TimeUnit.SECONDS)
                .join();
    }

    private void onStdout(final String line) {
        synchronized (stdout) {
            stdout.add(line);
            stdout.notifyAll();
        }
        final String message = message(line);
        final Matcher matcher = READY.matcher(message);
        if (matcher.matches()) {
            ready.complete(matcher);
        }
    }

    /** Every line of the log is one JSON object; what else a program prints is shown as it is. */
    private static String message(final String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            final JsonNode event = JSON.readTree(line);
            return event.path("formattedMessage").asText();
        } catch (final IOException e) {
            return line; // broken off by a kill
        }
    }

    private CompletableFuture<Void> gather(final InputStream stream, final Consumer<String> lines) {
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        final Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines);
                    } catch (final IOException | UncheckedIOException e) {
                        stderr.add("output broke off: " + e);
                    }
                    ended.complete(null);
                    ready.completeExceptionally(new IllegalStateException("ended"));
                },
                "output-of-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return ended;
    }
}
