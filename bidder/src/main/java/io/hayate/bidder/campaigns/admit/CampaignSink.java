package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.BodySink;
import io.hayate.bidder.campaigns.CampaignUpload;
import java.util.concurrent.CompletionStage;

/** A long body of {@code POST /campaigns}. Owned by the admin loop. */
final class CampaignSink implements BodySink {
    private final CampaignUpload upload;

    CampaignSink(final CampaignUpload upload) {
        this.upload = upload;
    }

    @Override
    public CompletionStage<?> take(final byte[] piece) {
        return upload.take(piece);
    }

    @Override
    public CompletionStage<AdminAnswer> end() {
        return Answers.of(upload.end(), CampaignEndpoints::applied);
    }

    @Override
    public AdminAnswer failed(final Throwable cause) {
        return Answers.failed(cause);
    }

    @Override
    public void cancel() {
        upload.cancel();
    }
}
