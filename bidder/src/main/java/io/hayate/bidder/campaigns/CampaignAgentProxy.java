package io.hayate.bidder.campaigns;

import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.QueueCounter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * The door to the campaign agent. Each call offers to a bounded queue and returns at once; if the queue is full, the future
 * fails with {@link QueueFullException}. Futures complete on the campaign agent's thread.
 *
 * <p>Of the queues: many writers; reader: the campaign agent. Of their end: Single writer: the campaign agent; readers: all
 * callers, via one volatile read.
 */
public final class CampaignAgentProxy {
    /** Calls that may wait. */
    public static final int MAX_WAITING = 1024;

    /** Bodies that may wait, all together. */
    public static final long MAX_WAITING_BYTES = 256L * 1024 * 1024;

    private final ManyToOneConcurrentArrayQueue<CampaignChange> changes =
            new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final ManyToOneConcurrentArrayQueue<SwitchCommand> switchCommands =
            new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final ManyToOneConcurrentArrayQueue<CampaignUpload.Step> uploadSteps =
            new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private final ManyToOneConcurrentArrayQueue<PageRead> pageReads = new ManyToOneConcurrentArrayQueue<>(MAX_WAITING);
    private volatile boolean closed;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final CounterBlock<QueueCounter> counters = new CounterBlock<>(QueueCounter.class);

    record SwitchCommand(SwitchChange change, CompletableFuture<SwitchOutcome> answer) {}

    CampaignAgentProxy() {}

    /** Applies NDJSON, a campaign a line, or one campaign over several lines. */
    public CompletableFuture<ApplyReport> applyLines(final byte[] body) {
        final CompletableFuture<ApplyReport> answer = new CompletableFuture<>();
        offer(new CampaignChange.ApplyLines(body, answer));
        return answer;
    }

    /** Begins to apply NDJSON of any length, which comes piece by piece. */
    public CampaignUpload beginUpload() {
        return new CampaignUpload(this::offer);
    }

    /** Applies the lines of a file that differ from those last applied from it; with {@code force}, all lines. */
    public CompletableFuture<ApplyReport> applyStartFile(final Path file, final boolean force) {
        final CompletableFuture<ApplyReport> answer = new CompletableFuture<>();
        offer(new CampaignChange.ApplyStartFile(file, force, answer));
        return answer;
    }

    public CompletableFuture<ChangeOutcome> put(final long id, final byte[] body, final IfMatch ifMatch) {
        final CompletableFuture<ChangeOutcome> answer = new CompletableFuture<>();
        offer(new CampaignChange.Put(id, body, ifMatch, answer));
        return answer;
    }

    public CompletableFuture<ChangeOutcome> delete(final long id, final IfMatch ifMatch) {
        final CompletableFuture<ChangeOutcome> answer = new CompletableFuture<>();
        offer(new CampaignChange.Delete(id, ifMatch, answer));
        return answer;
    }

    public CompletableFuture<Optional<StoredCampaign>> campaign(final long id) {
        final CompletableFuture<Optional<StoredCampaign>> answer = new CompletableFuture<>();
        offer(new CampaignChange.Read(id, answer));
        return answer;
    }

    /** Campaigns in the order of their ids, a page behind the other. */
    public CompletableFuture<DocumentPage> campaigns(final long behindId) {
        return page(PageRead.Kind.CAMPAIGNS, behindId);
    }

    public CompletableFuture<ChangeOutcome> putAdvertiser(final long id, final byte[] body, final IfMatch ifMatch) {
        final CompletableFuture<ChangeOutcome> answer = new CompletableFuture<>();
        offer(new CampaignChange.PutAdvertiser(id, body, ifMatch, answer));
        return answer;
    }

    public CompletableFuture<Optional<StoredAdvertiser>> advertiser(final long id) {
        final CompletableFuture<Optional<StoredAdvertiser>> answer = new CompletableFuture<>();
        offer(new CampaignChange.ReadAdvertiser(id, answer));
        return answer;
    }

    /** Advertisers in the order of their ids, a page behind the other. */
    public CompletableFuture<DocumentPage> advertisers(final long behindId) {
        return page(PageRead.Kind.ADVERTISERS, behindId);
    }

    /** Overtakes changes that wait. */
    public CompletableFuture<SwitchOutcome> switchBidding(final SwitchChange change) {
        final CompletableFuture<SwitchOutcome> answer = new CompletableFuture<>();
        if (!switchCommands.offer(new SwitchCommand(change, answer))) {
            turnAway(answer);
        }
        endIfClosed(answer);
        return answer;
    }

    /** Calls turned away. */
    public CounterBlock<QueueCounter> counters() {
        return counters;
    }

    /** From now on nobody is left waiting for an answer; what waits is to be drained once more. */
    void close() {
        closed = true;
    }

    int drain(final Consumer<CampaignChange> onChange, final int limit) {
        return changes.drain(
                change -> {
                    waitingBytes.addAndGet(-bytes(change));
                    onChange.accept(change);
                },
                limit);
    }

    int drainUploads(final Consumer<CampaignUpload.Step> onStep) {
        return uploadSteps.drain(onStep);
    }

    int drainPageReads(final Consumer<PageRead> onRead, final int limit) {
        return pageReads.drain(onRead, limit);
    }

    int drainSwitches(final Consumer<SwitchCommand> onSwitch) {
        return switchCommands.drain(onSwitch);
    }

    private void offer(final CampaignChange change) {
        final long bytes = bytes(change);
        if (waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES || !changes.offer(change)) {
            waitingBytes.addAndGet(-bytes);
            turnAway(change.answer());
        }
        endIfClosed(change.answer());
    }

    /** A list that is read waits beside the changes, for it would fill their queue and they would delay it. */
    private CompletableFuture<DocumentPage> page(final PageRead.Kind kind, final long behindId) {
        final CompletableFuture<DocumentPage> answer = new CompletableFuture<>();
        if (!pageReads.offer(new PageRead(kind, behindId, answer))) {
            turnAway(answer);
        }
        endIfClosed(answer);
        return answer;
    }

    /** Called after an offer: one that the last drain has missed sees that there is no other. */
    private void endIfClosed(final CompletableFuture<?> answer) {
        if (closed) {
            answer.completeExceptionally(new AgentClosedException());
        }
    }

    /** There is room for more connections than there can be, and each waits for its step. */
    private void offer(final CampaignUpload.Step step) {
        final CompletableFuture<?> answer = step instanceof final CampaignUpload.Take take
                ? take.answer()
                : step instanceof final CampaignUpload.End end ? end.answer() : new CompletableFuture<>();
        if (!uploadSteps.offer(step)) {
            turnAway(answer);
        }
        endIfClosed(answer);
    }

    private void turnAway(final CompletableFuture<?> answer) {
        synchronized (counters) { // cold, and callers may be several
            counters.increment(QueueCounter.TURNED_AWAY);
        }
        answer.completeExceptionally(new QueueFullException());
    }

    private static long bytes(final CampaignChange change) {
        if (change instanceof final CampaignChange.ApplyLines lines) {
            return lines.body().length;
        }
        if (change instanceof final CampaignChange.PutAdvertiser put) {
            return put.body().length;
        }
        return change instanceof final CampaignChange.Put put ? put.body().length : 0;
    }
}
