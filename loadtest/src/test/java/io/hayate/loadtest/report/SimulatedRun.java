package io.hayate.loadtest.report;

import io.hayate.loadtest.report.figures.RunRecord;
import io.hayate.loadtest.report.figures.SloVerdict;
import io.hayate.loadtest.schedule.RateSchedule;
import io.hayate.loadtest.send.ConnectionPlan;
import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs made up from a seed: what a sender would tell, without one. */
public final class SimulatedRun {
    public static final Instant STARTED_AT = Instant.parse("2026-11-20T10:00:00Z");
    public static final List<SloVerdict> SLOS =
            List.of(new SloVerdict("p99=10ms", true, "p99 = 4.2 ms"), new SloVerdict("errors=0.1%", false, "0.31 %"));

    private static final int PER_SECOND = 500;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final int seconds;
    private final double slowness;
    private final Random random;
    private final Interval total = new Interval();
    private boolean interrupted;
    private final long[] totals = new long[SendCount.values().length];

    public SimulatedRun(final int seconds, final double slowness, final long seed) {
        this.seconds = seconds;
        this.slowness = slowness;
        this.random = new Random(seed);
    }

    /** Says that it was stopped before its time. */
    public SimulatedRun interrupted() {
        interrupted = true;
        return this;
    }

    /** Tells of every second, and gives the figures of all. */
    public SendResult tell(final RunWatch watch) {
        for (int i = 0; i < seconds; i++) {
            watch.onSecond(second(i));
        }
        final SortedMap<Integer, Long> statuses = new TreeMap<>();
        if (totals[SendCount.HTTP_ERRORS.ordinal()] > 0) {
            statuses.put(503, totals[SendCount.HTTP_ERRORS.ordinal()]);
        }
        final SortedMap<Integer, Long> noBidReasons = new TreeMap<>();
        noBidReasons.put(8, totals[SendCount.NO_BIDS.ordinal()] / 4);
        noBidReasons.put(505, 7L);
        return new SendResult(
                plan(seconds),
                total,
                totals,
                statuses,
                noBidReasons,
                seconds * SECOND_NS,
                seconds * SECOND_NS,
                700,
                2,
                interrupted);
    }

    public static SendPlan plan(final int seconds) {
        return new SendPlan(
                Target.parse("http://127.0.0.1:8080/openrtb2/demo"),
                RateSchedule.constant(PER_SECOND, seconds * SECOND_NS),
                ConnectionPlan.of(32),
                1,
                SECOND_NS);
    }

    public Second second(final int number) {
        final Interval latency = new Interval();
        final long[] counts = new long[SendCount.values().length];
        final boolean stalls = number % 20 == 13;
        for (int i = 0; i < PER_SECOND; i++) {
            final double tail = Math.exp(0.5 * random.nextGaussian() + (random.nextInt(200) == 0 ? 2 : 0));
            final long fromSendNs = (long) (slowness * 600_000 * tail);
            final long waitedNs = stalls && i < PER_SECOND / 4 ? (PER_SECOND / 4 - i) * 2_000_000L : 0;
            latency.fromSend().recordValue(fromSendNs);
            latency.fromDue().recordValue(fromSendNs + waitedNs);
            latency.lag().recordValue((long) (40_000 * Math.exp(0.7 * random.nextGaussian())));
        }
        counts[SendCount.SENT.ordinal()] = PER_SECOND;
        final long failed = stalls ? 9 : 0;
        counts[SendCount.TIMEOUTS.ordinal()] = failed / 3;
        counts[SendCount.HTTP_ERRORS.ordinal()] = failed - failed / 3;
        counts[SendCount.ANSWERED.ordinal()] = PER_SECOND - failed / 3;
        final long bids = 190L + random.nextInt(30);
        counts[SendCount.BIDS.ordinal()] = bids;
        counts[SendCount.NO_BIDS.ordinal()] = PER_SECOND - bids - failed;
        counts[SendCount.BYTES_OUT.ordinal()] = 2_000L * PER_SECOND;
        counts[SendCount.BYTES_IN.ordinal()] = 900 * bids;
        for (int i = 0; i < counts.length; i++) {
            totals[i] += counts[i];
        }
        total.fromDue().add(latency.fromDue());
        total.fromSend().add(latency.fromSend());
        total.lag().add(latency.lag());
        return new Second(number * SECOND_NS, SECOND_NS, counts, latency);
    }

    /** Writes all outputs of runs that differ in their seed only. */
    public static RunRecord write(
            final Path directory,
            final String name,
            final int repetitions,
            final int seconds,
            final double slowness,
            final List<String> reasonsInvalid)
            throws IOException {
        final Clock clock = Clock.fixed(STARTED_AT.plusSeconds(1), ZoneOffset.UTC);
        try (RunOutputs outputs = new RunOutputs(
                directory, name, CommandLineText.of(List.of("run", "-R", "500", "--name", name)), repetitions, clock)) {
            for (int i = 0; i < repetitions; i++) {
                final SimulatedRun run =
                        new SimulatedRun(seconds, slowness, (name.hashCode() + i) * 0x9E3779B97F4A7C15L);
                outputs.closeRepetition(run.tell(outputs.openRepetition()), reasonsInvalid);
            }
            return outputs.finish(SLOS);
        }
    }

    /** For the eye: writes a few runs into a directory. */
    public static void main(final String[] args) throws IOException {
        final Path directory = Path.of(args[0]);
        write(directory, "one", 1, 30, 1, List.of());
        write(directory, "several", 5, 30, 1, List.of());
        write(directory, "slower", 5, 30, 1.3, List.of());
        write(
                directory,
                "bad",
                1,
                30,
                2,
                new ArrayList<>(List.of(
                        "the rate was not held: 1,234.5/s of 2,000.0/s",
                        "the sender itself was late: p99 of its lag is 12.20 ms, above 5.00 ms")));
        write(directory, "soak", 1, 5000, 1, List.of());
    }
}
