package io.hayate.loadtest.report;

import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import io.hayate.loadtest.send.Sender;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs a plan with its progress in view. Owned by the thread that runs the command. */
public final class RunReport {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long CHECKS_WAIT_NS = 30 * NS_PER_SECOND;

    private final Terminal terminal;
    private final RequestPool pool;

    public RunReport(final Terminal terminal, final RequestPool pool) {
        this.terminal = terminal;
        this.pool = pool;
    }

    /**
     * Sends the plan, a warm-up first whose figures are thrown away: without one the first seconds measure the compilers of
     * both sides.
     *
     * @param warmUpNs 0 for none
     * @throws IOException if the target cannot be connected to
     */
    public SendResult run(final SendPlan plan, final long warmUpNs, final @Nullable AnswerChecker checker)
            throws IOException {
        if (warmUpNs > 0) {
            try (AnswerChecker warmUpChecker = checker == null ? null : checker.launchAnother();
                    Sender sender = Sender.open(plan.during(warmUpNs), pool, warmUpChecker)) {
                terminal.updating(String.format(
                        Locale.ROOT, "  warming up for %.0f s, not counted", warmUpNs / (double) NS_PER_SECOND));
                sender.launch();
                sender.awaitEnd(warmUpNs + 2 * plan.timeoutNs());
            }
        }
        try (Sender sender = Sender.open(plan, pool, checker)) {
            sender.launch();
            final long startNs = System.nanoTime();
            final Progress progress = new Progress(terminal, sender, startNs);
            final long patienceNs = plan.durationNs() + 2 * plan.timeoutNs() + NS_PER_SECOND;
            for (long second = 1; ; second++) {
                final boolean ended = sender.awaitEnd(startNs + second * NS_PER_SECOND - System.nanoTime());
                final long nowNs = System.nanoTime();
                if (ended || nowNs - startNs > patienceNs) {
                    break;
                }
                progress.show(nowNs, sender.drainInterval());
            }
            if (checker != null) {
                checker.awaitChecked(CHECKS_WAIT_NS);
            }
            return sender.result();
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
        for (final String reason : reasonsInvalid) {
            terminal.line(terminal.tone(Tone.BAD, "  INVALID: " + reason));
        }
    }
}
