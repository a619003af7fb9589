package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.NdjsonLines;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of one queue drain: staged in order, forced together (large ones in pieces), answered after the index that
 * holds them is published. Owned by the campaign agent.
 */
final class ChangeBatch {
    /** Changes forced together: each force waits for the disk. */
    static final int CHANGES_PER_COMMIT = 4_096;

    /** What they replace is in memory until then. */
    static final long REPLACED_BYTES_PER_COMMIT = 16L * 1024 * 1024;

    /** Changes after which the kill switch is looked at. */
    static final int CHANGES_PER_LOOK = 32;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeBatch.class);

    private final AdmittedCampaigns campaigns;
    private final CounterBlock<CampaignCounter> counters;
    private final Runnable amidChanges;
    private final AdvertiserChanges advertisers;
    private final CampaignUploads uploads;
    private final LineChanges lines;
    private final CampaignPreparation preparation;
    private final List<Uncommitted> uncommitted = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private Runnable onProgress = () -> {};
    private volatile boolean ending;

    /** Who to tell how a staged change ended. */
    private record Uncommitted(Runnable onDurable, Consumer<String> onFailed) {}

    /** @param amidChanges what must not wait for a large batch to end */
    ChangeBatch(
            final AdmittedCampaigns campaigns,
            final CampaignUploads uploads,
            final DocumentLimits limits,
            final CounterBlock<CampaignCounter> counters,
            final Runnable amidChanges) {
        this.campaigns = campaigns;
        this.counters = counters;
        this.amidChanges = amidChanges;
        this.uploads = uploads;
        this.preparation = campaigns.preparation();
        this.lines = new LineChanges(this, campaigns, limits, counters);
        this.advertisers = new AdvertiserChanges(this, campaigns.advertisers(), limits, counters);
    }

    /** @param newOnProgress called at each line and each answer */
    void reportTo(final Runnable newOnProgress) {
        onProgress = newOnProgress;
    }

    /** Stages a change; what goes wrong with it is its caller's answer and nobody else's. */
    void onChange(final CampaignChange change) {
        try {
            if (change instanceof final CampaignChange.ApplyLines apply) {
                lines.onApplyLines(apply);
            } else if (change instanceof final CampaignChange.ApplyUpload upload) {
                try {
                    lines.onApplyUpload(upload);
                } finally {
                    uploads.forget(upload.upload());
                }
            } else if (change instanceof final CampaignChange.ApplyStartFile file) {
                lines.onApplyStartFile(file);
            } else if (change instanceof final CampaignChange.Put put) {
                onPut(put);
            } else if (change instanceof final CampaignChange.Delete delete) {
                onDelete(delete);
            } else if (change instanceof final CampaignChange.Read read) {
                answers.add(() -> onRead(read));
            } else if (change instanceof final CampaignChange.PutAdvertiser put) {
                advertisers.onPut(put);
            } else if (change instanceof final CampaignChange.ReadAdvertiser read) {
                answers.add(() -> advertisers.onRead(read));
            }
        } catch (final AgentClosedException e) {
            answers.add(() -> change.answer().completeExceptionally(e));
        } catch (final IOException | RuntimeException e) {
            LOG.error("A campaign change failed", e);
            answers.add(() -> change.answer().completeExceptionally(e));
        }
    }

    /** Answers after the index that holds the changes is published. */
    void answerLater(final Runnable answer) {
        answers.add(answer);
    }

    /** Called by another thread. */
    void onEnding() {
        ending = true;
    }

    /** A line begins: many may take minutes, and nobody waits for them any more when the bidder ends. */
    void onLine() {
        if (ending) {
            throw new AgentClosedException();
        }
        onProgress.run();
    }

    /** Makes durable what is staged. */
    void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            campaigns.commit();
            counters.add(CampaignCounter.APPLIED, uncommitted.size());
            uncommitted.forEach(change -> change.onDurable().run());
        } catch (final IOException e) {
            LOG.error("{} campaign changes were taken back: the change log failed", uncommitted.size(), e);
            counters.add(CampaignCounter.LOG_FAILED, uncommitted.size());
            uncommitted.forEach(change -> change.onFailed().accept("the change log cannot be written: " + e));
        }
        uncommitted.clear();
    }

    /** Answers everybody. */
    void answer() {
        for (final Runnable answer : answers) {
            answer.run();
            onProgress.run();
        }
        answers.clear();
    }

    /** Hands the answers over, to be given later. */
    List<Runnable> takeAnswers() {
        final List<Runnable> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }

    /** Tells everybody that the index could not be built. */
    void fail(final List<CampaignChange> drained, final Throwable cause) {
        drained.forEach(change -> change.answer().completeExceptionally(cause));
        answers.clear();
    }

    private void onPut(final CampaignChange.Put change) {
        final HeldCampaign before = campaigns.held(change.id());
        final Long versionBefore = before == null ? null : before.versionIfLive();
        if (!change.ifMatch().allows(versionBefore)) {
            answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.VERSION_DIFFERS, 0));
            return;
        }
        final PreparedCampaign prepared =
                preparation.prepare(NdjsonLines.strip(change.body(), change.body().length), 1);
        final ParsedCampaign parsed = prepared.parsed();
        final Campaign campaign = parsed.campaign();
        if (campaign == null) {
            counters.increment(CampaignCounter.REFUSED);
            answerLater(change.answer(), new ChangeOutcome(ChangeOutcome.Kind.REFUSED, 0, parsed.refusals()));
        } else if (campaign.id() != change.id()) {
            counters.increment(CampaignCounter.REFUSED);
            answerLater(
                    change.answer(),
                    ChangeOutcome.refused(
                            new Refusal(1, campaign.id(), "id", "must be the id in the path, " + change.id())));
        } else if (versionBefore != null && isSame(change.id(), parsed.json())) {
            answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.REPLACED, versionBefore));
        } else {
            put(change, prepared, versionBefore != null);
        }
    }

    private void put(final CampaignChange.Put change, final PreparedCampaign prepared, final boolean replaces) {
        try {
            final long version = campaigns.put(prepared, null).version();
            final ChangeOutcome.Kind kind = replaces ? ChangeOutcome.Kind.REPLACED : ChangeOutcome.Kind.CREATED;
            staged(
                    () -> answerLater(change.answer(), ChangeOutcome.of(kind, version)),
                    reason -> answerLater(change.answer(), ChangeOutcome.notDurable(change.id(), reason)));
        } catch (final RefusedException e) {
            counters.increment(e.counter());
            answerLater(change.answer(), e.outcome(change.id()));
        }
    }

    private void onDelete(final CampaignChange.Delete change) {
        final HeldCampaign before = campaigns.held(change.id());
        final Long versionBefore = before == null ? null : before.versionIfLive();
        if (versionBefore == null) {
            answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.NOT_FOUND, 0));
            return;
        }
        if (!change.ifMatch().allows(versionBefore)) {
            answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.VERSION_DIFFERS, 0));
            return;
        }
        try {
            campaigns.delete(change.id());
            staged(
                    () -> answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.DELETED, 0)),
                    reason -> answerLater(change.answer(), ChangeOutcome.notDurable(change.id(), reason)));
        } catch (final RefusedException e) {
            counters.increment(e.counter());
            answerLater(change.answer(), ChangeOutcome.notDurable(change.id(), String.valueOf(e.getMessage())));
        }
    }

    private void onRead(final CampaignChange.Read change) {
        final HeldCampaign held = campaigns.held(change.id());
        final byte[] json = campaigns.json(change.id());
        change.answer()
                .complete(
                        held == null || json == null
                                ? Optional.empty()
                                : Optional.of(new StoredCampaign(held.version(), json)));
    }

    /** Tells how a staged change ended, once it is known. */
    void staged(final Runnable onDurable, final Consumer<String> onFailed) {
        uncommitted.add(new Uncommitted(onDurable, onFailed));
        if (uncommitted.size() >= CHANGES_PER_COMMIT || campaigns.stagedBytes() >= REPLACED_BYTES_PER_COMMIT) {
            commit();
        }
        if (uncommitted.size() % CHANGES_PER_LOOK == 0) {
            amidChanges.run();
        }
    }

    void answerLater(final CompletableFuture<ChangeOutcome> answer, final ChangeOutcome outcome) {
        answers.add(() -> answer.complete(outcome));
    }

    /** Why a change could not be made; counted here. */
    Refusal refusal(final RefusedException e, final int line, final long id) {
        counters.increment(e.counter());
        return new Refusal(line, id, e.path(), String.valueOf(e.getMessage()));
    }

    /** Whether the campaign is there with just this document. */
    boolean isSame(final long id, final byte[] json) {
        return Arrays.equals(campaigns.json(id), json);
    }
}
