package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.BodySink;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.CampaignUpload;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code POST /campaigns}: a short one is applied as it is, a long one handed on in pieces, of which one is under
 * way at a time. What comes after a piece that could not be taken is dropped. Owned by the admin loop.
 */
final class CampaignSink implements BodySink {
    /** A body below this length is short; of a long one about that much is in memory. */
    static final int PIECE_BYTES = 1024 * 1024;

    private final CampaignAgentProxy proxy;
    private final Runnable onRoom;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

    /** Null while the body is short. */
    private @Nullable CampaignUpload upload;

    /** All pieces that were handed on. */
    private CompletableFuture<Void> taken = CompletableFuture.completedFuture(null);

    CampaignSink(final CampaignAgentProxy proxy, final Runnable onRoom) {
        this.proxy = proxy;
        this.onRoom = onRoom;
    }

    @Override
    public boolean onPart(final byte[] part) {
        if (taken.isCompletedExceptionally()) {
            return true;
        }
        piece.writeBytes(part);
        if (piece.size() < PIECE_BYTES) {
            return true;
        }
        if (upload == null) {
            upload = proxy.beginUpload();
        }
        handOn(upload);
        taken = taken.whenComplete((none, failure) -> onRoom.run());
        return false;
    }

    @Override
    public CompletionStage<AdminAnswer> onEnd() {
        final CampaignUpload begun = upload;
        if (begun == null) {
            return Answers.of(proxy.applyLines(piece.toByteArray()), CampaignEndpoints::applied);
        }
        if (!taken.isCompletedExceptionally() && piece.size() > 0) {
            handOn(begun);
        }
        taken = taken.whenComplete((none, failure) -> {
            if (failure != null) {
                begun.cancel();
            }
        });
        return Answers.of(taken.thenCompose(none -> begun.end()), CampaignEndpoints::applied);
    }

    @Override
    public void onAbort() {
        if (upload != null) {
            upload.cancel();
        }
    }

    private void handOn(final CampaignUpload begun) {
        taken = CompletableFuture.allOf(taken, begun.take(piece.toByteArray()));
        piece.reset();
    }
}
