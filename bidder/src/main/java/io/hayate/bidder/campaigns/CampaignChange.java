package io.hayate.bidder.campaigns;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What others ask of the campaign agent; each is answered through its future. Immutable; shared. */
sealed interface CampaignChange {
    /** Completed on the campaign agent's thread, after what it reports is durable and visible. */
    CompletableFuture<?> answer();

    /** Whether it is of any number of campaigns. */
    default boolean isOfFile() {
        return this instanceof ApplyUpload || this instanceof ApplyStartFile;
    }

    /** NDJSON, or one JSON object over several lines. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record ApplyLines(byte[] body, CompletableFuture<ApplyReport> answer) implements CampaignChange {}

    /** A body that was too long to hold. */
    record ApplyUpload(CampaignUpload upload, CompletableFuture<ApplyReport> answer) implements CampaignChange {}

    /** @param force apply lines also that were applied before */
    record ApplyStartFile(Path file, boolean force, CompletableFuture<ApplyReport> answer) implements CampaignChange {}

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Put(long id, byte[] body, IfMatch ifMatch, CompletableFuture<ChangeOutcome> answer)
            implements CampaignChange {}

    record Delete(long id, IfMatch ifMatch, CompletableFuture<ChangeOutcome> answer) implements CampaignChange {}

    record Read(long id, CompletableFuture<Optional<StoredCampaign>> answer) implements CampaignChange {}

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record PutAdvertiser(long id, byte[] body, IfMatch ifMatch, CompletableFuture<ChangeOutcome> answer)
            implements CampaignChange {}

    record ReadAdvertiser(long id, CompletableFuture<Optional<StoredAdvertiser>> answer) implements CampaignChange {}
}
