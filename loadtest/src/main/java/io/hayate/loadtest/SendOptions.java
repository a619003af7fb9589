package io.hayate.loadtest;

import io.hayate.loadtest.send.AnswerCheck;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that sends. Filled by picocli, read by the command. Owned by the main thread. */
public final class SendOptions {
    static final String MIX_DESCRIPTION =
            "what is asked for: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, mostly banners, a little of everything)";

    private static final int SAMPLED_EVERY = 10;

    /** Which answers are checked. */
    public enum Check {
        ALL,
        /** Every tenth. */
        SAMPLED,
        NONE
    }

    @Option(
            names = {"-R", "--rate"},
            defaultValue = "2000",
            description = "requests per second (default: ${DEFAULT-VALUE})")
    private int ratePerSecond;

    @Option(
            names = {"-d", "--duration"},
            defaultValue = "30s",
            description = "how long (default: ${DEFAULT-VALUE})")
    private SpanNs duration = new SpanNs(0);

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "keep-alive connections (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = {"-t", "--threads"},
            defaultValue = "1",
            description = "sender threads (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the requests and of random gaps (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--mix", defaultValue = "exchange", description = MIX_DESCRIPTION)
    private TrafficMix mix = TrafficMix.EXCHANGE;

    @Option(names = "--poisson", description = "random gaps between requests instead of even ones")
    private boolean poisson;

    @Option(
            names = "--timeout",
            defaultValue = "1s",
            description = "from a request's due time; later answers count as failed (default: ${DEFAULT-VALUE})")
    private SpanNs timeout = new SpanNs(0);

    @Option(
            names = "--warmup",
            defaultValue = "2s",
            description = "sent before, not counted (default: ${DEFAULT-VALUE})")
    private SpanNs warmUp = new SpanNs(0);

    @Option(
            names = "--max-lag",
            defaultValue = "5ms",
            description = "p99 of the sender's own lag above which a run is invalid (default: ${DEFAULT-VALUE})")
    private SpanNs maxLag = new SpanNs(0);

    @Option(
            names = "--check",
            description = "which bids are held against the rules: all, sampled (every tenth), none"
                    + " (default: sampled; in the demo all)")
    private @Nullable Check check;

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            description = "NDJSON file to send instead of generated requests")
    private @Nullable Path requests;

    @Option(
            names = "--distinct",
            defaultValue = "20000",
            description = "generated requests, sent in turn (default: ${DEFAULT-VALUE})")
    private int distinct;

    /** @throws IllegalArgumentException naming what makes no sense */
    public SendPlan plan(final Target target) {
        return new SendPlan(target, ratePerSecond, duration.ns(), connections, threads, poisson, seed, timeout.ns());
    }

    /** @throws IllegalArgumentException if there are no requests */
    public RequestPool pool(final Target target) throws IOException {
        return requests == null
                ? RequestPool.generate(seed, mix, distinct, target)
                : RequestPool.read(requests, target);
    }

    /** Null if nothing is to be checked. */
    public @Nullable AnswerChecker checker(final AnswerCheck answerCheck, final Check defaultCheck) {
        return switch (check == null ? defaultCheck : check) {
            case ALL -> AnswerChecker.launch(answerCheck, 1);
            case SAMPLED -> AnswerChecker.launch(answerCheck, SAMPLED_EVERY);
            case NONE -> null;
        };
    }

    public long warmUpNs() {
        return warmUp.ns();
    }

    public long maxLagNs() {
        return maxLag.ns();
    }
}
