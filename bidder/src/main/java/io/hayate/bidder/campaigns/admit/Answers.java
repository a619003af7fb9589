package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.campaigns.AgentClosedException;
import io.hayate.bidder.campaigns.ChangeOutcome;
import io.hayate.bidder.campaigns.QueueFullException;
import io.hayate.bidder.campaigns.UploadTooLargeException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the campaign agent answers into HTTP. */
final class Answers {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    private static final ObjectMapper MAPPER = new ObjectMapper();

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

    /** A stored document, with its version. */
    static AdminAnswer document(final byte[] json, final long version) {
        return new AdminAnswer(200, JSON, json, etag(version));
    }

    /**
     * What became of one change.
     *
     * @param kind of what was changed: campaign, advertiser
     */
    static AdminAnswer changed(
            final String kind, final long id, final ChangeOutcome outcome, final AdminRequest request) {
        return switch (outcome.kind()) {
            case CREATED -> json(201, Map.of("id", id, "version", outcome.version()), etag(outcome.version()));
            case REPLACED -> json(200, Map.of("id", id, "version", outcome.version()), etag(outcome.version()));
            case DELETED -> AdminAnswer.empty(204);
            case NOT_FOUND -> notFound(kind, request);
            case VERSION_DIFFERS -> error(412, "the " + kind + " is not in the version that If-Match names");
            case REFUSED -> refused(outcome.refused());
            case NOT_DURABLE -> error(500, outcome.refused().get(0).reason());
        };
    }

    static AdminAnswer notFound(final String kind, final AdminRequest request) {
        return error(404, "there is no " + kind + " " + Texts.shown(request.pathParameter("id")));
    }

    /** The answer to a change of what no path can name. */
    static AdminAnswer noId(final String kind) {
        return refused(List.of(new Refusal(
                1, null, "id", "the path must end in the " + kind + "'s id, from 1 to " + CampaignLimits.MAX_ID)));
    }

    /** The id in the path; empty if it is none. */
    static OptionalLong id(final AdminRequest request) {
        final String text = request.pathParameter("id");
        final long id = text.matches("[1-9]\\d{0,15}") ? Long.parseLong(text) : 0;
        return id > 0 && id <= CampaignLimits.MAX_ID ? OptionalLong.of(id) : OptionalLong.empty();
    }

    static AdminAnswer json(final int status, final Object body, final Map<String, String> headers) {
        try {
            return new AdminAnswer(status, JSON, MAPPER.writeValueAsBytes(body), headers);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e); // maps and records can be written
        }
    }

    private static AdminAnswer refused(final List<Refusal> refusals) {
        return json(400, Map.of("refused", refusals), Map.of());
    }

    private static Map<String, String> etag(final long version) {
        return Map.of("ETag", "\"" + version + "\"");
    }

    static AdminAnswer failed(final Throwable thrown) {
        final Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof QueueFullException) {
            return error(429, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof AgentClosedException) {
            return error(503, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof UploadTooLargeException) {
            return error(413, String.valueOf(cause.getMessage()));
        }
        LOG.error("A call on the admin port failed", cause);
        return error(500, "the call failed; the bidder's log says why");
    }
}
