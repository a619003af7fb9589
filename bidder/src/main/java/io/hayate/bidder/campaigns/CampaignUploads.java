package io.hayate.bidder.campaigns;

import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads under way, each in a file of a folder that is emptied at start. Owned by the campaign agent. */
final class CampaignUploads {
    /** Without a piece for so long an upload gives its place to another that wants it. */
    static final long STALLED_MS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(CampaignUploads.class);

    private final Path folder;
    private final UploadLimits limits;
    private final CounterBlock<CampaignCounter> counters;
    private final EpochClock clock;
    private final Set<CampaignUpload> open = new LinkedHashSet<>();
    private long count;

    CampaignUploads(
            final Path folder,
            final UploadLimits limits,
            final CounterBlock<CampaignCounter> counters,
            final EpochClock clock)
            throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.counters = counters;
        this.clock = clock;
        Files.createDirectories(folder);
        try (Stream<Path> left = Files.list(folder)) {
            for (final Path file : left.toList()) {
                Files.delete(file);
            }
        }
    }

    /** @param onWhole gets what is to be applied */
    void onStep(final CampaignUpload.Step step, final Consumer<CampaignChange> onWhole) {
        final CampaignUpload upload = step.upload();
        if (step instanceof final CampaignUpload.Take take) {
            try {
                take(upload, take.piece());
                take.answer().complete(null);
            } catch (final IOException | RuntimeException e) {
                forget(upload);
                take.answer().completeExceptionally(e);
            }
        } else if (step instanceof final CampaignUpload.End end) {
            if (upload.isOver()) {
                end.answer().completeExceptionally(new QueueFullException());
            } else {
                onWhole.accept(new CampaignChange.ApplyUpload(upload, end.answer()));
            }
        } else {
            forget(upload);
        }
    }

    /** The upload is done with, be it applied or not. */
    void forget(final CampaignUpload upload) {
        open.remove(upload);
        try {
            upload.delete();
        } catch (final IOException e) {
            LOG.warn("The file of an upload cannot be deleted: {}", e.toString());
        }
    }

    private void take(final CampaignUpload upload, final byte[] piece) throws IOException {
        final long nowMs = clock.time();
        if (!upload.isOpen()) {
            if (upload.isOver() || (open.size() >= limits.maxUploads() && !giveUpStalled(nowMs))) {
                counters.increment(CampaignCounter.UPLOADS_TURNED_AWAY);
                throw QueueFullException.ofUploads(limits);
            }
            upload.open(folder.resolve(++count + ".ndjson"));
            open.add(upload);
        }
        if (upload.lengthBytes() + piece.length > limits.maxUploadBytes()) {
            counters.increment(CampaignCounter.UPLOADS_TOO_LARGE);
            throw new UploadTooLargeException(limits);
        }
        upload.append(piece, nowMs);
    }

    /** Whoever sends a byte now and then would keep all others out. */
    private boolean giveUpStalled(final long nowMs) {
        for (final CampaignUpload upload : open) {
            if (nowMs - upload.lastPieceMs() >= STALLED_MS) {
                LOG.warn("An upload of campaigns that has brought nothing for a minute gives its place to another");
                forget(upload);
                return true;
            }
        }
        return false;
    }
}
