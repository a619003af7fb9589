package io.hayate.bidder.admin;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the handler of a call. HEAD is answered as GET; a literal segment beats a parameter. Single writer:
 * the launching thread, before the server opens; reader: the admin loop.
 */
public final class AdminRouter implements AdminRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRouter.class);

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, String pattern, List<String> segments, AdminHandler handler) {
        /** Parameters of a path that fits; null if it does not fit. */
        @Nullable
        Map<String, String> fit(final List<String> path) {
            if (path.size() != segments.size()) {
                return null;
            }
            final Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                final String segment = segments.get(i);
                if (isParameter(segment)) {
                    if (path.get(i).isEmpty()) {
                        return null;
                    }
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return parameters;
        }

        long literalSegments() {
            return segments.stream().filter(segment -> !isParameter(segment)).count();
        }
    }

    /** By method and path, such as {@code POST /users}. */
    private final Map<String, BodyHandler> bodyHandlers = new HashMap<>();

    private record Match(Route route, Map<String, String> parameters) {}

    @Override
    public void add(final String method, final String pattern, final AdminHandler handler) {
        if (!method.matches("[A-Z]+") || !pattern.matches("(/([A-Za-z0-9._-]+|\\{[A-Za-z]+}))+")) {
            throw new IllegalArgumentException("not a route: " + method + " " + pattern);
        }
        if (routes().contains(method + " " + pattern)) {
            throw new IllegalArgumentException("there is a route " + method + " " + pattern + " already");
        }
        routes.add(new Route(method, pattern, segments(pattern), handler));
    }

    @Override
    public void addStreamed(final String method, final String path, final BodyHandler handler) {
        // Only a path that is spelt in another way comes there; but it is told in Allow and in the list.
        AdminRoutes.super.addStreamed(method, path, handler);
        bodyHandlers.put(method + " " + path, handler);
    }

    /** Who takes the body of such a call as it comes; null: it is gathered. */
    @Nullable
    BodyHandler bodyHandler(final String method, final String rawPath) {
        return bodyHandlers.get(method + " " + rawPath);
    }

    /** Such as {@code GET /campaigns/{id}}, in the order of adding. */
    public List<String> routes() {
        return routes.stream().map(route -> route.method + " " + route.pattern).toList();
    }

    /**
     * Answers a call; never completes exceptionally.
     *
     * @param rawPath without query, still percent-encoded, so that an encoded slash does not split a segment
     */
    CompletionStage<AdminAnswer> answer(
            final String method,
            final String rawPath,
            final Map<String, String> query,
            final Map<String, String> headers,
            final byte[] body) {
        final List<String> path;
        try {
            path = segments(rawPath).stream()
                    .map(segment -> QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")))
                    .toList();
        } catch (final IllegalArgumentException e) {
            return CompletableFuture.completedStage(AdminAnswer.error(400, "the path is not properly percent-encoded"));
        }
        final Match match = match(method, path);
        if (match == null) {
            return CompletableFuture.completedStage(noMatch(path));
        }
        final String decodedPath = "/" + String.join("/", path);
        return call(match.route, new AdminRequest(method, decodedPath, match.parameters, query, headers, body));
    }

    private @Nullable Match match(final String method, final List<String> path) {
        final Match match = best(method, path);
        return match == null && method.equals("HEAD") ? best("GET", path) : match;
    }

    private @Nullable Match best(final String method, final List<String> path) {
        Match best = null;
        for (final Route route : routes) {
            final Map<String, String> parameters = route.method.equals(method) ? route.fit(path) : null;
            if (parameters != null && (best == null || route.literalSegments() > best.route.literalSegments())) {
                best = new Match(route, parameters);
            }
        }
        return best;
    }

    private AdminAnswer noMatch(final List<String> path) {
        final Set<String> allowed = new LinkedHashSet<>();
        for (final Route route : routes) {
            if (route.fit(path) != null) {
                allowed.add(route.method);
                if (route.method.equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        if (allowed.isEmpty()) {
            return AdminAnswer.error(404, "there is no such call");
        }
        final String methods = String.join(", ", allowed);
        final AdminAnswer answer = AdminAnswer.error(405, "allowed are " + methods);
        return new AdminAnswer(answer.status(), answer.contentType(), answer.body(), Map.of("Allow", methods));
    }

    private static CompletionStage<AdminAnswer> call(final Route route, final AdminRequest request) {
        try {
            return route.handler
                    .answer(request)
                    .handle((answer, error) -> answer == null ? failure(route, error) : answer);
        } catch (final RuntimeException e) {
            return CompletableFuture.completedStage(failure(route, e));
        }
    }

    /** The log gets the route, not the path: a path may name a user. */
    private static AdminAnswer failure(final Route route, final @Nullable Throwable error) {
        return failure(route.method + " " + route.pattern, error);
    }

    static AdminAnswer failure(final String call, final @Nullable Throwable error) {
        LOG.error("admin call {} failed", call, error);
        return AdminAnswer.error(500, "the call failed; the log tells why");
    }

    private static boolean isParameter(final String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(final String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }
}
