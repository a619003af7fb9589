package io.hayate.bidder.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the admin port: who knows the token; or, where there is none, programs on this machine.
 *
 * <p>Without a token the port is on loopback, but so is a browser: a page of any site can send it requests, and by DNS
 * rebinding read the answers. Hence only loopback names are accepted in Host and Origin. Immutable; shared.
 */
final class AdminAccess {
    /** What orchestrators and scrapers call; tells nothing of campaigns. */
    static final Set<String> OPEN_PATHS = Set.of("/livez", "/readyz", "/startupz", "/metrics");

    private final @Nullable BearerToken token;

    AdminAccess(final @Nullable String token) {
        this.token = token == null ? null : new BearerToken(token);
    }

    /** What the caller is told; null if it may call. */
    @Nullable
    AdminAnswer refusal(final String path, final HttpHeaders headers) {
        if (token == null) {
            return isForeign(headers)
                    ? AdminAnswer.error(403, "without an admin token only loopback names are served")
                    : null;
        }
        if (OPEN_PATHS.contains(path) || token.isIn(headers.get(HttpHeaderNames.AUTHORIZATION))) {
            return null;
        }
        final AdminAnswer answer = AdminAnswer.error(401, "the admin token is needed: Authorization: Bearer");
        return new AdminAnswer(
                answer.status(),
                answer.contentType(),
                answer.body(),
                Map.of("WWW-Authenticate", "Bearer realm=\"hayate\""));
    }

    private static boolean isForeign(final HttpHeaders headers) {
        for (final String host : headers.getAll(HttpHeaderNames.HOST)) {
            if (!isLoopback("http://" + host)) {
                return true;
            }
        }
        for (final String origin : headers.getAll(HttpHeaderNames.ORIGIN)) {
            if (!isLoopback(origin)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLoopback(final String origin) {
        try {
            final String host = new URI(origin).getHost();
            return host != null
                    && (host.equalsIgnoreCase("localhost")
                            || host.equals("[::1]")
                            || host.matches("127(\\.\\d{1,3}){3}"));
        } catch (final URISyntaxException e) {
            return false;
        }
    }
}
