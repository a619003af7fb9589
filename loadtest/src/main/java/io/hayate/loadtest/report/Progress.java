package io.hayate.loadtest.report;

import io.hayate.loadtest.send.Interval;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.Sender;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The line of each second. Owned by the thread that runs the command. */
final class Progress {
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    private final Terminal terminal;
    private final Sender sender;
    private final long startNs;
    private long lastNs;
    private long lastSent;
    private long lastAnswered;
    private long lastBids;

    Progress(final Terminal terminal, final Sender sender, final long startNs) {
        this.terminal = terminal;
        this.sender = sender;
        this.startNs = startNs;
        this.lastNs = startNs;
    }

    void show(final long nowNs, final Interval interval) {
        final long sent = sender.count(SendCount.SENT);
        final long answered = sender.count(SendCount.ANSWERED);
        final long bids = sender.count(SendCount.BIDS);
        final Histogram latency = interval.fromDue();
        final long failures = sender.count(SendCount.HTTP_ERRORS)
                + sender.count(SendCount.BROKEN)
                + sender.count(SendCount.TIMEOUTS)
                + sender.count(SendCount.UNSENT);
        final String text = String.format(
                Locale.ROOT,
                "  %3.0f s  %,9.0f/s  bids %5.1f %%  p50 %7.2f ms  p99 %7.2f ms  ",
                (nowNs - startNs) / NS_PER_SECOND,
                (sent - lastSent) * NS_PER_SECOND / Math.max(1, nowNs - lastNs),
                100.0 * (bids - lastBids) / Math.max(1, answered - lastAnswered),
                latency.getValueAtPercentile(50) / NS_PER_MS,
                latency.getValueAtPercentile(99) / NS_PER_MS);
        final String errors = String.format(Locale.ROOT, "errors %,d", failures);
        terminal.updating(text + (failures == 0 ? errors : terminal.tone(Terminal.Tone.BAD, errors)));
        lastNs = nowNs;
        lastSent = sent;
        lastAnswered = answered;
        lastBids = bids;
    }
}
