package io.hayate.bidder.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.admin.BodySink;
import io.hayate.bidder.audience.UserLine.RefusedException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls on {@code /users}. Called on the admin loop; the audience agent's thread completes the answers. */
public final class UserEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AudienceProxy proxy;
    private final UserIds ids;

    public UserEndpoints(final AudienceProxy proxy, final UserIds ids) {
        this.proxy = proxy;
        this.ids = ids;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/users", request -> ofUser(request, this::read));
        routes.add("DELETE", "/users", request -> ofUser(request, this::delete));
        routes.addStreamed("POST", "/users", (request, onRoom) -> importLines(onRoom));
    }

    private CompletionStage<AdminAnswer> ofUser(
            final AdminRequest request, final Function<UserId, CompletionStage<AdminAnswer>> call) {
        final String type = request.query().get("idType");
        final String id = request.query().get("id");
        if (type == null || id == null) {
            return now(AdminAnswer.error(400, "the query must name idType and id"));
        }
        try {
            return call.apply(ids.any(type, id));
        } catch (final RefusedException e) {
            return now(AdminAnswer.error(400, e.path() + " " + e.getMessage()));
        }
    }

    private CompletionStage<AdminAnswer> read(final UserId id) {
        return answer(
                proxy.user(id),
                user -> user.map(known -> AdminAnswer.json(200, text(id, known)))
                        .orElseGet(UserEndpoints::noUser));
    }

    private CompletionStage<AdminAnswer> delete(final UserId id) {
        return answer(proxy.delete(id), deleted -> deleted ? AdminAnswer.empty(204) : noUser());
    }

    private BodySink importLines(final Runnable onRoom) {
        final UserImport begun = proxy.beginImport(onRoom);
        return begun == null ? BodySink.dropping(tooMany()) : new ImportSink(begun);
    }

    private static final class ImportSink implements BodySink {
        private final UserImport begun;

        ImportSink(final UserImport begun) {
            this.begun = begun;
        }

        @Override
        public boolean onPart(final byte[] part) {
            return begun.feed().bring(part);
        }

        @Override
        public CompletionStage<AdminAnswer> onEnd() {
            begun.feed().complete();
            return answer(begun.answer(), UserEndpoints::imported);
        }

        @Override
        public void onAbort() {
            begun.abort();
        }
    }

    private static AdminAnswer imported(final ImportReport report) {
        try {
            return new AdminAnswer(200, "application/json", JSON.writeValueAsBytes(report), Map.of());
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e); // a record of plain values can be written
        }
    }

    private static String text(final UserId id, final KnownUser user) {
        final ObjectNode body = JSON.createObjectNode();
        body.put("idType", id.type().name()).put("id", id.id());
        final ArrayNode segments = body.putArray("segments");
        for (final KnownUser.Segment each : user.segments()) {
            final ObjectNode segment = segments.addObject().put("id", each.name());
            if (each.expires() != null) {
                segment.put("expires", each.expires().toString());
            }
        }
        final ArrayNode counters = body.putArray("counters");
        for (final KnownUser.Counter each : user.counters()) {
            counters.addObject()
                    .put("scope", each.scopeName())
                    .put("id", each.id())
                    .put("hours", each.hours())
                    .put("impressions", each.impressions());
        }
        body.put("lastImpressions", user.lastImpressions());
        return body.toString();
    }

    /** @param asked null: too much waits already */
    private static <T> CompletionStage<AdminAnswer> answer(
            final @Nullable CompletionStage<T> asked, final Function<T, AdminAnswer> answer) {
        return asked == null ? now(tooMany()) : asked.thenApply(answer).exceptionally(UserEndpoints::failed);
    }

    private static AdminAnswer failed(final Throwable thrown) {
        final Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CancellationException) {
            return AdminAnswer.error(503, String.valueOf(cause.getMessage()));
        }
        throw new CompletionException(cause); // the router logs it and answers 500
    }

    private static AdminAnswer tooMany() {
        return AdminAnswer.error(429, "too much waits for the audience agent; try again later");
    }

    private static AdminAnswer noUser() {
        return AdminAnswer.error(404, "there is no such user");
    }

    private static CompletionStage<AdminAnswer> now(final AdminAnswer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
