package io.hayate.loadtest.exchange;

import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.report.RunReport;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.send.AnswerChecker;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.send.RunWatch;
import io.hayate.loadtest.send.SendCount;
import io.hayate.loadtest.send.SendPlan;
import io.hayate.loadtest.send.SendResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a plan with an auction for every answer, the warm-up's among them: what the bidder bids there is in its books, too.
 * Owned by the main thread.
 */
final class ExchangeRun {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long AUCTIONS_WAIT_NS = 60 * NS_PER_SECOND;
    /** Beside the largest delay that is drawn. */
    private static final long PATIENCE_NS = 60 * NS_PER_SECOND;

    private final Terminal terminal;
    private final RunReport report;
    private final NoticeSender notices;
    private final BidChecker rules;
    private final int checkEvery;
    private final long longestDelayNs;
    /** Written by the checker's thread. */
    private final AtomicLong checked = new AtomicLong();

    private long answers;
    private long unseenAnswers;
    private boolean failed;
    private @Nullable SendResult result;
    private @Nullable AnswerChecker shown;

    /**
     * @param checkEvery so many answers are held against the rules once; 0: none
     * @param longestDelayNs from an answer to the last of its notices
     */
    ExchangeRun(
            final Terminal terminal,
            final RequestPool pool,
            final NoticeSender notices,
            final BidChecker rules,
            final int checkEvery,
            final long longestDelayNs) {
        this.terminal = terminal;
        this.report = new RunReport(terminal, pool);
        this.notices = notices;
        this.rules = rules;
        this.checkEvery = checkEvery;
        this.longestDelayNs = longestDelayNs;
    }

    /**
     * @param watch told of every second that counts
     * @throws IOException if the target cannot be connected to
     */
    void send(final SendPlan plan, final long warmUpNs, final RunWatch watch) throws IOException {
        if (warmUpNs > 0) {
            terminal.line("  warming up: the latencies are not counted, the auctions are");
            sendOnce(plan.warmUp(warmUpNs), second -> {});
            terminal.line("  what counts:");
        }
        if (!report.isInterrupted()) {
            sendOnce(plan, watch);
        }
    }

    /** Ends the run early: nothing more falls due, and notices that wait never come. From any thread. */
    void interrupt() {
        report.interrupt();
        notices.stop();
    }

    private void sendOnce(final SendPlan plan, final RunWatch watch) throws IOException {
        checked.set(0);
        try (AnswerChecker auctions = AnswerChecker.launch(this::onAnswer, 1)) {
            final SendResult sent = report.run(plan, 0, auctions, watch);
            auctions.awaitChecked(AUCTIONS_WAIT_NS);
            // What came too late was never read; what broke off may have been an answer.
            unseenAnswers += auctions.skipped() + sent.count(SendCount.TIMEOUTS) + sent.count(SendCount.BROKEN);
            result = sent.withChecked(checked.get());
            failed |= sent.invalid() + sent.errors() > 0;
            shown = auctions;
        }
    }

    /** On the checker's thread. */
    private List<String> onAnswer(final byte[] request, final byte[] answer) {
        notices.onAnswer(request, answer);
        if (checkEvery == 0 || answers++ % checkEvery != 0) {
            return List.of();
        }
        checked.incrementAndGet();
        return rules.sentences(request, answer);
    }

    /** Waits for the late ones; false if some could not be fired. */
    boolean awaitNotices() {
        terminal.line(String.format(
                Locale.ROOT,
                "  waiting for %,d notices, the last of them due within %.0f s",
                notices.waiting(),
                longestDelayNs / (double) NS_PER_SECOND));
        return notices.awaitFired(longestDelayNs + PATIENCE_NS);
    }

    /** Shows the figures of the run that counts; returns why they must not be quoted. */
    List<String> show(final long maxLagNs) {
        final SendResult sent = sent();
        final List<String> reasonsInvalid = sent.reasonsInvalid(maxLagNs);
        report.show(sent, reasonsInvalid, shown);
        return reasonsInvalid;
    }

    /** Answers that no auction was held for, though they may have held bids. */
    long unseenAnswers() {
        return unseenAnswers;
    }

    /** In the warm-up, too: its auctions count. */
    boolean hasFailures() {
        return failed;
    }

    /** Of the run that counts. */
    SendResult sent() {
        if (result == null) {
            throw new IllegalStateException("nothing was sent");
        }
        return result;
    }
}
