package io.hayate.loadtest.report;

import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Holds the last fifth of a soak against its first: what leaks or fills up shows there. Owned by the thread that runs the command. */
public final class Drift implements RunWatch {
    private static final int PARTS = 5;
    private static final double NS_PER_MS = 1e6;

    private final long durationNs;
    private final Part first = new Part();
    private final Part last = new Part();

    /** Owned by the thread that runs the command. */
    private static final class Part {
        private Histogram latency = new Histogram(1, 3_600_000_000_000L, 3);
        private long answered;
        private long failures;

        void add(final Second second) {
            latency.add(second.latency().fromDue());
            answered += second.count(SendCount.ANSWERED);
            failures += second.count(SendCount.HTTP_ERRORS)
                    + second.count(SendCount.BROKEN)
                    + second.count(SendCount.TIMEOUTS)
                    + second.count(SendCount.UNSENT);
        }

        String row(final String name) {
            return String.format(
                    Locale.ROOT,
                    "  %-16s%,10.3f%,10.3f%,10.3f  %,d answered, %,d errors",
                    name,
                    latency.getValueAtPercentile(50) / NS_PER_MS,
                    latency.getValueAtPercentile(99) / NS_PER_MS,
                    latency.getValueAtPercentile(99.9) / NS_PER_MS,
                    answered,
                    failures);
        }
    }

    public Drift(final long durationNs) {
        this.durationNs = durationNs;
    }

    @Override
    public void onSecond(final Second second) {
        final long middleNs = second.offsetNs() + second.lengthNs() / 2;
        if (middleNs < durationNs / PARTS) {
            first.add(second);
        } else if (middleNs >= durationNs - durationNs / PARTS) {
            last.add(second);
        }
    }

    public List<String> lines() {
        return List.of(
                String.format("  %-16s%10s%10s%10s", "drift, ms", "p50", "p99", "p99.9"),
                first.row("first fifth"),
                last.row("last fifth"));
    }
}
