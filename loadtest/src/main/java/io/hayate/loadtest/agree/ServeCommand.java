package io.hayate.loadtest.agree;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.SpanNs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code serve}: a server whose answers and delays are known. Owned by the main thread. */
@Command(
        name = "serve",
        description = "Answers every POST in the same way, until it is ended; POST /stall?ms=1000 stalls it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    /** What stands before the port in its first line. */
    static final String READY = "listening on port ";

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "where (default: ${DEFAULT-VALUE})")
    private String host = "";

    @Option(names = "--port", defaultValue = "8090", description = "0: any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--bytes", defaultValue = "0", description = "of the body of a 200; 0: a 204 (default)")
    private int bodyBytes;

    @Option(names = "--delay", defaultValue = "0s", description = "from request to answer (default: none)")
    private SpanNs delay = new SpanNs(0);

    @Option(
            names = "--sigma",
            defaultValue = "0",
            description = "log-normal delays around --delay, their median, with this sigma (default: all the same)")
    private double sigma;

    @Option(names = "--seed", defaultValue = "1", description = "of these delays (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--loops", defaultValue = "1", description = "threads (default: ${DEFAULT-VALUE})")
    private int loops;

    @Option(names = "--with-parent", hidden = true, description = "ends when the process that started it has ended")
    private boolean withParent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        final FixedAnswer answer;
        try {
            answer = new FixedAnswer(bodyBytes, delay.ns(), sigma, seed);
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("--port must be between 0 and 65535");
            }
            if (loops < 1) {
                throw new IllegalArgumentException("--loops must be at least 1");
            }
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        final CountDownLatch ended = new CountDownLatch(1);
        if (withParent) {
            endWithParent(ended);
        }
        final PrintWriter out = spec.commandLine().getOut();
        try (FixedServer server = FixedServer.open(host, port, loops, answer)) {
            out.println(READY + server.port());
            out.flush();
            ended.await();
            return LoadTest.EXIT_OK;
        } catch (final IOException e) {
            out.println(e.getMessage());
            return LoadTest.EXIT_FAILED;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it only counts down
    private static void endWithParent(final CountDownLatch ended) {
        ProcessHandle.current()
                .parent()
                .ifPresentOrElse(parent -> parent.onExit().thenRun(ended::countDown), ended::countDown);
    }
}
