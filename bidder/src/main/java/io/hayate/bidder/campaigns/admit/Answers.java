package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.campaigns.AgentClosedException;
import io.hayate.bidder.campaigns.QueueFullException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the campaign agent answers into HTTP. */
final class Answers {
    static final String JSON = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static <T> CompletionStage<AdminAnswer> of(final CompletionStage<T> stage, final Function<T, AdminAnswer> answer) {
        return stage.thenApply(answer).exceptionally(Answers::failed);
    }

    static AdminAnswer error(final int status, final String sentence) {
        return AdminAnswer.json(
                status,
                JsonNodeFactory.instance.objectNode().put("error", sentence).toString());
    }

    private static AdminAnswer failed(final Throwable thrown) {
        final Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof QueueFullException) {
            return error(429, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof AgentClosedException) {
            return error(503, String.valueOf(cause.getMessage()));
        }
        LOG.error("A call on the admin port failed", cause);
        return error(500, "the call failed; the bidder's log says why");
    }
}
