package io.hayate.bidder.campaigns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Campaigns that come piece by piece: kept in a file until they are whole, then applied together. The one who uploads
 * waits for each piece to be taken before the next. Futures complete on the campaign agent's thread.
 *
 * <p>Single writer: the campaign agent; others ask through the public methods.
 */
public final class CampaignUpload {
    private final Consumer<Step> steps;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long lengthBytes;
    private long lastPieceMs;
    private boolean over;

    /** What is asked of the campaign agent. */
    sealed interface Step {
        CampaignUpload upload();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Take(CampaignUpload upload, byte[] piece, CompletableFuture<Void> answer) implements Step {}

    record End(CampaignUpload upload, CompletableFuture<ApplyReport> answer) implements Step {}

    record Cancel(CampaignUpload upload) implements Step {}

    /** @param steps the way to the campaign agent */
    CampaignUpload(final Consumer<Step> steps) {
        this.steps = steps;
    }

    /** Takes a piece. */
    public CompletableFuture<Void> take(final byte[] piece) {
        final CompletableFuture<Void> answer = new CompletableFuture<>();
        steps.accept(new Take(this, piece, answer));
        return answer;
    }

    /** Applies what was taken, as NDJSON or as one campaign over several lines. */
    public CompletableFuture<ApplyReport> end() {
        final CompletableFuture<ApplyReport> answer = new CompletableFuture<>();
        steps.accept(new End(this, answer));
        return answer;
    }

    /** Forgets what was taken. */
    public void cancel() {
        steps.accept(new Cancel(this));
    }

    boolean isOpen() {
        return channel != null;
    }

    long lengthBytes() {
        return lengthBytes;
    }

    /** Whether it was given up or applied: a further piece would be one without those before it. */
    boolean isOver() {
        return over;
    }

    /** When a piece came last; epoch milliseconds. */
    long lastPieceMs() {
        return lastPieceMs;
    }

    /** Begins the file. */
    void open(final Path newFile) throws IOException {
        channel = FileChannel.open(newFile, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        file = newFile;
    }

    void append(final byte[] piece, final long nowMs) throws IOException {
        final FileChannel out = channel;
        if (out == null) {
            throw new IOException("the upload is not open");
        }
        final ByteBuffer bytes = ByteBuffer.wrap(piece);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        lengthBytes += piece.length;
        lastPieceMs = nowMs;
    }

    /** Ends the file and returns it; null if nothing was taken. */
    @Nullable
    Path close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        return file;
    }

    /** Ends and deletes the file. */
    void delete() throws IOException {
        over = true;
        final Path closed = close();
        if (closed != null) {
            Files.deleteIfExists(closed);
        }
        file = null;
    }
}
