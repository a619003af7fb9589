package io.hayate.loadtest.report;

import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendCount;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The line of each second. Owned by the thread that runs the command. */
final class Progress implements RunWatch {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    private final Terminal terminal;
    private long failures;

    Progress(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onSecond(final Second second) {
        final Histogram latency = second.latency().fromDue();
        failures += second.count(SendCount.HTTP_ERRORS)
                + second.count(SendCount.BROKEN)
                + second.count(SendCount.TIMEOUTS)
                + second.count(SendCount.UNSENT);
        final String text = String.format(
                Locale.ROOT,
                "  %3.0f s  %,9.0f/s  bids %5.1f %%  p50 %7.2f ms  p99 %7.2f ms  ",
                (second.offsetNs() + second.lengthNs()) / NS_PER_SECOND,
                second.count(SendCount.SENT) * NS_PER_SECOND / Math.max(1, second.lengthNs()),
                100.0 * second.count(SendCount.BIDS) / Math.max(1, second.count(SendCount.ANSWERED)),
                latency.getValueAtPercentile(50) / NS_PER_MS,
                latency.getValueAtPercentile(99) / NS_PER_MS);
        final String errors = String.format(Locale.ROOT, "errors %,d", failures);
        terminal.updating(text + (failures == 0 ? errors : terminal.tone(Terminal.Tone.BAD, errors)));
    }
}
