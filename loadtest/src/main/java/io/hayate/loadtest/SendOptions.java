package io.hayate.loadtest;

import io.hayate.loadtest.schedule.Schedule;
import io.hayate.loadtest.send.AnswerCheck;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that sends. Filled by picocli, read by the command. Owned by the main thread. */
public final class SendOptions {
    private static final int SAMPLED_EVERY = 10;

    /** Which answers are checked. */
    public enum Check {
        ALL,
        /** Every tenth. */
        SAMPLED,
        NONE
    }

    /** When a request has failed. */
    record Timeout(long ns) {
        static Timeout parse(final String text) {
            if ("tmax".equals(text)) {
                return new Timeout(SendPlan.TMAX);
            }
            final Timeout timeout = new Timeout(SpanNs.parse(text).ns());
            if (timeout.ns <= 0) {
                throw new TypeConversionException("a timeout must be above 0, or tmax");
            }
            return timeout;
        }
    }

    @Mixin
    private ScheduleOptions schedule = new ScheduleOptions();

    @Option(
            names = {"-c", "--connections"},
            defaultValue = "32",
            description = "keep-alive connections, one request under way on each (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(
            names = "--requests-per-connection",
            paramLabel = "N",
            defaultValue = "0",
            description = "after so many a connection is closed and opened anew; 0: never (default: ${DEFAULT-VALUE})")
    private int requestsPerConnection;

    @Option(
            names = "--storm-every",
            paramLabel = "TIME",
            defaultValue = "0s",
            description =
                    "so often all connections are closed and opened anew at once; 0: never (default: ${DEFAULT-VALUE})")
    private SpanNs stormEvery = new SpanNs(0);

    @Option(
            names = "--slow-start",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "connections are opened evenly over so long, not all before (default: ${DEFAULT-VALUE})")
    private SpanNs slowStart = new SpanNs(0);

    @Option(
            names = {"-t", "--threads"},
            defaultValue = "1",
            description = "sender threads; they share rate and connections (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--timeout",
            paramLabel = "TIME|tmax",
            description = "from a request's due time, or as long as its own tmax allows; later answers count as failed"
                    + " (default: tmax; in the demo 1s)")
    private @Nullable Timeout timeout;

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

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    /**
     * What is to be sent, once the pool was made.
     *
     * @param defaultTimeoutNs where none was given; {@link SendPlan#TMAX} for the requests' own
     * @throws IllegalArgumentException naming what makes no sense
     */
    public SendPlan plan(final List<Target> targets, final long defaultTimeoutNs) {
        final Schedule replay = traffic.replaySchedule();
        return new SendPlan(
                targets,
                replay == null ? schedule.schedule(traffic.seed()) : replay,
                new ConnectionPlan(connections, requestsPerConnection, stormEvery.ns(), slowStart.ns()),
                threads,
                timeout == null ? defaultTimeoutNs : timeout.ns());
    }

    /** @throws IllegalArgumentException if there are no requests */
    public RequestPool pool(final Target target) {
        return traffic.pool(target);
    }

    /** Null if nothing is to be checked. */
    public @Nullable AnswerChecker checker(final AnswerCheck answerCheck, final Check defaultCheck) {
        final int every = checkEvery(defaultCheck);
        return every == 0 ? null : AnswerChecker.launch(answerCheck, every);
    }

    /** 1 if every answer is to be checked, 10 for every tenth, 0 for none. */
    public int checkEvery(final Check defaultCheck) {
        return switch (check == null ? defaultCheck : check) {
            case ALL -> 1;
            case SAMPLED -> SAMPLED_EVERY;
            case NONE -> 0;
        };
    }

    public TrafficOptions traffic() {
        return traffic;
    }

    public boolean isSoak() {
        return schedule.isSoak();
    }

    public long warmUpNs() {
        return warmUp.ns();
    }

    public long maxLagNs() {
        return maxLag.ns();
    }
}
