package io.hayate.bidder.admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes one body as it comes, however large it is. Called on the admin loop, so it must not block. */
public interface BodySink {
    /** Takes a part, which is the sink's own; false: nothing more until the sink runs what it was given for that. */
    boolean onPart(byte[] part);

    /** The body is complete; the answer may come later, from any thread. */
    CompletionStage<AdminAnswer> onEnd();

    /** The connection broke: nothing more comes, and nobody waits for an answer. */
    void onAbort();

    /** Drops the body and answers this. */
    static BodySink dropping(final AdminAnswer answer) {
        return new BodySink() {
            @Override
            public boolean onPart(final byte[] part) {
                return true;
            }

            @Override
            public CompletionStage<AdminAnswer> onEnd() {
                return CompletableFuture.completedStage(answer);
            }

            @Override
            public void onAbort() {}
        };
    }
}
