package io.hayate.loadtest.agree;

import io.hayate.loadtest.schedule.ClosedLoop;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Sender;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The clients that are compared: each sends the same request, over as many connections, with one thread, and says what it
 * measured. Owned by the main thread.
 */
final class Clients implements AutoCloseable {
    /** h2load sets a timer for each connection, of 10 ms at least. */
    static final int MAX_RATE_PER_CONNECTION = 100;

    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/openrtb2/fixed";
    private static final String[] HEADERS = {"Content-Type: application/json", "x-openrtb-version: 2.6"};
    private static final long TIMEOUT_NS = 10_000_000_000L;
    private static final long MAX_LAG_NS = 5_000_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_US = 1e3;
    private static final int MS_PER_SECOND = 1000;
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';

    private final int connections;
    private final byte[] body;
    private final Path directory;
    private final List<String> remarks = new ArrayList<>();

    Clients(final int connections, final byte[] body) throws IOException {
        this.connections = connections;
        this.body = body;
        this.directory = Files.createTempDirectory("hayate-agree-");
        Files.write(bodyFile(), body);
        Files.writeString(scriptFile(), script(body));
    }

    private Path bodyFile() {
        return directory.resolve("body.json");
    }

    private Path scriptFile() {
        return directory.resolve("post.lua");
    }

    private Path logFile() {
        return directory.resolve("h2load.log");
    }

    /** What wrk is to send: it makes the request once, before it starts. */
    static String script(final byte[] body) {
        final StringBuilder script = new StringBuilder("wrk.method = \"POST\"\n");
        for (final String header : HEADERS) {
            final int colon = header.indexOf(':');
            script.append("wrk.headers[\"").append(header, 0, colon).append("\"] = \"");
            script.append(header.substring(colon + 2)).append("\"\n");
        }
        script.append("wrk.body = \"");
        for (final byte one : body) {
            final char character = (char) (one & 0xff);
            if (character >= FIRST_PLAIN && character <= LAST_PLAIN && character != '"' && character != '\\') {
                script.append(character);
            } else {
                script.append(String.format(Locale.ROOT, "\\%03d", (int) character));
            }
        }
        return script.append("\"\n").toString();
    }

    private static String url(final int port) {
        return "http://" + HOST + ":" + port + PATH;
    }

    /** wrk in its closed loop, the only one it has. */
    ClientFigures wrk(final int port, final int seconds) throws IOException, InterruptedException {
        final CpuTimes before = CpuTimes.now();
        final String printed = Tool.run(
                List.of(
                        Tool.WRK.program(),
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "-s",
                        scriptFile().toString(),
                        url(port)),
                TimeUnit.SECONDS.toNanos(seconds));
        final long cpuNs = CpuTimes.now().since(before).childrenNs();
        return WrkOutput.parse(printed).withCpuUs(cpuNs / NS_PER_US / WrkOutput.requests(printed));
    }

    /**
     * h2load over HTTP/1.1, each connection at its own pace. They begin one after the other, as evenly as its milliseconds
     * allow: else all of them would send at the same moment, again and again.
     */
    ClientFigures h2load(final int port, final int ratePerSecond, final int seconds)
            throws IOException, InterruptedException {
        final long requests = (long) ratePerSecond * seconds;
        final int perMs = ratePerSecond / MS_PER_SECOND;
        final List<String> command = new ArrayList<>(List.of(
                Tool.H2LOAD.program(),
                "--h1",
                "-t1",
                "-c" + connections,
                "-n" + requests,
                "--rps=" + (double) ratePerSecond / connections,
                "--rate=" + Math.max(1, perMs),
                "--rate-period=" + (perMs > 0 ? 1 : MS_PER_SECOND / ratePerSecond) + "ms",
                "--data=" + bodyFile(),
                "--log-file=" + logFile()));
        for (final String header : HEADERS) {
            command.addAll(List.of("-H", header));
        }
        command.add(url(port));
        Files.deleteIfExists(logFile());
        final CpuTimes before = CpuTimes.now();
        Tool.run(command, TimeUnit.SECONDS.toNanos(seconds));
        final long cpuNs = CpuTimes.now().since(before).childrenNs();
        return H2loadLog.parse(Files.readAllLines(logFile())).withCpuUs(cpuNs / NS_PER_US / requests);
    }

    /**
     * Ours in a closed loop. wrk fills in what a stall kept from being sent, at the mean pace of a connection; so are our
     * latencies here, for they are compared with wrk's.
     */
    ClientFigures oursClosed(final int port, final int seconds) throws IOException {
        final Target target = new Target(HOST, port, PATH);
        final SendPlan plan = new SendPlan(
                target,
                new ClosedLoop(TimeUnit.SECONDS.toNanos(seconds)),
                ConnectionPlan.of(connections),
                1,
                TIMEOUT_NS);
        final Run run = send(plan, target);
        final long answered = run.result.count(SendCount.ANSWERED);
        final long paceNs = run.result.sendingNs() / Math.max(1, answered / connections);
        return figures(run, run.result.latency().fromSend().copyCorrectedForCoordinatedOmission(paceNs));
    }

    /** Ours at a constant rate, from sending: h2load's latencies are. */
    ClientFigures oursPaced(final int port, final int ratePerSecond, final int seconds) throws IOException {
        final Target target = new Target(HOST, port, PATH);
        final SendPlan plan = new SendPlan(
                        target,
                        new ClosedLoop(TimeUnit.SECONDS.toNanos(seconds)),
                        ConnectionPlan.of(connections),
                        1,
                        TIMEOUT_NS)
                .atRate(ratePerSecond, TimeUnit.SECONDS.toNanos(seconds));
        final Run run = send(plan, target);
        run.result.reasonsInvalid(MAX_LAG_NS).forEach(reason -> remarks.add("ours, paced: " + reason));
        return figures(run, run.result.latency().fromSend());
    }

    private record Run(SendResult result, long cpuNs) {}

    private Run send(final SendPlan plan, final Target target) throws IOException {
        try (RequestPool pool = RequestPool.of(List.of(body), target);
                Sender sender = Sender.open(plan, pool, null)) {
            final CpuTimes before = CpuTimes.now();
            sender.launch();
            if (!sender.awaitEnd(plan.durationNs() + 2 * TIMEOUT_NS)) {
                throw new IOException("ours does not end");
            }
            final long cpuNs = CpuTimes.now().since(before).ownNs();
            final SendResult result = sender.result();
            if (result.failures() > 0) {
                throw new IOException("ours: " + result.failures() + " requests without a proper answer");
            }
            return new Run(result, cpuNs);
        }
    }

    private static ClientFigures figures(final Run run, final Histogram latency) {
        final long answered = run.result.count(SendCount.ANSWERED);
        return new ClientFigures(
                answered * NS_PER_SECOND / run.result.sendingNs(),
                latency.getValueAtPercentile(50) / NS_PER_US,
                latency.getValueAtPercentile(90) / NS_PER_US,
                latency.getValueAtPercentile(99) / NS_PER_US,
                run.cpuNs / NS_PER_US / answered);
    }

    /** What is to be said about the runs so far. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() throws IOException {
        for (final Path file : List.of(bodyFile(), scriptFile(), logFile())) {
            Files.deleteIfExists(file);
        }
        Files.delete(directory);
    }
}
