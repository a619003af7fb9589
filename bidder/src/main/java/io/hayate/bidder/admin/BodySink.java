package io.hayate.bidder.admin;

import java.util.concurrent.CompletionStage;

/**
 * Takes the body of one call piece by piece, where it may be longer than is held in memory. Called on the admin loop; stages
 * complete on any thread.
 */
public interface BodySink {
    /** Takes the next piece. Nothing more is read before the stage completes; the first that fails ends the call. */
    CompletionStage<?> take(byte[] piece);

    /** The body was whole. */
    CompletionStage<AdminAnswer> end();

    /** The answer where {@link #take} has failed. */
    AdminAnswer failed(Throwable cause);

    /** The body ended before it was whole, or could not be taken: none of it counts. */
    void cancel();
}
