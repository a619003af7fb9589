package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.NdjsonLines;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that come as many lines: some at a time are read and then staged in their order, so that memory does not grow
 * with the file. Owned by the campaign agent.
 */
final class LineChanges {
    /** Lines in memory at once, and at most about that many bytes of them. */
    private static final int LINES_AT_ONCE = 256;

    private static final int BYTES_AT_ONCE = 4 * 1024 * 1024;

    /** Longer files are worth a line in the log for each tenth. */
    private static final long LONG_FILE_BYTES = 32L * 1024 * 1024;

    private static final int TENTHS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(LineChanges.class);

    private final ChangeBatch batch;
    private final AdmittedCampaigns campaigns;
    private final int maxDocumentBytes;
    private final CounterBlock<CampaignCounter> counters;

    /** One line, then what became of reading it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Line(
            int number, byte[] bytes, long hash, @Nullable PreparedCampaign prepared) {}

    LineChanges(
            final ChangeBatch batch,
            final AdmittedCampaigns campaigns,
            final DocumentLimits limits,
            final CounterBlock<CampaignCounter> counters) {
        this.batch = batch;
        this.campaigns = campaigns;
        this.maxDocumentBytes = limits.maxDocumentBytes();
        this.counters = counters;
    }

    void onApplyLines(final CampaignChange.ApplyLines change) throws IOException {
        final LinesResult result = new LinesResult();
        apply(change.body(), result);
        batch.answerLater(() -> change.answer().complete(result.report()));
    }

    void onApplyUpload(final CampaignChange.ApplyUpload change) throws IOException {
        final LinesResult result = new LinesResult();
        final Path file = change.upload().close();
        if (file != null && Files.size(file) > maxDocumentBytes) {
            applyFile(file, new Lines(result, null, Set.of()));
        } else if (file != null) {
            apply(Files.readAllBytes(file), result);
        }
        batch.answerLater(() -> change.answer().complete(result.report()));
    }

    private void apply(final byte[] body, final LinesResult result) throws IOException {
        final byte[] single = single(body);
        if (single != null) {
            stage(campaigns.preparation().prepare(single, 1), null, 1, result);
        } else {
            apply(new ByteArrayInputStream(body), new Lines(result, null, Set.of()), () -> {});
        }
    }

    /** The body as one document over several lines, if its first line is not a document of its own; else null. */
    private byte @Nullable [] single(final byte[] body) throws IOException {
        final byte[] whole = NdjsonLines.strip(body, body.length);
        final byte[] first = new NdjsonLines(new ByteArrayInputStream(whole), maxDocumentBytes).next();
        final boolean severalLines = first.length < whole.length;
        if (!severalLines || whole.length > maxDocumentBytes || CampaignParser.isObject(first)) {
            return null;
        }
        return CampaignParser.isObject(whole) ? whole : null;
    }

    /** Lines are read by all processors: the file is applied before anybody is served. */
    void onApplyStartFile(final CampaignChange.ApplyStartFile change) throws IOException {
        final long file = SourceLine.hash(change.file());
        final LinesResult result = new LinesResult();
        applyFile(change.file(), new Lines(result, file, change.force() ? Set.of() : campaigns.linesAppliedFrom(file)));
        counters.add(CampaignCounter.UNCHANGED, result.unchanged);
        batch.answerLater(() -> {
            log(change.file(), result.report());
            change.answer().complete(result.report());
        });
    }

    private void applyFile(final Path file, final Lines lines) throws IOException {
        final long lengthBytes = Files.size(file);
        try (CountedInput in = new CountedInput(Files.newInputStream(file))) {
            final int[] tenths = {1};
            apply(in, lines, () -> {
                while (lengthBytes >= LONG_FILE_BYTES && in.count * TENTHS >= lengthBytes * tenths[0]) {
                    LOG.info("{}: {} % read, {} lines", file, tenths[0] * TENTHS, lines.read);
                    tenths[0]++;
                }
            });
        }
    }

    private void apply(final InputStream in, final Lines lines, final Runnable afterEachPart) throws IOException {
        final NdjsonLines from = new NdjsonLines(in, maxDocumentBytes);
        while (true) {
            final List<Line> part = next(from);
            if (part.isEmpty()) {
                return;
            }
            final CampaignPreparation preparation = campaigns.preparation();
            final Line[] prepared = part.toArray(Line[]::new);
            if (lines.file != null) {
                IntStream.range(0, prepared.length)
                        .parallel()
                        .forEach(i -> prepared[i] = lines.prepare(prepared[i], preparation));
            }
            for (final Line line : prepared) {
                batch.onProgress();
                // One by one while others are served: what comes of a document takes several times its room.
                onLine(lines.file == null ? lines.prepare(line, preparation) : line, lines);
            }
            lines.read = from.lineNumber();
            afterEachPart.run();
        }
    }

    private static List<Line> next(final NdjsonLines from) throws IOException {
        final List<Line> part = new ArrayList<>();
        int bytes = 0;
        while (part.size() < LINES_AT_ONCE && bytes < BYTES_AT_ONCE) {
            final byte[] line = from.next();
            if (line.length == 0) {
                return part;
            }
            part.add(new Line(from.lineNumber(), line, 0, null));
            bytes += line.length;
        }
        return part;
    }

    private void onLine(final Line line, final Lines lines) {
        if (line.prepared() == null) {
            lines.result.unchanged++;
        } else if (lines.file == null) {
            stage(line.prepared(), null, line.number(), lines.result);
        } else if (!isRepeated(line, lines)) {
            stage(line.prepared(), new SourceLine(lines.file, line.hash()), line.number(), lines.result);
        }
    }

    /** A file that names a campaign twice would change it twice at each start. */
    private boolean isRepeated(final Line line, final Lines lines) {
        final Campaign campaign =
                line.prepared() == null ? null : line.prepared().parsed().campaign();
        final Integer firstLine = campaign == null ? null : lines.lineById.putIfAbsent(campaign.id(), line.number());
        if (campaign == null || firstLine == null) {
            return false;
        }
        counters.increment(CampaignCounter.REFUSED);
        lines.result.refuse(List.of(new Refusal(
                line.number(), campaign.id(), "id", "is that of the campaign in line " + firstLine + " already")));
        return true;
    }

    private void stage(
            final PreparedCampaign prepared,
            final @Nullable SourceLine source,
            final int line,
            final LinesResult result) {
        final Campaign campaign = prepared.parsed().campaign();
        if (campaign == null) {
            counters.increment(CampaignCounter.REFUSED);
            result.refuse(prepared.parsed().refusals());
            return;
        }
        // The number alone is kept until the change is durable, not what came of the document.
        final long id = campaign.id();
        if (source == null && batch.isSame(id, prepared.parsed().json())) {
            result.accepted++;
            return;
        }
        try {
            campaigns.put(prepared, source);
            batch.staged(() -> result.accepted++, reason -> result.refuse(List.of(new Refusal(line, id, "", reason))));
        } catch (final RefusedException e) {
            result.refuse(List.of(batch.refusal(e, line, id)));
        }
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

    /** The lines of one file or body, and what became of them. Owned by the campaign agent. */
    private static final class Lines {
        final LinesResult result;
        /** Hash of the start file that they are of, if they are. */
        final @Nullable Long file;

        private final Set<Long> appliedBefore;
        final Map<Long, Integer> lineById = new HashMap<>();
        int read;

        Lines(final LinesResult result, final @Nullable Long file, final Set<Long> appliedBefore) {
            this.result = result;
            this.file = file;
            this.appliedBefore = appliedBefore;
        }

        /** Reads a line; without a campaign if it was applied before. Changes nothing. */
        Line prepare(final Line line, final CampaignPreparation preparation) {
            final long hash = file == null ? 0 : SourceLine.hash(line.bytes());
            return new Line(
                    line.number(),
                    line.bytes(),
                    hash,
                    file != null && appliedBefore.contains(hash)
                            ? null
                            : preparation.prepare(line.bytes(), line.number()));
        }
    }

    /** Counts what was read of a file. Owned by the campaign agent. */
    private static final class CountedInput extends FilterInputStream {
        private long count;

        CountedInput(final InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            final int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(final byte[] into, final int offset, final int length) throws IOException {
            final int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
