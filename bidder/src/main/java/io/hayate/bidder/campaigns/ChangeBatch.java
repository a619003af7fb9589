package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.CampaignLimits;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.NdjsonLines;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of one queue drain: staged in order, forced together (large ones in pieces), answered after the index that
 * holds them is published. Owned by the campaign agent.
 */
final class ChangeBatch {
    /** Refusals in one answer, over all lines. */
    static final int MAX_REFUSALS = 10_000;

    /** Changes forced together; between them the kill switch is looked at. */
    static final int CHANGES_PER_COMMIT = 256;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeBatch.class);

    private final AdmittedCampaigns campaigns;
    private final CounterBlock<CampaignCounter> counters;
    private final Runnable betweenCommits;
    private final AdvertiserChanges advertisers;
    private final CampaignParser parser = new CampaignParser();
    private final List<Uncommitted> uncommitted = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private Runnable onProgress = () -> {};
    private boolean changed;

    /** Who to tell how a staged change ended. */
    private record Uncommitted(Runnable onDurable, Consumer<String> onFailed) {}

    /** @param betweenCommits what must not wait for a large batch to end */
    ChangeBatch(
            final AdmittedCampaigns campaigns,
            final CounterBlock<CampaignCounter> counters,
            final Runnable betweenCommits) {
        this.campaigns = campaigns;
        this.counters = counters;
        this.betweenCommits = betweenCommits;
        this.advertisers = new AdvertiserChanges(this, campaigns.advertisers(), counters);
    }

    /** @param newOnProgress called at each line and each answer */
    void reportTo(final Runnable newOnProgress) {
        onProgress = newOnProgress;
    }

    /** Stages a change; what goes wrong with it is its caller's answer and nobody else's. */
    void onChange(final CampaignChange change) {
        try {
            if (change instanceof final CampaignChange.ApplyLines lines) {
                onApplyLines(lines);
            } else if (change instanceof final CampaignChange.ApplyStartFile file) {
                onApplyStartFile(file);
            } else if (change instanceof final CampaignChange.Put put) {
                onPut(put);
            } else if (change instanceof final CampaignChange.Delete delete) {
                onDelete(delete);
            } else if (change instanceof final CampaignChange.Read read) {
                answers.add(() -> onRead(read));
            } else if (change instanceof final CampaignChange.ReadAll readAll) {
                answers.add(() -> onReadAll(readAll));
            } else if (change instanceof final CampaignChange.PutAdvertiser put) {
                advertisers.onPut(put);
            } else if (change instanceof final CampaignChange.ReadAdvertiser read) {
                answers.add(() -> advertisers.onRead(read));
            } else if (change instanceof final CampaignChange.ReadAllAdvertisers readAll) {
                answers.add(() -> advertisers.onReadAll(readAll));
            }
        } catch (final IOException | RuntimeException e) {
            LOG.error("A campaign change failed", e);
            answers.add(() -> change.answer().completeExceptionally(e));
        }
    }

    /** Makes durable what is staged. */
    void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            campaigns.commit();
            counters.add(CampaignCounter.APPLIED, uncommitted.size());
            changed = true;
            uncommitted.forEach(change -> change.onDurable().run());
        } catch (final IOException e) {
            LOG.error("{} campaign changes were taken back: the change log failed", uncommitted.size(), e);
            counters.add(CampaignCounter.LOG_FAILED, uncommitted.size());
            uncommitted.forEach(change -> change.onFailed().accept("the change log cannot be written: " + e));
        }
        uncommitted.clear();
    }

    /** Whether an index must be published before the answers. */
    boolean isChanged() {
        return changed;
    }

    /** Answers everybody. */
    void answer() {
        for (final Runnable answer : answers) {
            answer.run();
            onProgress.run();
        }
        answers.clear();
        changed = false;
    }

    /** Tells everybody that the index could not be built. */
    void fail(final List<CampaignChange> drained, final RuntimeException cause) {
        drained.forEach(change -> change.answer().completeExceptionally(cause));
        answers.clear();
        changed = false;
    }

    private void onApplyLines(final CampaignChange.ApplyLines change) throws IOException {
        final LinesResult result = new LinesResult();
        final byte[] single = single(change.body());
        if (single != null) {
            stage(parser.parse(single, 1), null, 1, result);
        } else {
            final NdjsonLines lines = new NdjsonLines(new ByteArrayInputStream(change.body()));
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                stage(parser.parse(line, lines.lineNumber()), null, lines.lineNumber(), result);
                onProgress.run();
            }
        }
        answers.add(() -> change.answer().complete(result.report()));
    }

    /** The body as one document over several lines, if its first line is not a document of its own; else null. */
    private byte @Nullable [] single(final byte[] body) throws IOException {
        final byte[] whole = NdjsonLines.strip(body, body.length);
        final byte[] first = new NdjsonLines(new ByteArrayInputStream(whole)).next();
        final boolean severalLines = first.length < whole.length;
        if (!severalLines || whole.length > CampaignLimits.MAX_LINE_BYTES || CampaignParser.isObject(first)) {
            return null;
        }
        return CampaignParser.isObject(whole) ? whole : null;
    }

    private void onApplyStartFile(final CampaignChange.ApplyStartFile change) throws IOException {
        final LinesResult result = new LinesResult();
        final long file = SourceLine.hash(change.file());
        final Set<Long> appliedBefore = change.force() ? Set.of() : campaigns.linesAppliedFrom(file);
        final Map<Long, Integer> lineById = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(change.file()), 1 << 16)) {
            final NdjsonLines lines = new NdjsonLines(in);
            for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
                onProgress.run();
                final long hash = SourceLine.hash(line);
                if (appliedBefore.contains(hash)) {
                    result.unchanged++;
                    continue;
                }
                final ParsedCampaign parsed = parser.parse(line, lines.lineNumber());
                if (!isRepeated(parsed, lines.lineNumber(), lineById, result)) {
                    stage(parsed, new SourceLine(file, hash), lines.lineNumber(), result);
                }
            }
        }
        counters.add(CampaignCounter.UNCHANGED, result.unchanged);
        answers.add(() -> {
            log(change.file(), result.report());
            change.answer().complete(result.report());
        });
    }

    /** A file that names a campaign twice would change it twice at each start. */
    private boolean isRepeated(
            final ParsedCampaign parsed, final int line, final Map<Long, Integer> lineById, final LinesResult result) {
        final Campaign campaign = parsed.campaign();
        final Integer firstLine = campaign == null ? null : lineById.putIfAbsent(campaign.id(), line);
        if (campaign == null || firstLine == null) {
            return false;
        }
        counters.increment(CampaignCounter.REFUSED);
        result.refuse(List.of(
                new Refusal(line, campaign.id(), "id", "is that of the campaign in line " + firstLine + " already")));
        return true;
    }

    private static void log(final Path file, final ApplyReport report) {
        for (final Refusal refusal : report.refused()) {
            LOG.warn(
                    "Refused: {} line {}, campaign {}: {}: {}",
                    file,
                    refusal.line(),
                    refusal.id() == null ? "without id" : refusal.id(),
                    refusal.path(),
                    refusal.reason());
        }
        LOG.info(
                "{}: {} campaigns applied, {} unchanged, {} problems",
                file,
                report.accepted(),
                report.unchanged(),
                report.refused().size());
    }

    private void stage(
            final ParsedCampaign parsed, final @Nullable SourceLine source, final int line, final LinesResult result) {
        final Campaign campaign = parsed.campaign();
        if (campaign == null) {
            counters.increment(CampaignCounter.REFUSED);
            result.refuse(parsed.refusals());
            return;
        }
        if (source == null && isSame(campaign.id(), parsed.json())) {
            result.accepted++;
            return;
        }
        try {
            campaigns.put(campaign, parsed.json(), source);
            staged(
                    () -> result.accepted++,
                    reason -> result.refuse(List.of(new Refusal(line, campaign.id(), "", reason))));
        } catch (final RefusedException e) {
            result.refuse(List.of(refusal(e, line, campaign.id())));
        }
    }

    private void onPut(final CampaignChange.Put change) {
        final HeldCampaign before = campaigns.held(change.id());
        final Long versionBefore = before == null ? null : before.versionIfLive();
        if (!change.ifMatch().allows(versionBefore)) {
            answerLater(change.answer(), ChangeOutcome.of(ChangeOutcome.Kind.VERSION_DIFFERS, 0));
            return;
        }
        final ParsedCampaign parsed = parser.parse(NdjsonLines.strip(change.body(), change.body().length), 1);
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
            put(change, campaign, parsed.json(), versionBefore != null);
        }
    }

    private void put(
            final CampaignChange.Put change, final Campaign campaign, final byte[] json, final boolean replaces) {
        try {
            final long version = campaigns.put(campaign, json, null).version();
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

    private void onReadAll(final CampaignChange.ReadAll change) {
        change.answer().complete(campaigns.allJson());
    }

    /** Tells how a staged change ended, once it is known. */
    void staged(final Runnable onDurable, final Consumer<String> onFailed) {
        uncommitted.add(new Uncommitted(onDurable, onFailed));
        if (uncommitted.size() >= CHANGES_PER_COMMIT) {
            commit();
            betweenCommits.run();
        }
    }

    void answerLater(final CompletableFuture<ChangeOutcome> answer, final ChangeOutcome outcome) {
        answers.add(() -> answer.complete(outcome));
    }

    private Refusal refusal(final RefusedException e, final int line, final long id) {
        counters.increment(e.counter());
        return new Refusal(line, id, e.path(), String.valueOf(e.getMessage()));
    }

    private boolean isSame(final long id, final byte[] json) {
        return Arrays.equals(campaigns.json(id), json);
    }

    /** What became of many lines so far. Owned by the campaign agent. */
    private static final class LinesResult {
        private final List<Refusal> refused = new ArrayList<>();
        private int accepted;
        private int unchanged;
        private boolean cut;

        void refuse(final List<Refusal> refusals) {
            for (final Refusal refusal : refusals) {
                if (refused.size() < MAX_REFUSALS) {
                    refused.add(refusal);
                } else if (!cut) {
                    cut = true;
                    refused.add(new Refusal(
                            refusal.line(), refusal.id(), "", "more was refused from here on than is listed"));
                }
            }
        }

        ApplyReport report() {
            return new ApplyReport(accepted, unchanged, List.copyOf(refused));
        }
    }
}
