package io.hayate.loadtest.report;

import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.Second;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Sender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs a plan with its progress in view. Owned by the thread that runs the command; it may be interrupted from any. */
public final class RunReport {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long CHECKS_WAIT_NS = 30 * NS_PER_SECOND;

    private final Terminal terminal;
    private final RequestPool pool;
    private boolean interrupted;
    private @Nullable Sender sending;
    private @Nullable Instant startAt;

    public RunReport(final Terminal terminal, final RequestPool pool) {
        this.terminal = terminal;
        this.pool = pool;
    }

    /** The first request of the next run is due then, so that several generators begin together. */
    public void startAt(final Instant instant) {
        startAt = instant;
    }

    /** Ends the run that is under way, and all that follow: nothing more falls due. From any thread. */
    public synchronized void interrupt() {
        interrupted = true;
        if (sending != null) {
            sending.stop();
        }
    }

    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    /**
     * Sends the plan, a warm-up first whose figures are thrown away: without one the first seconds measure the compilers of
     * both sides.
     *
     * @param warmUpNs 0 for none
     * @param watches told of every second that counts
     * @throws IOException if the target cannot be connected to, or the agreed start is over
     */
    public SendResult run(
            final SendPlan plan, final long warmUpNs, final @Nullable AnswerChecker checker, final RunWatch... watches)
            throws IOException {
        if (warmUpNs > 0) {
            warmUp(plan.warmUp(warmUpNs), checker);
        }
        try (Sender sender = Sender.open(plan, pool, checker)) {
            launch(sender);
            final List<RunWatch> all = List.of(watches);
            final Progress progress = new Progress(terminal);
            final long startNs = sender.startNs();
            final long patienceNs = plan.durationNs() + 2 * sender.longestTimeoutNs() + NS_PER_SECOND;
            long drainedNs = startNs;
            for (long second = 1; ; second++) {
                final boolean ended = sender.awaitEnd(startNs + second * NS_PER_SECOND - System.nanoTime());
                final long nowNs = System.nanoTime();
                final Second drained = sender.drainSecond(drainedNs, nowNs);
                drainedNs = nowNs;
                all.forEach(watch -> watch.onSecond(drained));
                if (ended || nowNs - startNs > patienceNs) {
                    break;
                }
                progress.onSecond(drained);
            }
            if (checker != null) {
                checker.awaitChecked(CHECKS_WAIT_NS);
            }
            return sender.result();
        } finally {
            sends(null);
        }
    }

    private void warmUp(final SendPlan plan, final @Nullable AnswerChecker checker) throws IOException {
        try (AnswerChecker warmUpChecker = checker == null ? null : checker.launchAnother();
                Sender sender = Sender.open(plan, pool, warmUpChecker)) {
            terminal.updating(String.format(
                    Locale.ROOT, "  warming up for %.1f s, not counted", plan.durationNs() / (double) NS_PER_SECOND));
            sender.launch();
            sends(sender);
            sender.awaitEnd(plan.durationNs() + 2 * sender.longestTimeoutNs());
        } finally {
            sends(null);
        }
    }

    private void launch(final Sender sender) throws IOException {
        if (startAt == null) {
            sender.launch();
        } else {
            final Duration left = Duration.between(Instant.now(), startAt);
            if (left.isNegative()) {
                throw new IOException("the agreed start, " + startAt + ", was over "
                        + left.negated().toMillis() + " ms before this generator was ready");
            }
            terminal.updating("  waits for the start at " + startAt);
            startAt = null; // of this run alone
            sender.launch(System.nanoTime() + left.toNanos());
            startAt = null; // of the next run alone: its repetitions follow when they can
        }
        sends(sender);
    }

    private synchronized void sends(final @Nullable Sender sender) {
        sending = sender;
        if (interrupted && sender != null) {
            sender.stop();
        }
    }

    /** The table, what is to be said about it, and the first broken rules. */
    public void show(
            final SendResult result, final List<String> reasonsInvalid, final @Nullable AnswerChecker checker) {
        ResultTable.lines(result).forEach(terminal::line);
        if (checker != null) {
            if (checker.skipped() > 0) {
                terminal.line(String.format(
                        Locale.ROOT,
                        "  %,d answers were not checked: the checker could not keep up",
                        checker.skipped()));
            }
            checker.examples().forEach(example -> terminal.line(terminal.tone(Tone.BAD, "  rule broken: " + example)));
        }
        if (result.interrupted()) {
            terminal.line(terminal.tone(Tone.BAD, "  PARTIAL: the run was interrupted"));
        }
        for (final String reason : reasonsInvalid) {
            terminal.line(terminal.tone(Tone.BAD, "  INVALID: " + reason));
        }
    }
}
