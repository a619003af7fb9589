package io.hayate.bidder.telemetry;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Flips the loops' latency recorders once a second and publishes what they held. Single writer: telemetry agent;
 * readers: scrapes, via one volatile read.
 */
public final class TelemetryAgent implements Agent {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final NanoClock clock;
    private final List<LatencyRecorder> recorders;
    private final @Nullable Histogram[] flipped;
    private final Histogram interval = LatencyRecorder.emptyInterval();
    private long flippedAtNs;
    private volatile LatencySnapshot latency = LatencySnapshot.empty();

    public TelemetryAgent(final NanoClock clock, final List<LatencyRecorder> recorders) {
        this.clock = clock;
        this.recorders = List.copyOf(recorders);
        this.flipped = new @Nullable Histogram[recorders.size()];
        this.flippedAtNs = clock.nanoTime();
    }

    @Override
    public int doWork() {
        final long nowNs = clock.nanoTime();
        if (nowNs - flippedAtNs < INTERVAL_NS) {
            return 0;
        }
        flippedAtNs = nowNs;
        flipRecorders();
        return 1;
    }

    @Override
    public String roleName() {
        return "telemetry-agent";
    }

    /** As of the last flip. */
    LatencySnapshot latency() {
        return latency;
    }

    private void flipRecorders() {
        interval.reset();
        for (int i = 0; i < flipped.length; i++) {
            final Histogram recorded = recorders.get(i).flip(flipped[i]);
            flipped[i] = recorded;
            interval.add(recorded);
        }
        latency = latency.plus(interval);
    }
}
